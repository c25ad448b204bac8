package io.nearfar.internal.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nearfar.config.NearfarConfiguration;
import io.nearfar.config.Topology;
import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.FactoryBuilder;
import javax.cache.integration.CacheLoader;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;

/** A manager with a far tier, as an application has it that sets nothing but properties. */
final class FarNode implements AutoCloseable {
  /** A password that no text may show. */
  static final String PASSWORD = Texts.SECRET;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final TestProvider provider = new TestProvider(System::nanoTime);
  private final CacheManager manager;

  /**
   * A manager; connects with its first cache.
   *
   * @param settings names below {@code nearfar.far.} and values, in turn
   */
  FarNode(String... settings) {
    Properties properties = new Properties();
    properties.setProperty("nearfar.far.namespace", "shop");
    for (int i = 0; i < settings.length; i += 2) {
      properties.setProperty("nearfar.far." + settings[i], settings[i + 1]);
    }
    manager = provider.getCacheManager(URI.create("urn:shop"), null, properties);
  }

  /** A cache of strings. */
  Cache<String, String> cache(String name) {
    return manager.createCache(
        name,
        NearfarConfiguration.builder(String.class, String.class).topology(Topology.FAR).build());
  }

  /** A cache of strings whose entries live long after a read, and shorter otherwise. */
  Cache<String, String> mortalCache(String name) {
    return manager.createCache(
        name,
        NearfarConfiguration.builder(String.class, String.class)
            .topology(Topology.FAR)
            .expireAfterCreation(Duration.ofMinutes(1))
            .expireAfterAccess(Duration.ofHours(1))
            .build());
  }

  /** A cache of strings whose loads wait for those of other nodes. */
  Cache<String, String> patientCache(String name) {
    return manager.createCache(
        name,
        NearfarConfiguration.builder(String.class, String.class)
            .topology(Topology.FAR)
            .loadsWait(PATIENCE)
            .build());
  }

  /** A cache of strings that reads through. */
  Cache<String, String> loadingCache(String name, CacheLoader<String, String> loader) {
    return manager.createCache(
        name,
        NearfarConfiguration.builder(String.class, String.class)
            .topology(Topology.FAR)
            .readThrough(true)
            .loaderFactory(new FactoryBuilder.SingletonFactory<>(new SerialLoader(loader)))
            .build());
  }

  /** A loader that its factory can hold. */
  private static final class SerialLoader implements CacheLoader<String, String>, Serializable {
    private static final long serialVersionUID = 1;

    private final transient CacheLoader<String, String> loader;

    SerialLoader(CacheLoader<String, String> loader) {
      this.loader = loader;
    }

    @Override
    public String load(String key) {
      return loader.load(key);
    }

    @Override
    public Map<String, String> loadAll(Iterable<? extends String> keys) {
      return loader.loadAll(keys);
    }
  }

  /** Waits for something that happens elsewhere. */
  static void await(Callable<Boolean> condition) {
    Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(condition);
  }

  /** What the caller of an operation hears: with a text that says what to do, and no secrets. */
  static CacheException failure(ThrowingCallable operation) {
    CacheException failure = catchThrowableOfType(CacheException.class, operation);
    assertThat(failure).isNotNull();
    Texts.check(failure);
    return failure;
  }

  /** Waits until a cache can be written and read. */
  static void awaitWell(Cache<String, String> cache) {
    Awaitility.await("the cache to work again")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptionsInstanceOf(CacheException.class)
        .until(
            () -> {
              cache.put("well", "again");
              return "again".equals(cache.get("well"));
            });
  }

  /** Waits until an operation fails with a text. */
  static void awaitFailure(ThrowingCallable operation, String id) {
    Awaitility.await("failures with " + id)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> assertThat(failure(operation)).hasMessageContaining(id));
  }

  @Override
  public void close() {
    provider.close();
  }
}
