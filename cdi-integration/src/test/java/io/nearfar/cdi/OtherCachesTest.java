package io.nearfar.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearfar.cdi.internal.results.ResultStores;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.annotation.CacheInvocationContext;
import javax.cache.annotation.CacheKey;
import javax.cache.annotation.CacheMethodDetails;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheResolver;
import javax.cache.annotation.CacheResolverFactory;
import javax.cache.annotation.CacheResult;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tags over caches that have none: of another provider, or wrapped by somebody. */
@Tag("lite")
class OtherCachesTest {
  private final TestContainer container =
      new TestContainer(Tagged.class, Untagged.class, Wrapping.class);
  private final Tagged tagged = container.get(Tagged.class);

  @AfterEach
  void close() {
    container.close();
  }

  @Test
  void tags_areRefused_beforeTheMethodIsCalled() {
    refuses(() -> tagged.get(1));
    refuses(() -> tagged.always(1));
    refuses(() -> tagged.onEvent(1));
    refuses(() -> tagged.later(1));
    refuses(() -> tagged.alwaysLater(1));
    assertThat(tagged.calls()).isZero();
    refuses(() -> tagged.put(1, "x"));
  }

  private static void refuses(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("NEARFAR-CDI-015")
        .hasMessageContaining("'wrapped'");
  }

  @Test
  void withoutTags_allIsWell() {
    assertThat(container.get(Untagged.class).get(1)).isEqualTo("x");
  }

  @Test
  void invalidationsOfTags_areRefused() {
    try (TestContainer wrapped = new TestContainer(WrappedManager.class, Invalidating.class)) {
      Invalidating bean = wrapped.get(Invalidating.class);
      boolean isNearfarThere = ResultStores.batches() != null;
      assertThatThrownBy(() -> bean.change(1))
          .isInstanceOf(CacheException.class)
          .hasMessageContaining(isNearfarThere ? "NEARFAR-CDI-015" : "NEARFAR-CDI-016");
    }
  }

  @Test
  void events_areNotHeard() {
    try (TestContainer wrapped = new TestContainer(WrappedManager.class, Plain.class)) {
      wrapped.get(Plain.class).get(1);

      assertThat(wrapped.manager().getCacheNames()).contains("plain");
      assertThat(wrapped.get(CacheEvents.class).fire("any")).isEmpty();
    } finally {
      Caching.getCachingProvider().getCacheManager().destroyCache("plain");
      Caching.getCachingProvider().getCacheManager().destroyCache("invalidated");
    }
  }

  /** A manager whose caches are wrapped. */
  @Dependent
  static class WrappedManager {
    @Produces
    @ApplicationScoped
    CacheManager manager() {
      CacheManager manager = Caching.getCachingProvider().getCacheManager();
      return wrapped(
          CacheManager.class,
          manager,
          result -> result instanceof Cache<?, ?> ? wrapped(Cache.class, result, r -> r) : result);
    }
  }

  private static <T> T wrapped(Class<T> type, Object target, UnaryOperator<Object> results) {
    return type.cast(
        Proxy.newProxyInstance(
            OtherCachesTest.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              try {
                return results.apply(method.invoke(target, arguments));
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  @ApplicationScoped
  static class Invalidating {
    @InvalidateTags(value = "{id}", cacheName = "invalidated")
    void change(int id) {}
  }

  @ApplicationScoped
  static class Plain {
    @CacheResult(cacheName = "plain")
    String get(int id) {
      return "x";
    }
  }

  @ApplicationScoped
  static class Wrapping implements CacheResolverFactory, CacheResolver {
    @Inject CacheManager manager;

    @Override
    public CacheResolver getCacheResolver(CacheMethodDetails<? extends Annotation> details) {
      return this;
    }

    @Override
    public CacheResolver getExceptionCacheResolver(CacheMethodDetails<CacheResult> details) {
      return this;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <K, V> Cache<K, V> resolveCache(CacheInvocationContext<? extends Annotation> context) {
      Cache<K, V> found = manager.getCache("wrapped");
      Cache<K, V> cache =
          found == null ? manager.createCache("wrapped", new MutableConfiguration<K, V>()) : found;
      return (Cache<K, V>) wrapped(Cache.class, cache, result -> result);
    }
  }

  @ApplicationScoped
  static class Untagged {
    @CacheResult(cacheName = "wrapped", cacheResolverFactory = Wrapping.class)
    String get(int id) {
      return "x";
    }
  }

  @ApplicationScoped
  static class Tagged {
    private int calls;

    int calls() {
      return calls;
    }

    @CacheResult(cacheName = "wrapped", cacheResolverFactory = Wrapping.class)
    @CacheTags("{id}")
    String get(int id) {
      calls++;
      return "x";
    }

    @CacheResult(cacheName = "wrapped", cacheResolverFactory = Wrapping.class, skipGet = true)
    @CacheTags("{id}")
    String always(int id) {
      calls++;
      return "x";
    }

    @CacheResult(cacheName = "wrapped", cacheResolverFactory = Wrapping.class)
    @InvalidateOn("event")
    String onEvent(int id) {
      calls++;
      return "x";
    }

    @CacheResult(cacheName = "wrapped", cacheResolverFactory = Wrapping.class)
    @CacheTags("{id}")
    CompletableFuture<String> later(int id) {
      calls++;
      return CompletableFuture.completedFuture("x");
    }

    @CacheResult(cacheName = "wrapped", cacheResolverFactory = Wrapping.class, skipGet = true)
    @CacheTags("{id}")
    CompletableFuture<String> alwaysLater(int id) {
      calls++;
      return CompletableFuture.completedFuture("x");
    }

    @CachePut(cacheName = "wrapped", cacheResolverFactory = Wrapping.class)
    @CacheTags("{id}")
    void put(@CacheKey int id, String value) {}
  }
}
