package io.nearfar.internal.jcache;

import static io.nearfar.internal.jcache.JCacheFixture.factory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import io.nearfar.cache.InvalidationBatch;
import io.nearfar.cache.Invalidations;
import io.nearfar.cache.NearfarCache;
import io.nearfar.config.NearfarConfiguration;
import io.nearfar.config.Topology;
import io.nearfar.management.NearfarCacheMXBean;
import io.nearfar.management.NearfarManagerMXBean;
import io.nearfar.testing.TestThreads;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.cache.Cache;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheLoaderException;
import javax.management.JMX;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Our own MXBeans, over JMX: what they show, what they do, and when they are there. */
class ManagementTest {
  private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

  /** A key without a text that could be read back. */
  record Point(int x, int y) {}

  enum Size {
    SMALL,
    LARGE
  }

  private final JCacheFixture fixture = new JCacheFixture();

  @AfterEach
  void close() throws Exception {
    fixture.close();
    assertThat(SERVER.queryNames(new ObjectName("io.nearfar:*"), null)).isEmpty();
  }

  private static ObjectName cacheName(String cache) throws Exception {
    return new ObjectName("io.nearfar:type=Cache,CacheManager=urn.fixture,Cache=" + cache);
  }

  private static ObjectName managerName() throws Exception {
    return new ObjectName("io.nearfar:type=CacheManager,CacheManager=urn.fixture");
  }

  private static NearfarCacheMXBean bean(String cache) throws Exception {
    return JMX.newMXBeanProxy(SERVER, cacheName(cache), NearfarCacheMXBean.class);
  }

  private static NearfarManagerMXBean manager() throws Exception {
    return JMX.newMXBeanProxy(SERVER, managerName(), NearfarManagerMXBean.class);
  }

  @SuppressWarnings("unchecked")
  private NearfarCache<String, String> orders() {
    return fixture
        .strings(settings -> settings.managementEnabled(true).statisticsEnabled(true))
        .unwrap(NearfarCache.class);
  }

  // ---- when they are there

  @Test
  void beans_areThereWhileManagementIsEnabled() throws Exception {
    fixture.strings(settings -> settings.statisticsEnabled(true));
    assertThat(SERVER.isRegistered(cacheName("orders"))).isFalse();
    assertThat(SERVER.isRegistered(managerName())).isFalse();

    fixture.manager.enableManagement("orders", true);
    assertThat(SERVER.isRegistered(cacheName("orders"))).isTrue();
    assertThat(SERVER.isRegistered(managerName())).isTrue();

    fixture.manager.enableManagement("orders", false);
    assertThat(SERVER.queryNames(new ObjectName("io.nearfar:*"), null)).isEmpty();
  }

  @Test
  void managersBean_staysUntilItsLastCacheGoes() throws Exception {
    NearfarConfiguration<String, String> managed =
        NearfarConfiguration.builder(String.class, String.class).managementEnabled(true).build();
    Cache<String, String> a = fixture.cache("a", managed);
    fixture.cache("b", managed);

    a.close();
    assertThat(SERVER.isRegistered(managerName())).isTrue();
    assertThat(manager().getCacheNames()).containsExactly("b");

    fixture.manager.destroyCache("b");
    assertThat(SERVER.isRegistered(managerName())).isFalse();
  }

  // ---- what they show

  @Test
  void everythingIsDescribed() throws Exception {
    orders();
    for (ObjectName name : List.of(cacheName("orders"), managerName())) {
      MBeanInfo info = SERVER.getMBeanInfo(name);
      assertThat(info.getDescription()).contains("of Nearfar");
      assertThat(info.getAttributes())
          .hasSizeGreaterThan(10)
          .allSatisfy(attribute -> assertThat(attribute.getDescription()).endsWith("."));
      assertThat(info.getOperations())
          .hasSizeGreaterThan(1)
          .allSatisfy(operation -> assertThat(operation.getDescription()).endsWith("."))
          .allSatisfy(
              operation ->
                  assertThat(operation.getImpact())
                      .as(operation.getName())
                      .isEqualTo(
                          operation.getName().matches("count.*|keysOf.*")
                              ? MBeanOperationInfo.INFO
                              : MBeanOperationInfo.ACTION));
    }
    assertThat(SERVER.getMBeanInfo(cacheName("orders")).getOperations())
        .filteredOn(operation -> operation.getName().equals("keysOfTag"))
        .flatExtracting(operation -> Arrays.asList(operation.getSignature()))
        .extracting(MBeanFeatureInfo::getName)
        .containsExactly("tag", "limit");
  }

