package io.nearfar.internal.near;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.config.EvictionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.ToLongBiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Several threads use one map at random. Afterwards each entry that was ever stored has exactly one
 * fate: somebody got it back by replacing or removing it, or it was reported as evicted, or it is
 * still there. And the policy agrees with the contents.
 */
class NearMapsStressTest {

  private static final int THREADS = 4;
  private static final int OPERATIONS = 40_000;

  record Case(EvictionPolicy policy, long maximum, boolean weighted, long seed) {}

  static Stream<Case> cases() {
    List<Case> cases = new ArrayList<>();
    long seed = ThreadLocalRandom.current().nextLong();
    for (EvictionPolicy policy : EvictionPolicy.values()) {
      cases.add(new Case(policy, /* maximum= */ 0, /* weighted= */ true, seed));
      cases.add(new Case(policy, /* maximum= */ 3, /* weighted= */ false, seed));
      cases.add(new Case(policy, /* maximum= */ 50, /* weighted= */ false, seed));
      cases.add(new Case(policy, /* maximum= */ 15, /* weighted= */ true, seed));
      cases.add(new Case(policy, /* maximum= */ 300, /* weighted= */ true, seed));
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void randomOperations_everyEntryHasOneFate(Case settings) throws Exception {
    ToLongBiFunction<Integer, TestEntry> weigher =
        settings.weighted() && settings.maximum() > 0
            ? (key, entry) -> entry.weight
            : (key, entry) -> 1;
    ConcurrentMap<Integer, TestEntry> map =
        NearMaps.create(
            settings.policy(),
            settings.maximum(),
            settings.weighted() ? weigher : null,
            (key, entry) -> entry.departures.incrementAndGet());

    List<List<TestEntry>> stored =
        ConcurrentRun.of(THREADS, thread -> new Worker(map, settings, thread).run());

    map.values().forEach(entry -> entry.departures.incrementAndGet());
    assertThat(stored.stream().flatMap(List::stream))
        .as("fates, %s", settings)
        .allMatch(entry -> entry.departures.get() == 1);
    if (map instanceof PolicyMap<Integer, TestEntry> policyMap) {
      PolicyMapFixture.checkQuiescent(policyMap, settings.maximum(), weigher);
    }
  }

  @ParameterizedTest
  @EnumSource(EvictionPolicy.class)
  void clearAmongWrites_leavesPolicyAndContentsInStep(EvictionPolicy policy) throws Exception {
    Case settings = new Case(policy, /* maximum= */ 40, /* weighted= */ false, /* seed= */ 11);
    ConcurrentMap<Integer, TestEntry> map =
        NearMaps.create(policy, settings.maximum(), null, (key, entry) -> {});
    ConcurrentRun.of(
        THREADS,
        thread -> {
          Worker worker = new Worker(map, settings, thread);
          for (int i = 0; i < 200; i++) {
            worker.run(/* operations= */ 100);
            map.clear();
          }
          return thread;
        });
    if (map instanceof PolicyMap<Integer, TestEntry> policyMap) {
      PolicyMapFixture.checkQuiescent(policyMap, settings.maximum(), (key, entry) -> 1);
    }
    map.clear();
    assertThat(map).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(EvictionPolicy.class)
  void underCapacity_nothingIsLost(EvictionPolicy policy) throws Exception {
    int keysPerThread = 100;
    ConcurrentMap<Integer, TestEntry> map =
        NearMaps.create(
            policy,
            // What is being removed counts until it is settled: one more per thread.
            /* maximum= */ THREADS * (keysPerThread + 1L),
            null,
            (key, entry) -> entry.departures.incrementAndGet());
    List<TestEntry[]> expected =
        ConcurrentRun.of(THREADS, thread -> useOwnKeys(map, thread, keysPerThread));
    for (int thread = 0; thread < THREADS; thread++) {
      for (int i = 0; i < keysPerThread; i++) {
        assertThat(map.get(thread * keysPerThread + i)).isSameAs(expected.get(thread)[i]);
      }
    }
  }

  /** Nothing is ever evicted here, so what the policy failed to forget stays and is found. */
  @ParameterizedTest
  @EnumSource(EvictionPolicy.class)
  void createAndRemoveSameKeys_policyForgetsWhatIsGone(EvictionPolicy policy) throws Exception {
    long maximum = 100_000;
    ToLongBiFunction<Integer, TestEntry> weigher = (key, entry) -> entry.weight;
    ConcurrentMap<Integer, TestEntry> map =
        NearMaps.create(
            policy, maximum, weigher, (key, entry) -> entry.departures.incrementAndGet());
    ConcurrentRun.of(
        THREADS,
        thread -> {
          for (int i = 0; i < 5 * OPERATIONS; i++) {
            int key = i & 1;
            if (((i >> 1) + thread) % 2 == 0) {
              map.put(key, new TestEntry(i, 1 + i % 3));
            } else {
              map.remove(key);
            }
          }
          return thread;
        });
    if (map instanceof PolicyMap<Integer, TestEntry> policyMap) {
      PolicyMapFixture.checkQuiescent(policyMap, maximum, weigher);
    }
  }

  /** Adaptive may evict what has replaced the heavy one; ours look twice. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ADAPTIVE")
  void lightOverTooHeavy_onlyTheHeavyAreEvicted(EvictionPolicy policy) throws Exception {
    ConcurrentMap<Integer, TestEntry> map =
        NearMaps.create(
            policy,
            /* maximum= */ 10,
            (key, entry) -> entry.weight,
            (key, entry) -> entry.departures.incrementAndGet());
    List<List<TestEntry>> light =
        ConcurrentRun.of(
            THREADS,
            thread -> {
              List<TestEntry> mine = new ArrayList<>();
              for (int i = 0; i < OPERATIONS; i++) {
                TestEntry entry = new TestEntry(i, thread % 2 == 0 ? 1 : 11);
                map.put(i & 1, entry);
                if (entry.weight == 1) {
                  mine.add(entry);
                }
              }
              return mine;
            });
    assertThat(light.stream().flatMap(List::stream)).allMatch(entry -> entry.departures.get() == 0);
  }

  private static TestEntry[] useOwnKeys(
      ConcurrentMap<Integer, TestEntry> map, int thread, int keys) {
    TestEntry[] mine = new TestEntry[keys];
    Random random = new Random(thread);
    for (int i = 0; i < OPERATIONS; i++) {
      int index = random.nextInt(keys);
      int key = thread * keys + index;
      if (random.nextInt(3) == 0) {
        assertThat(map.remove(key)).isSameAs(mine[index]);
        mine[index] = null;
      } else {
        TestEntry entry = new TestEntry(i, 1);
        assertThat(map.put(key, entry)).isSameAs(mine[index]);
        mine[index] = entry;
      }
      assertThat(map.get(key)).isSameAs(mine[index]);
      map.get(random.nextInt(THREADS * keys));
    }
    return mine;
  }

  @Test
  void adaptive_afterOverlappingWrites_oneOperationRestoresTheBound() throws Exception {
    ConcurrentMap<Integer, TestEntry> map =
        NearMaps.create(EvictionPolicy.ADAPTIVE, /* maximum= */ 50, null, (key, entry) -> {});
    Case settings = new Case(EvictionPolicy.ADAPTIVE, 50, /* weighted= */ false, /* seed= */ 5);
    for (int round = 0; round < 50; round++) {
      ConcurrentRun.of(
          THREADS,
          thread -> {
            new Worker(map, settings, thread).run(/* operations= */ 500);
            return thread;
          });
      map.put(-1, new TestEntry(round, 1));
      assertThat(map.size()).isLessThanOrEqualTo(50);
    }
  }

  /** One thread; it counts what it gets back as departed and keeps all it stored. */
  private static final class Worker {
    private final ConcurrentMap<Integer, TestEntry> map;
    private final Random random;
    private final int keys;
    private final List<TestEntry> stored = new ArrayList<>();

    Worker(ConcurrentMap<Integer, TestEntry> map, Case settings, int thread) {
      this.map = map;
      this.random = new Random(settings.seed() + thread);
      this.keys = (int) Math.min(120, 2 * settings.maximum() + 4);
    }

    List<TestEntry> run() {
      return run(OPERATIONS);
    }

    List<TestEntry> run(int operations) {
      for (int i = 0; i < operations; i++) {
        step(random.nextInt(keys), new TestEntry(i, random.nextInt(18)));
      }
      return stored;
    }

    private void step(int key, TestEntry entry) {
      switch (random.nextInt(16)) {
        case 0, 1, 2 -> {
          stored.add(entry);
          departed(map.put(key, entry));
        }
        case 3, 4 -> {
          if (map.putIfAbsent(key, entry) == null) {
            stored.add(entry);
          }
        }
        case 5 -> replace(key, entry);
        case 6 -> departed(map.remove(key));
        case 7 -> {
          TestEntry present = map.get(key);
          if (present != null && map.remove(key, present)) {
            departed(present);
          }
        }
        case 8 -> compute(key, entry);
        case 9 -> computeIfPresent(key, random.nextBoolean() ? entry : null);
        case 10 -> map.containsKey(key);
        default -> map.get(key);
      }
    }

    private void replace(int key, TestEntry entry) {
      TestEntry present = map.get(key);
      if (present != null && map.replace(key, present, entry)) {
        stored.add(entry);
        departed(present);
      }
    }

    private void compute(int key, TestEntry entry) {
      stored.add(entry);
      TestEntry[] before = new TestEntry[1];
      map.compute(
          key,
          (k, present) -> {
            before[0] = present;
            return entry;
          });
      departed(before[0]);
    }

    private void computeIfPresent(int key, @Nullable TestEntry entry) {
      TestEntry[] before = new TestEntry[1];
      map.computeIfPresent(
          key,
          (k, present) -> {
            before[0] = present;
            return entry;
          });
      if (before[0] != null && entry != null) {
        stored.add(entry);
      }
      departed(before[0]);
    }

    private static void departed(@Nullable TestEntry entry) {
      if (entry != null) {
        entry.departures.incrementAndGet();
      }
    }
  }
}
