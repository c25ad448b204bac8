package io.nearfar.internal.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nearfar.config.NearfarConfiguration;
import io.nearfar.config.Topology;
import io.nearfar.testing.RedisServer;
import java.net.URI;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Far caches from their creation to their end, on a real server. */
class FarLifeTest {
  private static RedisServer redis;

  private final TestProvider provider = new TestProvider(System::nanoTime);

  @BeforeAll
  static void start() {
    redis = RedisServer.builder().start();
  }

  @AfterAll
  static void stop() {
    redis.close();
  }

  @BeforeEach
  void empty() {
    redis.flushAll();
  }

  @AfterEach
  void close() {
    provider.close();
  }

  private CacheManager manager(String uri) {
    Properties properties = new Properties();
    properties.setProperty("nearfar.far.url", redis.url());
    return provider.getCacheManager(URI.create(uri), getClass().getClassLoader(), properties);
  }

  private static NearfarConfiguration<String, String> far(int minutes) {
    return NearfarConfiguration.builder(String.class, String.class)
        .topology(Topology.FAR)
        .expireAfterCreation(Duration.ofMinutes(minutes))
        .build();
  }

  @Test
  void closedCache_keepsItsData_forThisAndOtherManagers() {
    CacheManager manager = manager("urn:shop");
    manager.createCache("orders", far(5)).put("key", "value");
    manager.close();
    Cache<String, String> again = manager("urn:shop").createCache("orders", far(5));
    assertThat(again.get("key")).isEqualTo("value");
    Cache<String, String> other = manager("urn:other").createCache("orders", far(5));
    assertThat(other.get("key")).isNull();
  }

  @Test
  void otherTimes_areRefused_untilTheCacheIsDestroyed() {
    CacheManager manager = manager("urn:shop");
    manager.createCache("orders", far(5)).put("key", "value");
    manager.getCache("orders").close();
    assertThatThrownBy(() -> manager.createCache("orders", far(6)))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("NEARFAR-0416")
        .hasMessageNotContaining("value");
    assertThat(manager.getCacheNames()).isEmpty();
    manager.createCache("orders", far(5));
    manager.destroyCache("orders");
    assertThat(manager.createCache("orders", far(6)).get("key")).isNull();
  }

  /** The manager knows only from its settings that the cache is far. */
  @Test
  void destroyCache_notOpenHere_destroysIt() {
    CacheManager first = manager("urn:shop");
    first.createCache("orders", far(5)).put("key", "value");
    first.close();
    System.setProperty("nearfar.caches.orders.topology", "far");
    try {
      CacheManager second = manager("urn:shop");
      second.destroyCache("orders");
      assertThat(second.createCache("orders", far(6)).get("key")).isNull();
    } finally {
      System.clearProperty("nearfar.caches.orders.topology");
    }
  }

  @Test
  void destroyCache_serverHangs_canBeRepeated() {
    CacheManager manager = manager("urn:shop");
    manager.createCache("orders", far(5)).put("key", "value");
    redis.pause();
    try {
      assertThatThrownBy(() -> manager.destroyCache("orders")).isInstanceOf(CacheException.class);
    } finally {
      redis.resume();
    }
    manager.destroyCache("orders");
    assertThat(manager.createCache("orders", far(6)).get("key")).isNull();
  }

  @Test
  void managerClosedInTheMiddle_leavesNoConnection() {
    CacheManager manager = manager("urn:shop");
    MutableConfiguration<String, String> closing = new MutableConfiguration<>();
    closing.setExpiryPolicyFactory(
        JCacheFixture.factory(
            () -> {
              manager.close();
              return javax.cache.expiry.EternalExpiryPolicy.factoryOf().create();
            }));
    assertThatThrownBy(
            () ->
                manager.createCache(
                    "orders",
                    NearfarConfiguration.copyOf(closing).toBuilder()
                        .topology(Topology.FAR)
                        .build()))
        .isInstanceOf(IllegalStateException.class);
    // Those of earlier tests may still be ending.
    await().until(() -> threads().stream().noneMatch(name -> name.startsWith("nearfar-netty")));
  }

  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .collect(Collectors.toSet());
  }
}