  @Test
  void reads_ofANearCache() throws Exception {
    Cache<String, String> cache = orders();
    cache.put("a", "1");
    cache.get("a");
    cache.get("a");
    cache.get("a");
    cache.get("none");

    NearfarCacheMXBean bean = bean("orders");
    assertThat(bean.getNearHits()).isEqualTo(3);
    assertThat(bean.getFarHits()).isZero();
    assertThat(bean.getMisses()).isOne();
    assertThat(bean.getHitRatio()).isEqualTo(0.75);
    assertThat(bean.getNearHitRatio()).isEqualTo(0.75);
    assertThat(bean.getNearEntries()).isOne();
    assertThat(bean.getName()).isEqualTo("orders");
    assertThat(bean.getCacheManager()).isEqualTo("urn:fixture");
    assertThat(bean.getTopology()).isEqualTo("near");
    assertThat(bean.isStatisticsEnabled()).isTrue();
    assertThat(bean.getLinkState()).isEqualTo("none");

    bean.clearStatistics();
    assertThat(bean.getNearHits()).isZero();
    assertThat(bean.getHitRatio()).isZero();
  }

  @Test
  void settings_areTheEffectiveOnes() throws Exception {
    fixture.strings(
        settings ->
            settings
                .managementEnabled(true)
                .maxEntries(5)
                .expireAfterCreation(Duration.ofMinutes(90)));

    assertThat(bean("orders").getSettings())
        .containsEntry("topology", "near")
        .containsEntry("near.max-entries", "5")
        .containsEntry("near.max-bytes", "unlimited")
        .containsEntry("expiry.after-creation", "90m")
        .containsEntry("expiry.after-update", "unchanged")
        .containsEntry("management", "true")
        .containsEntry("statistics", "false")
        .containsEntry("key-type", "java.lang.String");
  }

  @Test
  void settings_whereTheApplicationHasAPolicy() throws Exception {
    fixture.cache(
        "orders",
        NearfarConfiguration.builder(String.class, String.class)
            .managementEnabled(true)
            .expiryPolicyFactory(factory(EternalExpiryPolicy::new))
            .build());

    assertThat(bean("orders").getSettings().get("expiry.after-creation")).contains("policy");
  }

  @Test
  void evictions_byReason() throws Exception {
    Cache<String, String> cache =
        fixture.strings(
            settings ->
                settings
                    .managementEnabled(true)
                    .statisticsEnabled(true)
                    .maxEntries(2)
                    .expireAfterCreation(Duration.ofSeconds(1)));
    for (int i = 0; i < 10; i++) {
      cache.put("k" + i, "v");
    }
    NearfarCacheMXBean bean = bean("orders");
    assertThat(bean.getNearEvictions()).isEqualTo(8);
    assertThat(bean.getExpirations()).isZero();

    fixture.advance(Duration.ofSeconds(2));
    for (int i = 0; i < 10; i++) {
      assertThat(cache.get("k" + i)).isNull();
    }
    assertThat(bean.getExpirations()).isEqualTo(2);
    assertThat(bean.getDroppedCopies()).isZero();
    assertThat(bean.getLocalInvalidations()).containsEntry("expiry", 2L);
  }

  @Test
  void loads_areCountedWithTheirFailures() throws Exception {
    long before = System.nanoTime();
    NearfarCache<String, String> cache = orders();
    assertThat(cache.get("a", key -> "loaded")).isEqualTo("loaded");
    assertThat(cache.get("b", key -> null)).isNull();
    Function<String, String> failing =
        key -> {
          throw new IllegalStateException("no");
        };
    assertThatThrownBy(() -> cache.get("c", failing)).hasMessage("no");
    assertThat(
            cache
                .getAsync("d", key -> CompletableFuture.completedFuture("later"))
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS))
        .isEqualTo("later");
    CompletableFuture<String> never = CompletableFuture.failedFuture(new IllegalStateException());
    assertThatThrownBy(() -> cache.getAsync("e", key -> never).toCompletableFuture().get())
        .hasRootCauseInstanceOf(IllegalStateException.class);

