package io.nearfar.internal.near;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.config.EvictionPolicy;
import java.util.List;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Threads race for one key, round after round. Covered: putIfAbsent, replace, remove, compute,
 * computeIfPresent; exactly one may win.
 */
class NearMapsAtomicityTest {

  private static final int THREADS = 4;
  private static final int ROUNDS = 1_500;

  /** What each thread tries; true if it won. */
  @FunctionalInterface
  private interface Attempt {
    boolean wins(ConcurrentMap<String, Integer> map, int thread, int round);
  }

  private static ConcurrentMap<String, Integer> map(EvictionPolicy policy) {
    return NearMaps.create(policy, /* maximum= */ 100, null, (key, value) -> {});
  }

  private static void race(EvictionPolicy policy, boolean present, Attempt attempt)
      throws Exception {
    ConcurrentMap<String, Integer> map = map(policy);
    int[] wins = new int[ROUNDS];
    CyclicBarrier barrier = new CyclicBarrier(THREADS);
    List<boolean[]> won =
        ConcurrentRun.of(
            THREADS,
            thread -> {
              boolean[] mine = new boolean[ROUNDS];
              for (int round = 0; round < ROUNDS; round++) {
                if (barrier.await() == 0) {
                  map.remove("key");
                  if (present) {
                    map.put("key", -1);
                  }
                }
                barrier.await();
                mine[round] = attempt.wins(map, thread, round);
              }
              return mine;
            });
    for (boolean[] mine : won) {
      for (int round = 0; round < ROUNDS; round++) {
        wins[round] += mine[round] ? 1 : 0;
      }
    }
    assertThat(wins).containsOnly(1);
  }

  @ParameterizedTest
  @EnumSource(EvictionPolicy.class)
  void putIfAbsent_oneWins(EvictionPolicy policy) throws Exception {
    race(policy, false, (map, thread, round) -> map.putIfAbsent("key", thread) == null);
  }

  @ParameterizedTest
  @EnumSource(EvictionPolicy.class)
  void replaceOld_oneWins(EvictionPolicy policy) throws Exception {
    race(policy, true, (map, thread, round) -> map.replace("key", -1, thread));
  }

  @ParameterizedTest
  @EnumSource(EvictionPolicy.class)
  void remove_oneWins(EvictionPolicy policy) throws Exception {
    race(policy, true, (map, thread, round) -> map.remove("key") != null);
  }

  @ParameterizedTest
  @EnumSource(EvictionPolicy.class)
  void removeOld_oneWins(EvictionPolicy policy) throws Exception {
    race(policy, true, (map, thread, round) -> map.remove("key", -1));
  }

  @ParameterizedTest
  @EnumSource(EvictionPolicy.class)
  void mixedClaims_oneWins(EvictionPolicy policy) throws Exception {
    race(
        policy,
        true,
        (map, thread, round) ->
            switch (thread % 3) {
              case 0 -> map.replace("key", -1, thread);
              case 1 -> map.remove("key", -1);
              default -> {
                boolean[] won = new boolean[1];
                map.computeIfPresent(
                    "key",
                    (key, value) -> {
                      won[0] = value == -1;
                      return won[0] ? Integer.valueOf(thread) : value;
                    });
                yield won[0];
              }
            });
  }

  @ParameterizedTest
  @EnumSource(EvictionPolicy.class)
  void compute_countsEveryCall(EvictionPolicy policy) throws Exception {
    ConcurrentMap<String, Integer> map = map(policy);
    int calls = 20_000;
    ConcurrentRun.of(
        THREADS,
        thread -> {
          for (int i = 0; i < calls; i++) {
            map.compute("key", (key, value) -> value == null ? 1 : value + 1);
          }
          return thread;
        });
    assertThat(map).containsEntry("key", THREADS * calls);
  }
}
