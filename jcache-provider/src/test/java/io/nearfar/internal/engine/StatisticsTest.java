package io.nearfar.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.stats.CacheCounters;
import io.nearfar.stats.CacheStatistics;
import io.nearfar.testing.TestThreads;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counters are exact once the counted operations have returned, however many threads count. */
class StatisticsTest {
  private static final int THREADS = 4;

  private static void assertCounts(
      CacheCounters counters, long hits, long misses, long puts, long removals) {
    CacheStatistics now = counters.snapshot();
    assertThat(List.of(now.hits(), now.misses(), now.puts(), now.removals()))
        .as("hits, misses, puts, removals")
        .containsExactly(hits, misses, puts, removals);
    assertThat(now.gets()).isEqualTo(hits + misses);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void operations_severalThreads_areCountedExactly(boolean listeners) throws Exception {
    int rounds = 1_000;
    try (EngineFixture<Integer, Integer> fixture =
        EngineFixture.<Integer, Integer>near()
            .events(listeners ? event -> {} : null)
            .statistics()
            .build()) {
      CacheEngine<Integer, Integer> engine = fixture.engine();
      TestThreads.together(
          THREADS,
          thread -> {
            for (int i = 0; i < rounds; i++) {
              engine.get(thread); // miss
              engine.put(thread, 1); // put
              engine.get(thread); // hit
              engine.getAndPut(thread, 2); // hit, put
              engine.putIfAbsent(thread, 3); // hit
              engine.replace(thread, 3); // hit, put
              engine.replace(thread, 9, 4); // hit
              engine.getAll(Set.of(thread, -1)); // hit, miss
              engine.containsKey(thread);
              engine.process(thread, ProcessedEntry::value); // hit
              engine.remove(thread, 9); // hit
              engine.getAndRemove(thread); // hit, removal
              engine.remove(thread);
              engine.putAll(Map.of(thread, 1)); // put
              engine.removeAll(List.of(thread)); // removal
            }
          });
      long n = (long) THREADS * rounds;
      assertCounts(fixture.counters(), 9 * n, 2 * n, 4 * n, 2 * n);
    }
  }

  /** On one key nobody knows what each call finds, but the sums fit. */
  @Test
  void operations_oneKey_sumsFit() throws Exception {
    int rounds = 3_000;
    try (EngineFixture<String, Integer> fixture =
        EngineFixture.<String, Integer>near().statistics().build()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      long[] found = new long[THREADS];
      TestThreads.together(
          THREADS,
          thread -> {
            for (int i = 0; i < rounds; i++) {
              switch (i & 3) {
                case 0 -> found[thread] += engine.get("key") == null ? 0 : 1;
                case 1 -> found[thread] += engine.putIfAbsent("key", i) ? 0 : 1;
                case 2 -> found[thread] += engine.getAndRemove("key") == null ? 0 : 1;
                default -> {
                  found[thread] +=
                      engine.<Boolean>process(
                              "key",
                              entry -> {
                                boolean exists = entry.exists();
                                entry.set(1);
                                return exists;
                              })
                          ? 1
                          : 0;
                }
              }
            }
          });
      CacheStatistics now = fixture.counters().snapshot();
      long hits = 0;
      for (long each : found) {
        hits += each;
      }
      assertThat(now.hits()).isEqualTo(hits);
      assertThat(now.gets()).isEqualTo((long) THREADS * rounds);
      assertThat(now.puts()).isGreaterThanOrEqualTo((long) THREADS * rounds / 4);
    }
  }

  @Test
  void switchedOff_countsNothingAndKeepsWhatItHas() {
    try (EngineFixture<String, Integer> fixture =
        EngineFixture.<String, Integer>near().statistics().build()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      engine.put("key", 1);
      engine.countOperations(false);
      engine.put("key", 1);
      engine.get("key");
      assertCounts(fixture.counters(), 0, 0, 1, 0);
      engine.countOperations(true);
      engine.get("key");
      assertCounts(fixture.counters(), 1, 0, 1, 0);
      fixture.counters().clear();
      assertCounts(fixture.counters(), 0, 0, 0, 0);
    }
  }

  @Test
  void counters_severalThreads_loseNothing() throws Exception {
    CacheCounters counters = new CacheCounters();
    int rounds = 20_000;
    TestThreads.together(
        THREADS,
        thread -> {
          for (int i = 0; i < rounds; i++) {
            counters.read();
            counters.read();
            counters.behindNear();
            counters.farHit();
            counters.read();
            counters.behindNear();
            counters.lateHit();
            counters.read();
            counters.behindNear();
            counters.miss();
            counters.failedRead();
            counters.put();
            counters.removal();
            counters.eviction();
            counters.getTook(10);
            counters.putTook(20);
            counters.removalTook(30);
          }
        });
    long n = (long) THREADS * rounds;
    assertThat(counters.snapshot())
        .isEqualTo(new CacheStatistics(3 * n, n, n, n, n, n, n, 10, 20, 30));
  }

  /** With a far tier a sample of one in a thousand would be the first, slow one. */
  @Test
  void recorder_timesAll() {
    CountingRecorder recorder = new CountingRecorder(new CacheCounters(), true, true);
    CountingRecorder sampling = new CountingRecorder(new CacheCounters(), false, false);
    for (int i = 0; i < 3; i++) {
      assertThat(recorder.startFetch()).isNotEqualTo(Recorder.UNTIMED);
      assertThat(sampling.startFetch()).isEqualTo(Recorder.UNTIMED);
      Outcome<String> stored = new Outcome<>(Outcome.Status.CREATED, null, null);
      recorder.mutation(/* reads= */ false, stored, recorder.startMutation());
      sampling.mutation(/* reads= */ false, stored, sampling.startMutation());
    }
    assertThat(recorder.startMutation()).isNotEqualTo(Recorder.UNTIMED);
  }

  /** Times are sampled, counts are not. */
  @Test
  void recorder_severalThreads_isExact() throws Exception {
    CacheCounters counters = new CacheCounters();
    CountingRecorder recorder = new CountingRecorder(counters, false, false);
    int rounds = 20_000;
    TestThreads.together(
        THREADS,
        thread -> {
          for (int i = 0; i < rounds; i++) {
            if (recorder.startRead()) {
              recorder.readTook(CountingRecorder.now());
            }
            recorder.lookup(/* found= */ false);
            recorder.stored();
            recorder.processed(true, null);
            recorder.eviction();
          }
        });
    long n = (long) THREADS * rounds;
    CacheStatistics now = counters.snapshot();
    assertThat(now.hits()).isEqualTo(2 * n);
    assertThat(now.misses()).isEqualTo(n);
    assertThat(now.puts()).isEqualTo(n);
    assertThat(now.evictions()).isEqualTo(n);
    assertThat(now.averageGetNanos()).isPositive();
  }
}
