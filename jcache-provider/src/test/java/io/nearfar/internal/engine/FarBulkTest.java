package io.nearfar.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearfar.internal.near.Ttl;
import io.nearfar.testing.FakeFarStore;
import io.nearfar.testing.FakeTicker;
import io.nearfar.testing.TestCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Operations on many entries of a far store: round trips, and that each entry is treated as by the
 * operation on one. Covered: processAll, getAll, putAll with a policy of the application, iterator.
 */
class FarBulkTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final FakeTicker ticker = new FakeTicker();
  private final FakeFarStore store = new FakeFarStore(ticker);
  private final Set<String> keys = new TreeSet<>();

  FarBulkTest() {
    for (int i = 100; i < 200; i++) {
      keys.add("k" + i);
    }
  }

  private EngineFixture.Builder<String, String> far() {
    return EngineFixture.far(store, ticker);
  }

  private int calls(Runnable action) {
    int before = store.calls();
    action.run();
    return store.calls() - before;
  }

  /** What became of each key: a value, or the text of a failure. */
  private static Map<String, String> processAll(
      CacheEngine<String, String> engine,
      Set<String> keys,
      Function<ProcessedEntry<String, String>, String> processor) {
    Map<String, String> all = new TreeMap<>();
    engine.processAll(
        keys,
        processor,
        new ProcessingResults<String, String>() {
          @Override
          public void returned(String key, String value) {
            assertThat(all.put(key, value)).isNull();
          }

          @Override
          public void failed(String key, RuntimeException failure) {
            assertThat(all.put(key, String.valueOf(failure.getMessage()))).isNull();
          }
        });
    return all;
  }

  private static String append(ProcessedEntry<String, String> entry) {
    String old = entry.exists() ? entry.value() : "";
    entry.set(old + "+");
    return old;
  }

  @Test
  void processAll_twoRoundTrips() {
    try (EngineFixture<String, String> fixture = far().statistics().build()) {
      CacheEngine<String, String> engine = fixture.engine();
      engine.put("k100", "a");
      assertThat(calls(() -> processAll(engine, keys, FarBulkTest::append))).isEqualTo(2);
      assertThat(engine.getAll(keys)).hasSize(100).containsEntry("k100", "a+");
      assertThat(processAll(engine, keys, FarBulkTest::append)).hasSize(100);
      assertThat(engine.get("k199")).isEqualTo("++");
      assertThat(fixture.counters().snapshot().puts()).isEqualTo(201);
    }
  }

  @Test
  void processAll_onlyReads_oneRoundTrip() {
    try (EngineFixture<String, String> fixture = far().build()) {
      CacheEngine<String, String> engine = fixture.engine();
      keys.forEach(key -> engine.put(key, "v"));
      assertThat(calls(() -> processAll(engine, keys, entry -> entry.value()))).isEqualTo(1);
    }
  }

  @Test
  void processAll_reads_prolongLives() {
    try (EngineFixture<String, String> fixture =
        far().expiry(SECOND, Ttl.KEEP, 3 * SECOND).build()) {
      CacheEngine<String, String> engine = fixture.engine();
      keys.forEach(key -> engine.put(key, "v"));
      assertThat(calls(() -> processAll(engine, keys, entry -> entry.value()))).isEqualTo(2);
      ticker.advance(Duration.ofSeconds(2));
      assertThat(engine.getAll(keys)).hasSize(100);
    }
  }

  @Test
  void processAll_eachKeyFailsAlone() {
    try (EngineFixture<String, String> fixture = far().build()) {
      CacheEngine<String, String> engine = fixture.engine();
      Map<String, String> results =
          processAll(
              engine,
              keys,
              entry -> {
                if (entry.key().endsWith("7")) {
                  throw new IllegalStateException("7");
                }
                entry.set("v");
                return "done";
              });
      assertThat(results).hasSize(100).containsEntry("k107", "7").containsEntry("k108", "done");
      assertThat(engine.getAll(keys)).hasSize(90).doesNotContainKey("k107");
    }
  }

  @Test
  void processAll_error_thoseBeforeAreDone() {
    try (EngineFixture<String, String> fixture = far().build()) {
      CacheEngine<String, String> engine = fixture.engine();
      assertThatThrownBy(
              () ->
                  processAll(
                      engine,
                      keys,
                      entry -> {
                        if (entry.key().equals("k103")) {
                          throw new AssertionError("stop");
                        }
                        entry.set("v");
                        return "";
                      }))
          .isInstanceOf(AssertionError.class)
          .hasMessage("stop");
      assertThat(engine.getAll(keys)).containsOnlyKeys("k100", "k101", "k102");
    }
  }

  @Test
  void processAll_farFails_eachKeyHearsIt() {
    try (EngineFixture<String, String> fixture = far().build()) {
      store.failing(true);
      assertThat(processAll(fixture.engine(), keys, FarBulkTest::append))
          .hasSize(100)
          .containsEntry("k100", "The fake fails.");
      store.failing(false);
    }
  }

  @Test
  void processAll_lostRaces_runAgain() {
    try (EngineFixture<String, String> fixture = far().build();
        EngineFixture<String, String> other = far().build()) {
      CacheEngine<String, String> engine = fixture.engine();
      AtomicInteger runs = new AtomicInteger();
      Map<String, String> results =
          processAll(
              engine,
              keys,
              entry -> {
                if (runs.incrementAndGet() == 1) {
                  other.engine().put("k105", "theirs");
                  other.engine().put("k106", "theirs");
                }
                return append(entry);
              });
      assertThat(runs).hasValue(102);
      assertThat(results).hasSize(100).containsEntry("k105", "theirs").containsEntry("k107", "");
      assertThat(engine.get("k106")).isEqualTo("theirs+");
    }
  }

  @Test
  void processAll_listenersHearWhatHappened() {
    TestEvents<String, String> events = new TestEvents<>();
    try (EngineFixture<String, String> fixture = far().events(events).build()) {
      CacheEngine<String, String> engine = fixture.engine();
      engine.put("k100", "a");
      assertThat(calls(() -> processAll(engine, keys, FarBulkTest::append))).isEqualTo(2);
      assertThat(events.of("k100")).hasSize(2);
      assertThat(events.of("k199")).hasSize(1);
    }
  }

  @Test
  void processAll_loads_storedInOneBatch() {
    TestLoader<String, String> loader = new TestLoader<>();
    keys.forEach(key -> loader.source(key, "l"));
    try (EngineFixture<String, String> fixture = far().loader(loader).build();
        EngineFixture<String, String> other = far().build()) {
      CacheEngine<String, String> engine = fixture.engine();
      loader.whileLoading(
          key -> {
            if (key.equals("k105")) {
              other.engine().remove("k150"); // not loaded yet
              other.engine().remove("k105");
            }
          });
      assertThat(calls(() -> processAll(engine, keys, entry -> entry.value())))
          .isEqualTo(2 + /* removals */ 2);
      assertThat(other.engine().getAll(keys))
          .hasSize(98)
          .doesNotContainKeys("k105", "k150")
          .containsEntry("k199", "l");
      assertThat(engine.get("k150")).isEqualTo("l");
    }
  }

  @Test
  void processAll_withAWriter_oneByOne() {
    TestWriter<String, String> writer = new TestWriter<>();
    try (EngineFixture<String, String> fixture = far().writer(writer).build()) {
      assertThat(processAll(fixture.engine(), keys, FarBulkTest::append)).hasSize(100);
      assertThat(fixture.engine().getAll(keys)).hasSize(100);
    }
  }

  // ---- policies of the application

  /** Says what it likes, and could say something else the next time. */
  private record Policy(long creation, long update, long access, Map<String, Integer> asked)
      implements ExpiryRule {
    private long count(String question, long answer) {
      asked.merge(question, 1, Integer::sum);
      return answer;
    }

    @Override
    public long creation() {
      return count("creation", creation);
    }

    @Override
    public long update() {
      return count("update", update);
    }

    @Override
    public long access() {
      return count("access", access);
    }
  }

  @Test
  void policy_bulkOperations_fewRoundTrips() {
    Policy policy = new Policy(SECOND, 2 * SECOND, 4 * SECOND, new HashMap<>());
    Map<String, String> entries = new HashMap<>();
    keys.forEach(key -> entries.put(key, "v"));
    try (EngineFixture<String, String> fixture = far().expiry(policy).build()) {
      CacheEngine<String, String> engine = fixture.engine();
      engine.put("k100", "there");
      store.plant(new TestCodec().encodeKey("k101"), new byte[] {1, 2, 3});
      policy.asked.clear();
      assertThat(calls(() -> engine.putAll(entries))).as("read, store").isEqualTo(2);
      assertThat(policy.asked).isEqualTo(Map.of("creation", 99, "update", 1));
      policy.asked.clear();
      assertThat(calls(() -> processAll(engine, keys, FarBulkTest::append))).isEqualTo(2);
      assertThat(policy.asked).isEqualTo(Map.of("update", 100));
      policy.asked.clear();
      assertThat(calls(() -> assertThat(engine.getAll(keys)).hasSize(100)))
          .as("read, touch")
          .isEqualTo(2);
      assertThat(policy.asked).isEqualTo(Map.of("access", 100));
      ticker.advance(Duration.ofSeconds(3));
      assertThat(engine.getAll(keys)).hasSize(100).containsEntry("k101", "v+");
    }
  }

  @Test
  void policy_nothingStored_outdatesALoad() {
    TestLoader<String, String> loader = new TestLoader<String, String>().source("key", "old");
    Policy policy = new Policy(/* creation= */ 0, 0, 0, new HashMap<>());
    try (EngineFixture<String, String> fixture = far().loader(loader).build();
        EngineFixture<String, String> other = far().expiry(policy).build()) {
      loader.whileLoading(key -> other.engine().put("key", "new"));
      assertThat(fixture.engine().get("key")).isEqualTo("old");
      assertThat(fixture.engine().containsKey("key")).isFalse();
    }
  }

  // ---- iterator

  @Test
  void iterator_prolongsLives_inBatches() {
    try (EngineFixture<String, String> fixture =
        far().expiry(100 * SECOND, Ttl.KEEP, 300 * SECOND).build()) {
      CacheEngine<String, String> engine = fixture.engine();
      keys.forEach(key -> engine.put(key, "v"));
      List<String> seen = new ArrayList<>();
      int calls = calls(() -> engine.iterator().forEachRemaining(entry -> seen.add(entry.key())));
      assertThat(seen).hasSize(100);
      // The entries; 1, 1, 2, 4, ... 32, 36. A pause of this thread may make some batches smaller.
      assertThat(calls).isBetween(9, 50);
      ticker.advance(Duration.ofSeconds(200));
      assertThat(engine.getAll(keys)).hasSize(100);
    }
  }

  @Test
  void iterator_givenUp_hasProlongedHalfOfWhatItVisited() {
    try (EngineFixture<String, String> fixture =
        far().expiry(100 * SECOND, Ttl.KEEP, 300 * SECOND).build()) {
      CacheEngine<String, String> engine = fixture.engine();
      keys.forEach(key -> engine.put(key, "v"));
      Iterator<EngineEntry<String, String>> iterator = engine.iterator();
      for (int i = 0; i < 50; i++) {
        iterator.next();
      }
      ticker.advance(Duration.ofSeconds(200));
      assertThat(engine.getAll(keys).size()).isBetween(25, 50);
    }
  }

  // ---- statistics

  @Test
  void getAll_isTimed() {
    try (EngineFixture<String, String> fixture = far().statistics().build()) {
      CacheEngine<String, String> engine = fixture.engine();
      engine.put("k100", "v");
      engine.getAll(keys);
      assertThat(fixture.counters().snapshot().averageGetNanos()).isPositive();
      assertThat(fixture.counters().snapshot().hits()).isEqualTo(1);
      assertThat(fixture.counters().snapshot().misses()).isEqualTo(99);
    }
  }
}
