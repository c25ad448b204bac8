package io.nearfar.internal.jcache;

import static io.nearfar.internal.jcache.JCacheFixture.factory;
import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.config.EvictionPolicy;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.integration.CompletionListenerFuture;
import javax.cache.management.CacheMXBean;
import javax.cache.management.CacheStatisticsMXBean;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every operation counts, with nothing and with listeners; the MXBeans and their switches. */
class StatisticsTest {
  private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

  private final JCacheFixture fixture = new JCacheFixture();

  @AfterEach
  void close() throws Exception {
    fixture.close();
    assertThat(SERVER.queryNames(new ObjectName("javax.cache:*"), null)).isEmpty();
  }

  /** An operation; "k" is there, "none" is not. */
  interface Call {
    void on(Cache<String, String> cache);
  }

  private static Arguments row(
      String name, Call call, int hits, int misses, int puts, int removals) {
    return Arguments.of(name, call, hits, misses, puts, removals);
  }

  static Stream<Arguments> table() {
    return Stream.of(
        row("get", c -> c.get("k"), 1, 0, 0, 0),
        row("get absent", c -> c.get("none"), 0, 1, 0, 0),
        row("getAll", c -> c.getAll(Set.of("k", "none", "no")), 1, 2, 0, 0),
        row("containsKey", c -> c.containsKey("k"), 0, 0, 0, 0),
        row("containsKey absent", c -> c.containsKey("none"), 0, 0, 0, 0),
        row("put new", c -> c.put("new", "v"), 0, 0, 1, 0),
        row("put", c -> c.put("k", "v"), 0, 0, 1, 0),
        row("putAll", c -> c.putAll(Map.of("k", "1", "new", "2")), 0, 0, 2, 0),
        row("putAll nothing", c -> c.putAll(Map.of()), 0, 0, 0, 0),
        row("getAndPut new", c -> c.getAndPut("new", "v"), 0, 1, 1, 0),
        row("getAndPut", c -> c.getAndPut("k", "v"), 1, 0, 1, 0),
        row("putIfAbsent new", c -> c.putIfAbsent("new", "v"), 0, 1, 1, 0),
        row("putIfAbsent", c -> c.putIfAbsent("k", "x"), 1, 0, 0, 0),
        row("replace", c -> c.replace("k", "x"), 1, 0, 1, 0),
        row("replace absent", c -> c.replace("none", "x"), 0, 1, 0, 0),
        row("replace equal", c -> c.replace("k", "v", "x"), 1, 0, 1, 0),
        row("replace unequal", c -> c.replace("k", "z", "x"), 1, 0, 0, 0),
        row("replace equal absent", c -> c.replace("none", "z", "x"), 0, 1, 0, 0),
        row("getAndReplace", c -> c.getAndReplace("k", "x"), 1, 0, 1, 0),
        row("getAndReplace absent", c -> c.getAndReplace("none", "x"), 0, 1, 0, 0),
        row("remove", c -> c.remove("k"), 0, 0, 0, 1),
        row("remove absent", c -> c.remove("none"), 0, 0, 0, 0),
        row("remove equal", c -> c.remove("k", "v"), 1, 0, 0, 1),
        row("remove unequal", c -> c.remove("k", "z"), 1, 0, 0, 0),
        row("remove equal absent", c -> c.remove("none", "z"), 0, 1, 0, 0),
        row("getAndRemove", c -> c.getAndRemove("k"), 1, 0, 0, 1),
        row("getAndRemove absent", c -> c.getAndRemove("none"), 0, 1, 0, 0),
        row("removeAll(keys)", c -> c.removeAll(Set.of("k", "none")), 0, 0, 0, 1),
        row("removeAll", c -> c.removeAll(), 0, 0, 0, 1),
        row("clear", c -> c.clear(), 0, 0, 0, 0),
        row("invoke", c -> c.invoke("k", (e, a) -> null), 1, 0, 0, 0),
        row("invoke absent", c -> c.invoke("none", (e, a) -> null), 0, 1, 0, 0),
        row("invoke reads", c -> c.invoke("k", (e, a) -> e.getValue()), 1, 0, 0, 0),
        row("invoke sets", c -> set(c, "k"), 1, 0, 1, 0),
        row("invoke sets new", c -> set(c, "new"), 0, 1, 1, 0),
        row("invoke removes", c -> remove(c, "k"), 1, 0, 0, 1),
        row("invoke removes absent", c -> remove(c, "none"), 0, 1, 0, 0),
        row("invoke sets and removes", c -> setAndRemove(c), 0, 1, 0, 0),
        row("invokeAll", c -> c.invokeAll(Set.of("k", "none"), (e, a) -> null), 1, 1, 0, 0),
        row("iterator", c -> c.iterator().next(), 1, 0, 0, 0),
        row("iterator without next", c -> c.iterator().hasNext(), 0, 0, 0, 0),
        row("iterator removes", StatisticsTest::iterateAndRemove, 1, 0, 0, 1));
  }