    NearfarCacheMXBean bean = bean("orders");
    assertThat(bean.getLoads()).isEqualTo(3);
    assertThat(bean.getFailedLoads()).isEqualTo(2);
    assertThat(bean.getAverageLoadMillis() * 3)
        .isCloseTo(bean.getLoadMillis(), withPercentage(0.001));
    assertThat(bean.getLoadMillis() * 1e6).isBetween(1.0, (double) System.nanoTime() - before);
    assertThat(cache.loadStatistics().loads()).isEqualTo(3);
    assertThat(cache.statistics().misses()).isEqualTo(bean.getMisses()).isPositive();
  }

  @Test
  void manager_withoutAFarTier() throws Exception {
    orders();
    fixture.strings(settings -> settings.managementEnabled(true).topology(Topology.NONE), "none");

    NearfarManagerMXBean bean = manager();
    assertThat(bean.getUri()).isEqualTo("urn:fixture");
    assertThat(bean.getVersion()).isNotEmpty();
    assertThat(bean.getCacheNames()).containsExactly("none", "orders");
    assertThat(bean.getTopologies())
        .containsExactlyInAnyOrderEntriesOf(Map.of("none", "none", "orders", "near"));
    assertThat(bean.getFarServers()).isEmpty();
    assertThat(bean.getFarClientUsers()).isZero();
    assertThat(bean.getFarSettings()).isEmpty();
    assertThat(bean.getNamespace()).isEmpty();
    assertThat(bean.getCodec()).isEmpty();
    assertThat(bean.getProfiles()).isEmpty();
  }

  // ---- what they do

  @Test
  void clear_andCountEntries() throws Exception {
    Cache<String, String> cache = orders();
    cache.put("a", "1");
    cache.put("b", "2");
    assertThat(bean("orders").countEntries()).isEqualTo(2);

    bean("orders").clear();

    assertThat(bean("orders").countEntries()).isZero();
    assertThat(cache.get("a")).isNull();
    assertThat(bean("orders").getLocalInvalidations()).containsEntry("clear", 1L);
  }

  @Test
  void tags() throws Exception {
    NearfarCache<String, String> cache = orders();
    cache.put("a", "1", Set.of("red", "small"));
    cache.put("b", "2", Set.of("red"));
    cache.put("c", "3");
    NearfarCacheMXBean bean = bean("orders");
    assertThat(bean.countTags()).containsExactlyInAnyOrderEntriesOf(Map.of("red", 2L, "small", 1L));
    assertThat(bean.keysOfTag("small", 10)).containsExactly("a");

    assertThat(bean.invalidateTag("small")).containsExactly("small");

    assertThat(cache.get("a")).isNull();
    assertThat(cache.get("b")).isEqualTo("2");
    assertThat(bean.getLocalInvalidations()).containsEntry("tag", 1L);
  }

  @Test
  void matching() throws Exception {
    Cache<String, String> cache = orders();
    cache.put("user:1", "1");
    cache.put("user:2", "2");
    cache.put("item:1", "3");

    assertThat(bean("orders").invalidateMatching("user:*")).isEqualTo(2);

    assertThat(cache.get("user:1")).isNull();
    assertThat(cache.get("item:1")).isEqualTo("3");
    assertThatThrownBy(() -> bean("orders").invalidateMatching("*"))
        .hasStackTraceContaining("NEARFAR-0046");
  }

  static List<Arguments> keys() {
    return List.of(
        Arguments.of(String.class, "a", "b"),
        Arguments.of(Long.class, 4711L, 12L),
        Arguments.of(Integer.class, -1, 1),
        Arguments.of(java.util.UUID.class, new java.util.UUID(1, 2), new java.util.UUID(3, 4)),
        Arguments.of(Size.class, Size.SMALL, Size.LARGE),
        Arguments.of(Point.class, new Point(1, 2), new Point(3, 4)),
        Arguments.of(Object.class, "anything", 17));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void keysByTheirTexts(Class<Object> type, Object gone, Object stays) throws Exception {
    Cache<Object, String> cache =
        fixture.cache(
            "orders",
            NearfarConfiguration.builder(type, String.class).managementEnabled(true).build());
    cache.put(gone, "1");
    cache.put(stays, "2");

    assertThat(bean("orders").invalidateKey(gone.toString())).isOne();
    assertThat(bean("orders").invalidateKeys(new String[] {gone.toString()})).isZero();

    assertThat(cache.get(gone)).isNull();
    assertThat(cache.get(stays)).isEqualTo("2");
  }

  @Test
  void keyThatIsNone() throws Exception {
    fixture.cache(
        "orders",
        NearfarConfiguration.builder(Long.class, String.class).managementEnabled(true).build());

    assertThatThrownBy(() -> bean("orders").invalidateKey("twelve"))
        .hasStackTraceContaining("NEARFAR-0049")
        .hasStackTraceContaining("java.lang.Long")
        .hasMessageNotContaining("twelve");
  }

  @Test
  void managersOperations_areForAllCaches() throws Exception {
    NearfarCache<String, String> orders = orders();
    @SuppressWarnings("unchecked")
    NearfarCache<String, String> items =
        fixture.strings(settings -> settings, "items").unwrap(NearfarCache.class);
    orders.put("a", "1", Set.of("red"));
    orders.put("b", "2");
    items.put("c", "3", Set.of("red"));

    manager().invalidateTag("red");
    assertThat(orders.get("a")).isNull();
    assertThat(items.get("c")).isNull();
    assertThat(orders.get("b")).isEqualTo("2");

    manager().clearAll();
    assertThat(orders.get("b")).isNull();
  }

  @Test
  void loadersLoads_countEachKey() throws Exception {
    CacheLoader<String, String> loader =
        new CacheLoader<>() {
          @Override
          public String load(String key) {
            if (key.equals("bad")) {
              throw new IllegalStateException("no");
            }
            return key;
          }

          @Override
          public Map<String, String> loadAll(Iterable<? extends String> keys) {
            Map<String, String> all = new HashMap<>();
            keys.forEach(key -> all.put(key, load(key)));
            return all;
          }
        };
    Cache<String, String> cache =
        fixture.strings(
            settings ->
                settings
                    .managementEnabled(true)
                    .readThrough(true)
                    .loaderFactory(factory(() -> loader)));
    cache.get("a");
    cache.getAll(Set.of("b", "c", "d"));
    assertThatThrownBy(() -> cache.get("bad")).isInstanceOf(CacheLoaderException.class);
    assertThatThrownBy(() -> cache.getAll(Set.of("e", "bad")))
        .isInstanceOf(CacheLoaderException.class);

    assertThat(bean("orders").getLoads()).isEqualTo(4);
    assertThat(bean("orders").getFailedLoads()).isEqualTo(2);
  }

  @Test
  void removalByAProcessor_isAnInvalidation() throws Exception {
    Cache<String, String> cache = orders();
    cache.put("a", "1");
    cache.invoke(
        "a",
        (entry, arguments) -> {
          entry.remove();
          return null;
        });

    assertThat(bean("orders").getLocalInvalidations()).containsEntry("key", 1L);
  }

  @Test
  void keyByItsTextOnly_isNoPattern() throws Exception {
    Cache<Object, String> cache =
        fixture.cache(
            "orders",
            NearfarConfiguration.builder(Object.class, String.class)
                .managementEnabled(true)
                .build());
    cache.put("a", "1");
    bean("orders").invalidateKey("a");

    assertThat(bean("orders").getLocalInvalidations())
        .containsEntry("pattern", 0L)
        .hasEntrySatisfying("key", count -> assertThat(count).isPositive());
  }

  @Test
  void operations_takeNoNoticeOfBatches() throws Exception {
    NearfarCache<String, String> cache = orders();
    cache.put("user:1", "1");
    cache.put("b", "2", Set.of("red"));
    cache.put("c", "3");
    InvalidationBatch batch = Invalidations.batch();
    try (batch) {
      assertThat(bean("orders").invalidateMatching("user:*")).isOne();
      assertThat(bean("orders").invalidateKey("c")).isOne();
      bean("orders").invalidateTag("red");
      assertThat(cache.get("user:1")).isNull();
      assertThat(cache.get("b")).isNull();
      assertThat(cache.get("c")).isNull();
    }
  }

  /** Its text would fail. */
  record Broken(int number) {
    @Override
    public String toString() {
      throw new UnsupportedOperationException("secret");
    }
  }

  @Test
  void failureOfTheApplication_isToldByItsClassOnly() throws Exception {
    NearfarCache<Broken, String> cache = broken();
    cache.put(new Broken(1), "1", Set.of("red"));

    assertThatThrownBy(() -> bean("orders").keysOfTag("red", 1))
        .hasStackTraceContaining("NEARFAR-0059")
        .hasStackTraceContaining("UnsupportedOperationException")
        .satisfies(
            failure -> assertThat(rootOf(failure)).isExactlyInstanceOf(IllegalStateException.class))
        .satisfies(failure -> assertThat(rootOf(failure)).hasMessageNotContaining("secret"));
  }

  @SuppressWarnings("unchecked")
  private NearfarCache<Broken, String> broken() {
    return fixture
        .cache(
            "orders",
            NearfarConfiguration.builder(Broken.class, String.class)
                .managementEnabled(true)
                .build())
        .unwrap(NearfarCache.class);
  }

  private static Throwable rootOf(Throwable failure) {
    return failure.getCause() == null ? failure : rootOf(failure.getCause());
  }

  @Test
  void nullKey_isSaid() throws Exception {
    orders();
    assertThatThrownBy(() -> bean("orders").invalidateKey(null))
        .hasStackTraceContaining("NEARFAR-0003");
    assertThatThrownBy(() -> bean("orders").invalidateKeys(new String[] {"a", null}))
        .hasStackTraceContaining("NEARFAR-0003");
  }

  @Test
  void expiryMetByManyThreads_isOne() throws Exception {
    Cache<String, String> cache =
        fixture.strings(
            settings ->
                settings.managementEnabled(true).expireAfterCreation(Duration.ofSeconds(1)));
    for (int round = 0; round < 200; round++) {
      cache.put("a", "1");
      fixture.advance(Duration.ofSeconds(2));
      TestThreads.together(4, thread -> cache.get("a"));
    }

    assertThat(bean("orders").getExpirations()).isEqualTo(200);
  }
}
