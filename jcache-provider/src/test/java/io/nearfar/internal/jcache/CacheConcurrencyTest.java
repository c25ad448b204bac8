package io.nearfar.internal.jcache;

import static io.nearfar.internal.jcache.JCacheFixture.factory;
import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.config.NearfarConfiguration;
import io.nearfar.config.NearfarConfigurationBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryExpiredListener;
import javax.cache.integration.CacheLoader;
import javax.cache.management.CacheStatisticsMXBean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Many threads through the face: exactly one wins, counters and statistics are exact, one load per
 * key. For the direct way and for the one with listeners.
 */
@Timeout(120)
class CacheConcurrencyTest {
  private static final int THREADS = 8;

  private final JCacheFixture fixture = new JCacheFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  /** What one thread does. */
  interface Task<T> {
    T run(int thread) throws Exception;
  }

  private static <T> List<T> together(Task<T> task) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(THREADS);
    try {
      CyclicBarrier start = new CyclicBarrier(THREADS);
      List<Callable<T>> calls = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int thread = i;
        calls.add(
            () -> {
              start.await();
              return task.run(thread);
            });
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : executor.invokeAll(calls, 100, TimeUnit.SECONDS)) {
        results.add(future.get());
      }
      return results;
    } finally {
      executor.shutdownNow();
    }
  }

  static Stream<UnaryOperator<NearfarConfigurationBuilder<String, Long>>> ways() {
    CacheEntryCreatedListener<String, Long> listener = events -> {};
    return Stream.of(
        c -> c,
        c ->
            c.listener(
                new MutableCacheEntryListenerConfiguration<>(
                    factory(() -> listener), null, true, true)),
        c -> c.maxEntries(1_000),
        c -> c.expireAfterAccess(Duration.ofHours(1)));
  }

  private Cache<String, Long> longs(UnaryOperator<NearfarConfigurationBuilder<String, Long>> way) {
    return fixture.cache(
        "longs",
        way.apply(NearfarConfiguration.builder(String.class, Long.class).statisticsEnabled(true))
            .build());
  }

  @ParameterizedTest
  @MethodSource("ways")
  void putIfAbsent_oneWins(UnaryOperator<NearfarConfigurationBuilder<String, Long>> way)
      throws Exception {
    Cache<String, Long> cache = longs(way);
    for (int round = 0; round < 200; round++) {
      String key = "k" + round;
      List<Boolean> won = together(thread -> cache.putIfAbsent(key, (long) thread));
      assertThat(won).filteredOn(x -> x).hasSize(1);
      assertThat(won.get(cache.get(key).intValue())).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void replace_compareAndSet(UnaryOperator<NearfarConfigurationBuilder<String, Long>> way)
      throws Exception {
    Cache<String, Long> cache = longs(way);
    cache.put("k", 0L);
    int each = 500;
    together(
        thread -> {
          for (int i = 0; i < each; i++) {
            Long seen = cache.get("k");
            while (!cache.replace("k", seen, seen + 1)) {
              seen = cache.get("k");
            }
          }
          return null;
        });
    assertThat(cache.get("k")).isEqualTo((long) THREADS * each);
    CacheStatisticsMXBean bean = JCacheFixture.statistics(cache);
    assertThat(bean.getCachePuts()).isEqualTo(1 + THREADS * each);
    assertThat(bean.getCacheMisses()).isZero();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void invoke_counts(UnaryOperator<NearfarConfigurationBuilder<String, Long>> way)
      throws Exception {
    Cache<String, Long> cache = longs(way);
    int each = 1_000;
    together(
        thread -> {
          for (int i = 0; i < each; i++) {
            cache.invoke(
                i % 2 == 0 ? "even" : "odd",
                (entry, arguments) -> {
                  entry.setValue(entry.exists() ? entry.getValue() + 1 : 1);
                  return null;
                });
          }
          return null;
        });
    assertThat(cache.get("even")).isEqualTo((long) THREADS * each / 2);
    assertThat(cache.get("odd")).isEqualTo((long) THREADS * each / 2);
    CacheStatisticsMXBean bean = JCacheFixture.statistics(cache);
    assertThat(bean.getCachePuts()).isEqualTo((long) THREADS * each);
    assertThat(bean.getCacheMisses()).isEqualTo(2);
    assertThat(bean.getCacheHits()).isEqualTo((long) THREADS * each - 2 + 2);
  }

  @ParameterizedTest
  @MethodSource("ways")
  void getAndRemove_oneWins(UnaryOperator<NearfarConfigurationBuilder<String, Long>> way)
      throws Exception {
    Cache<String, Long> cache = longs(way);
    int keys = 500;
    for (int i = 0; i < keys; i++) {
      cache.put("k" + i, (long) i);
    }
    List<Integer> removed =
        together(
            thread -> {
              int mine = 0;
              for (int i = 0; i < keys; i++) {
                mine += cache.getAndRemove("k" + i) == null ? 0 : 1;
              }
              return mine;
            });
    assertThat(removed.stream().mapToInt(x -> x).sum()).isEqualTo(keys);
    CacheStatisticsMXBean bean = JCacheFixture.statistics(cache);
    assertThat(bean.getCacheRemovals()).isEqualTo(keys);
    assertThat(bean.getCacheHits()).isEqualTo(keys);
    assertThat(bean.getCacheMisses()).isEqualTo((long) keys * (THREADS - 1));
  }

  @Test
  void getAndPut_chainOfValues() throws Exception {
    Cache<String, Long> cache = longs(c -> c);
    int each = 1_000;
    Set<Long> replaced = ConcurrentHashMap.newKeySet();
    together(
        thread -> {
          for (int i = 0; i < each; i++) {
            Long before = cache.getAndPut("k", (long) thread * each + i);
            assertThat(before == null || replaced.add(before)).isTrue();
          }
          return null;
        });
    replaced.add(cache.get("k"));
    assertThat(replaced).hasSize(THREADS * each);
  }

  @Test
  void putAll_andRemoveAll_countExactly() throws Exception {
    Cache<String, Long> cache = longs(c -> c);
    int each = 300;
    together(
        thread -> {
          for (int i = 0; i < each; i++) {
            cache.putAll(Map.of("a", 1L, "b", 2L, "c", 3L));
            cache.removeAll(Set.of("c", "b", "a"));
          }
          return null;
        });
    CacheStatisticsMXBean bean = JCacheFixture.statistics(cache);
    assertThat(bean.getCachePuts()).isEqualTo(3L * THREADS * each);
    assertThat(cache).isEmpty();
    assertThat(bean.getCacheRemovals()).isBetween(3L, 3L * THREADS * each);
  }

  /** Loads slowly, and counts. */
  private static final class SlowLoader implements CacheLoader<String, Long> {
    final AtomicInteger loads = new AtomicInteger();
    final CountDownLatch go = new CountDownLatch(1);

    @Override
    public Long load(String key) {
      loads.incrementAndGet();
      try {
        assertThat(go.await(60, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return 1L;
    }

    @Override
    public Map<String, Long> loadAll(Iterable<? extends String> keys) {
      Map<String, Long> loaded = new java.util.HashMap<>();
      keys.forEach(key -> loaded.put(key, load(key)));
      return loaded;
    }
  }

  @Test
  void get_oneLoadForAll() throws Exception {
    SlowLoader loader = new SlowLoader();
    Cache<String, Long> cache =
        longs(c -> c.readThrough(true).loaderFactory(factory(() -> loader)));
    AtomicInteger arrived = new AtomicInteger();
    List<Long> values =
        together(
            thread -> {
              if (arrived.incrementAndGet() == THREADS) {
                loader.go.countDown();
              }
              return switch (thread % 3) {
                case 0 -> cache.get("k");
                case 1 -> cache.getAll(Set.of("k")).get("k");
                default -> cache.invoke("k", (entry, arguments) -> entry.getValue());
              };
            });
    assertThat(values).containsOnly(1L);
    assertThat(cache.get("k")).isEqualTo(1L);
    assertThat(loader.loads).hasValue(1);
  }

  /** Between the miss and the load of getAll somebody else loads the key. */
  @Test
  void getAll_loadedMeanwhile() {
    SlowLoader loader = new SlowLoader();
    loader.go.countDown();
    AtomicReference<Cache<String, Long>> cache = new AtomicReference<>();
    CacheEntryExpiredListener<String, Long> meanwhile = events -> cache.get().get("k");
    cache.set(
        longs(
            c ->
                c.readThrough(true)
                    .loaderFactory(factory(() -> loader))
                    .expireAfterCreation(Duration.ofMinutes(1))
                    .listener(
                        new MutableCacheEntryListenerConfiguration<>(
                            factory(() -> meanwhile), null, false, true))));
    cache.get().put("dead", 0L);
    fixture.advance(Duration.ofMinutes(1));
    Set<String> keys = new LinkedHashSet<>(List.of("k", "dead"));
    assertThat(cache.get().getAll(keys)).isEqualTo(Map.of("k", 1L, "dead", 1L));
    assertThat(loader.loads).hasValue(2);
  }

  /** A key that lets something happen when it is looked up for the n-th time. */
  private static final class HookedKey {
    private int lookups;
    private Runnable hook = () -> {};

    HookedKey at(int lookup, Runnable then) {
      lookups = lookup;
      hook = then;
      return this;
    }

    @Override
    public int hashCode() {
      if (--lookups == 0) {
        hook.run();
      }
      return 4711;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof HookedKey;
    }
  }

  /**
   * The source is changed, then the entry removed; in whichever moment of the removal a load ends
   * that has read the source before, what it has read is not seen afterwards.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 100})
  void remove_whileOlderLoadEnds(int lookup) throws Exception {
    AtomicReference<String> source = new AtomicReference<>("old");
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    CacheLoader<HookedKey, String> loader =
        new CacheLoader<>() {
          @Override
          public String load(HookedKey key) {
            String read = source.get();
            if (read.equals("old")) {
              reading.countDown();
              awaitQuietly(go);
            }
            return read;
          }

          @Override
          public Map<HookedKey, String> loadAll(Iterable<? extends HookedKey> keys) {
            throw new UnsupportedOperationException();
          }
        };
    Cache<HookedKey, String> cache =
        fixture.cache(
            "hooked",
            NearfarConfiguration.builder(HookedKey.class, String.class)
                .storeByValue(false)
                .readThrough(true)
                .loaderFactory(factory(() -> loader))
                .build());
    Thread older = new Thread(() -> cache.get(new HookedKey()));
    older.start();
    awaitQuietly(reading);
    source.set("new");
    Runnable end =
        () -> {
          go.countDown();
          try {
            older.join();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        };
    cache.remove(new HookedKey().at(lookup, end));
    end.run();
    assertThat(cache.get(new HookedKey())).isEqualTo("new");
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void clear_amongWrites_leavesOnlyWhatIsWrittenLater() throws Exception {
    Cache<String, Long> cache = longs(c -> c);
    together(
        thread -> {
          for (long i = 0; i < 2_000; i++) {
            if (thread == 0) {
              cache.clear();
            } else {
              String key = "k" + thread;
              cache.put(key, i);
              Long seen = cache.get(key);
              assertThat(seen == null || seen == i).isTrue();
            }
          }
          return null;
        });
    cache.clear();
    assertThat(cache).isEmpty();
  }
}
