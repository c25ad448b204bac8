package io.nearfar.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.URI;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.annotation.CacheResult;
import javax.cache.spi.CachingProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An application that has a manager of its own. */
class OwnManagerTest {
  private static final CachingProvider PROVIDER = Caching.getCachingProvider();
  private static final CacheManager MANAGER =
      PROVIDER.getCacheManager(
          URI.create("own-manager"), OwnManagerTest.class.getClassLoader(), new Properties());

  @AfterEach
  void destroyCaches() {
    MANAGER.getCacheNames().forEach(MANAGER::destroyCache);
  }

  @Test
  void produced_isUsedEverywhere_andNotClosed() {
    try (TestContainer container =
        new TestContainer(ManagerProducer.class, User.class, Counting.class)) {
      isUsed(container);
      assertThat(container.get(CachingProvider.class)).isSameAs(PROVIDER);
    }
    assertThat(MANAGER.isClosed()).isFalse();
  }

  @Test
  void inANormalScope_isUsedEverywhere_andNotClosed() {
    try (TestContainer container =
        new TestContainer(ScopedManagerProducer.class, User.class, Counting.class)) {
      isUsed(container);
    }
    assertThat(MANAGER.isClosed()).isFalse();
  }

  @Test
  void providerOfTheApplication_makesNothingAmbiguous() {
    try (TestContainer container =
        new TestContainer(
            ManagerProducer.class, ProviderProducer.class, User.class, Counting.class)) {
      isUsed(container);
      assertThat(container.get(CachingProvider.class)).isSameAs(PROVIDER);
    }
  }

  @Test
  void withAnotherQualifier_isLeftAlone() {
    try (TestContainer container =
        new TestContainer(QualifiedProducer.class, User.class, Counting.class)) {
      Counting counting = container.get(Counting.class);
      counting.get(1);
      assertThat(counting.get(1)).isEqualTo(1);
      assertThat(MANAGER.getCacheNames()).isEmpty();
      assertThat(container.manager().getCacheNames()).contains("own");
    }
    assertThat(MANAGER.isClosed()).isFalse();
  }

  private static void isUsed(TestContainer container) {
    User user = container.get(User.class);
    assertThat(user.manager.getURI()).isEqualTo(MANAGER.getURI());
    assertThat(user.named).isSameAs(MANAGER.getCache("named"));
    Counting counting = container.get(Counting.class);
    counting.get(1);
    assertThat(counting.get(1)).isEqualTo(1);
    assertThat(MANAGER.getCache("own").get(MethodKey.of(1))).isEqualTo(1);
  }

  @Dependent
  static class ManagerProducer {
    @Produces
    @Named("named beans are default beans, too")
    CacheManager manager() {
      return MANAGER;
    }
  }

  @Dependent
  static class ScopedManagerProducer {
    @Produces
    @ApplicationScoped
    CacheManager manager() {
      return MANAGER;
    }
  }

  @Dependent
  static class ProviderProducer {
    @Produces
    CachingProvider provider() {
      return PROVIDER;
    }
  }

  @Qualifier
  @Retention(RetentionPolicy.RUNTIME)
  @interface Other {}

  @Dependent
  static class QualifiedProducer {
    @Produces
    @Other
    CacheManager manager() {
      return MANAGER;
    }
  }

  @Dependent
  static class User {
    @Inject CacheManager manager;

    @Inject
    @CacheName("named")
    Cache<Object, Object> named;
  }

  @ApplicationScoped
  static class Counting {
    private final AtomicInteger calls = new AtomicInteger();

    @CacheResult(cacheName = "own")
    int get(int id) {
      return calls.incrementAndGet();
    }
  }
}