  private static void set(Cache<String, String> cache, String key) {
    cache.invoke(
        key,
        (entry, arguments) -> {
          entry.setValue("x");
          entry.setValue("y");
          return null;
        });
  }

  private static void remove(Cache<String, String> cache, String key) {
    cache.invoke(
        key,
        (entry, arguments) -> {
          entry.remove();
          return null;
        });
  }

  private static void setAndRemove(Cache<String, String> cache) {
    cache.invoke(
        "new",
        (entry, arguments) -> {
          entry.setValue("x");
          entry.remove();
          return null;
        });
  }

  private static void iterateAndRemove(Cache<String, String> cache) {
    Iterator<Cache.Entry<String, String>> all = cache.iterator();
    all.next();
    all.remove();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("table")
  void anyOperation(String name, Call call, int hits, int misses, int puts, int removals) {
    assertCounts(
        fixture.strings(c -> c.statisticsEnabled(true)), call, hits, misses, puts, removals);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("table")
  void anyOperation_withListener(
      String name, Call call, int hits, int misses, int puts, int removals) {
    TestCloseable.Listener listener = new TestCloseable.Listener();
    Cache<String, String> cache =
        fixture.strings(
            c ->
                c.statisticsEnabled(true)
                    .listener(
                        new javax.cache.configuration.MutableCacheEntryListenerConfiguration<>(
                            factory(() -> listener), null, true, true)));
    cache.put("k", "v");
    listener.events.clear();
    cache.remove("k");
    JCacheFixture.statistics(cache).clear();
    listener.events.clear();
    assertCounts(cache, call, hits, misses, puts, removals);
    assertThat(listener.events).as("one event for each change").hasSize(1 + puts + removals);
  }

  private static void assertCounts(
      Cache<String, String> cache, Call call, int hits, int misses, int puts, int removals) {
    cache.put("k", "v");
    CacheStatisticsMXBean bean = JCacheFixture.statistics(cache);
    bean.clear();
    assertThat(bean.getCacheHitPercentage()).isEqualTo(0f);
    assertThat(bean.getCacheMissPercentage()).isEqualTo(0f);
    assertThat(bean.getAverageGetTime()).isEqualTo(0f);
    call.on(cache);
    assertThat(bean.getCacheHits()).as("hits").isEqualTo(hits);
    assertThat(bean.getCacheMisses()).as("misses").isEqualTo(misses);
    assertThat(bean.getCacheGets()).as("gets").isEqualTo(hits + misses);
    assertThat(bean.getCachePuts()).as("puts").isEqualTo(puts);
    assertThat(bean.getCacheRemovals()).as("removals").isEqualTo(removals);
    assertThat(bean.getCacheEvictions()).as("evictions").isZero();
    if (hits + misses > 0) {
      assertThat(bean.getCacheHitPercentage()).isEqualTo(100f * hits / (hits + misses));
      assertThat(bean.getCacheMissPercentage()).isEqualTo(100f * misses / (hits + misses));
    }
  }

  private Cache<String, String> loading() {
    return fixture.strings(
        c ->
            c.statisticsEnabled(true)
                .readThrough(true)
                .loaderFactory(factory(TestCloseable.Loader::new)));
  }

  @Test
  void anyLoad_isNoPut() throws Exception {
    Cache<String, String> cache = loading();
    CacheStatisticsMXBean bean = JCacheFixture.statistics(cache);
    cache.get("a");
    cache.getAll(Set.of("a", "b"));
    CompletionListenerFuture future = new CompletionListenerFuture();
    cache.loadAll(Set.of("a", "c"), true, future);
    future.get();
    assertThat(bean.getCacheMisses()).isEqualTo(2);
    assertThat(bean.getCacheHits()).isEqualTo(1);
    assertThat(bean.getCachePuts()).isZero();

    assertThat(cache.<String>invoke("d", (entry, arguments) -> entry.getValue())).isEqualTo("d");
    assertThat(bean.getCacheMisses()).isEqualTo(3);
    assertThat(bean.getCachePuts()).as("the load of a processor is no put either").isZero();
    assertThat(cache.containsKey("d")).isTrue();
  }

  @Test
  void get_expired() {
    Cache<String, String> cache =
        fixture.strings(c -> c.statisticsEnabled(true).expireAfterCreation(Duration.ofMinutes(1)));
    cache.putAll(Map.of("a", "1", "b", "2"));
    fixture.advance(Duration.ofMinutes(1));
    assertThat(cache.get("a")).isNull();
    assertThat(cache.remove("b")).isFalse();
    cache.removeAll();
    CacheStatisticsMXBean bean = JCacheFixture.statistics(cache);
    assertThat(bean.getCacheMisses()).isEqualTo(1);
    assertThat(bean.getCacheRemovals()).isZero();
    assertThat(bean.getCacheEvictions()).as("expiry is no eviction").isZero();
  }

  @Test
  void put_zeroTimeToLive() {
    Cache<String, String> cache =
        fixture.strings(c -> c.statisticsEnabled(true).expireAfterCreation(Duration.ZERO));
    cache.put("k", "v");
    assertThat(JCacheFixture.statistics(cache).getCachePuts()).isZero();
    assertThat(cache).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(EvictionPolicy.class)
  void put_evicts(EvictionPolicy policy) {
    Cache<String, String> cache =
        fixture.strings(c -> c.statisticsEnabled(true).maxEntries(10).evictionPolicy(policy));
    for (int i = 0; i < 100; i++) {
      cache.put("k" + i, "v");
    }
    Map<String, String> kept = new HashMap<>();
    cache.forEach(entry -> kept.put(entry.getKey(), entry.getValue()));
    assertThat(kept).hasSizeLessThanOrEqualTo(10).isNotEmpty();
    CacheStatisticsMXBean bean = JCacheFixture.statistics(cache);
    assertThat(bean.getCachePuts()).isEqualTo(100);
    assertThat(bean.getCacheEvictions()).isEqualTo(100 - kept.size());
    assertThat(bean.getCacheRemovals()).isZero();
  }

  @Test
  void averageTimes_afterManyOperations() {
    Cache<String, String> cache = fixture.strings(c -> c.statisticsEnabled(true));
    for (int i = 0; i < 5_000; i++) {
      cache.put("k" + i, "v");
      cache.get("k" + i);
      cache.remove("k" + i);
    }
    CacheStatisticsMXBean bean = JCacheFixture.statistics(cache);
    assertThat(bean.getAverageGetTime()).isPositive().isLessThan(1_000_000f);
    assertThat(bean.getAveragePutTime()).isPositive().isLessThan(1_000_000f);
    assertThat(bean.getAverageRemoveTime()).isPositive().isLessThan(1_000_000f);
    bean.clear();
    assertThat(bean.getAverageGetTime()).isEqualTo(0f);
    assertThat(bean.getAveragePutTime()).isEqualTo(0f);
    assertThat(bean.getAverageRemoveTime()).isEqualTo(0f);
  }

  /** A batch and an iteration take their time too: their samples are no zeros. */
  @Test
  void averageTimes_ofBatches() {
    AtomicInteger written = new AtomicInteger();
    Cache<String, String> cache =
        fixture.strings(
            c ->
                c.statisticsEnabled(true)
                    .writeThrough(true)
                    .writerFactory(factory(() -> new BusyWriter(written))));
    for (int i = 0; i < 500; i++) {
      cache.putAll(Map.of("a" + i, "1", "b" + i, "2"));
    }
    assertThat(written).hasValue(1000);
    // The writer is busy for 200 microseconds for each pair.
    assertThat(JCacheFixture.statistics(cache).getAveragePutTime()).isGreaterThan(50f);
  }

  /** Keeps its thread busy for a while. */
  private record BusyWriter(AtomicInteger written)
      implements javax.cache.integration.CacheWriter<String, String> {
    @Override
    public void write(Cache.Entry<? extends String, ? extends String> entry) {
      long start = System.nanoTime();
      while (System.nanoTime() - start < 100_000) {
        Thread.onSpinWait();
      }
      written.incrementAndGet();
    }

    @Override
    public void writeAll(
        java.util.Collection<Cache.Entry<? extends String, ? extends String>> entries) {
      entries.forEach(this::write);
    }

    @Override
    public void delete(Object key) {}

    @Override
    public void deleteAll(java.util.Collection<?> keys) {}
  }

  // ---- switches

  @Test
  void enableStatistics_atRunTime() {
    Cache<String, String> cache = fixture.strings(c -> c);
    ObjectName name = JCacheFixture.beanName("CacheStatistics", cache);
    cache.put("k", "v");
    assertThat(SERVER.isRegistered(name)).isFalse();

    fixture.manager.enableStatistics("orders", true);
    fixture.manager.enableStatistics("orders", true);
    assertThat(SERVER.isRegistered(name)).isTrue();
    assertThat(JCacheFixture.configurationOf(cache).isStatisticsEnabled()).isTrue();
    cache.put("k", "v");
    assertThat(JCacheFixture.statistics(cache).getCachePuts()).isEqualTo(1);

    fixture.manager.enableStatistics("orders", false);
    fixture.manager.enableStatistics("orders", false);
    assertThat(SERVER.isRegistered(name)).isFalse();
    assertThat(JCacheFixture.configurationOf(cache).isStatisticsEnabled()).isFalse();
    cache.put("k", "v");

    fixture.manager.enableStatistics("orders", true);
    cache.put("k", "v");
    assertThat(JCacheFixture.statistics(cache).getCachePuts())
        .as("what happened meanwhile is not counted")
        .isEqualTo(2);
  }

  @Test
  void enableManagement_atRunTime() {
    Cache<String, String> cache = loading();
    ObjectName name = JCacheFixture.beanName("CacheConfiguration", cache);
    assertThat(SERVER.isRegistered(name)).isFalse();
    fixture.manager.enableManagement("orders", true);
    CacheMXBean bean = JMX.newMXBeanProxy(SERVER, name, CacheMXBean.class);
    assertThat(bean.getKeyType()).isEqualTo("java.lang.String");
    assertThat(bean.getValueType()).isEqualTo("java.lang.String");
    assertThat(bean.isReadThrough()).isTrue();
    assertThat(bean.isWriteThrough()).isFalse();
    assertThat(bean.isStoreByValue()).isTrue();
    assertThat(bean.isManagementEnabled()).isTrue();
    assertThat(bean.isStatisticsEnabled()).isTrue();
    fixture.manager.enableStatistics("orders", false);
    assertThat(bean.isStatisticsEnabled()).isFalse();
    fixture.manager.enableManagement("orders", false);
    assertThat(SERVER.isRegistered(name)).isFalse();
  }

  @Test
  void enable_unknownCache() {
    fixture.manager.enableManagement("none", true);
    fixture.manager.enableStatistics("none", true);
    assertThat(fixture.manager.getCacheNames()).isEmpty();
  }

  // ---- names

  @ParameterizedTest
  @org.junit.jupiter.params.provider.ValueSource(
      strings = {
        "a:b",
        "a=b",
        "a,b",
        "a\nb",
        "a*b",
        "a?b",
        "a\"b",
        "",
        " ",
        "a.b(java.lang.String)",
        "*:*"
      })
  void beanName_anyCacheName(String cacheName) throws Exception {
    try (LogCapture log = new LogCapture()) {
      Cache<String, String> cache =
          fixture.cache(
              cacheName,
              io.nearfar.config.NearfarConfiguration.builder(String.class, String.class)
                  .statisticsEnabled(true)
                  .managementEnabled(true)
                  .build());
      Set<ObjectName> names = SERVER.queryNames(new ObjectName("javax.cache:*"), null);
      assertThat(names)
          .hasSize(2)
          .allSatisfy(
              name ->
                  assertThat(name.getKeyProperty("Cache"))
                      .isEqualTo(cacheName.replaceAll("[:=,\\n*?\"]", ".")));
      cache.put("k", "v");
      for (ObjectName name : names) {
        assertThat(
                SERVER.getAttribute(
                    name, name.toString().contains("Stat") ? "CachePuts" : "KeyType"))
            .isIn(1L, "java.lang.String");
      }
      assertThat(log.records()).isEmpty();
    }
  }

  @Test
  void beanName_taken() throws Exception {
    try (LogCapture log = new LogCapture()) {
      Cache<Object, Object> one = withStatistics(fixture, "a:b");
      Cache<Object, Object> two = withStatistics(fixture, "a=b");
      two.put("k", "v");
      assertThat(log.records()).hasSize(1).allSatisfy(Texts::check);
      assertThat(log.texts()).allMatch(text -> text.startsWith("NEARFAR-0017"));
      two.close();
      Set<ObjectName> left = SERVER.queryNames(new ObjectName("javax.cache:*"), null);
      assertThat(left).as("the bean of the other cache stays").hasSize(1);
      assertThat(SERVER.getAttribute(left.iterator().next(), "CachePuts")).isEqualTo(0L);
      assertThat(one.isClosed()).isFalse();
    }
  }

  @Test
  void beanNames_ofTwoManagers() throws Exception {
    try (JCacheFixture other = new JCacheFixture()) {
      Cache<Object, Object> one = withStatistics(fixture, "orders");
      Cache<Object, Object> two =
          other
              .provider
              .getCacheManager(java.net.URI.create("urn:other"), null)
              .createCache(
                  "orders",
                  new javax.cache.configuration.MutableConfiguration<>()
                      .setStatisticsEnabled(true));
      one.put("k", "v");
      assertThat(JCacheFixture.statistics(one).getCachePuts()).isEqualTo(1);
      assertThat(JCacheFixture.statistics(two).getCachePuts()).isZero();
      Set<String> names = new TreeSet<>();
      SERVER
          .queryNames(new ObjectName("javax.cache:*"), null)
          .forEach(name -> names.add(name.getKeyProperty("CacheManager")));
      assertThat(names).containsExactly("urn.fixture", "urn.other");
    }
  }

  private static Cache<Object, Object> withStatistics(JCacheFixture fixture, String name) {
    return fixture.manager.createCache(
        name, new javax.cache.configuration.MutableConfiguration<>().setStatisticsEnabled(true));
  }

  @Test
  void close_leavesNoBean() throws Exception {
    for (Consumer<Cache<?, ?>> end :
        java.util.List.<Consumer<Cache<?, ?>>>of(
            Cache::close,
            cache -> fixture.manager.destroyCache("orders"),
            cache -> fixture.manager.close())) {
      Cache<Object, Object> cache = withStatistics(fixture, "orders");
      fixture.manager.enableManagement("orders", true);
      end.accept(cache);
      assertThat(SERVER.queryNames(new ObjectName("javax.cache:*"), null)).isEmpty();
    }
  }
}
