package io.nearfar.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nearfar.config.EvictionPolicy;
import io.nearfar.internal.engine.CacheEvent.Kind;
import io.nearfar.internal.near.Ttl;
import io.nearfar.testing.TestThreads;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Dead entries leave the memory without anybody asking for them. */
class SweeperTest {
  private static final long TTL = 1_000;
  private static final int ENTRIES = 2_000;

  private static void awaitHeld(CacheEngine<Integer, Integer> engine, long entries) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(2))
        .until(() -> engine.nearEntries() == entries);
  }

  private static void fill(CacheEngine<Integer, Integer> engine) {
    for (int i = 0; i < ENTRIES; i++) {
      engine.put(i, i);
    }
  }

  @ParameterizedTest
  @EnumSource(EvictionPolicy.class)
  void sweep_expired_areFreed(EvictionPolicy policy) {
    TestEvents<Integer, Integer> events = new TestEvents<>();
    try (EngineFixture<Integer, Integer> fixture =
        EngineFixture.<Integer, Integer>near()
            .expiry(TTL, Ttl.KEEP, Ttl.KEEP)
            .maxEntries(policy, 2 * ENTRIES)
            .events(events)
            .build()) {
      CacheEngine<Integer, Integer> engine = fixture.engine();
      fill(engine);
      fixture.ticker().advanceNanos(TTL - 1);
      engine.put(-1, -1);
      fixture.ticker().advanceNanos(1);
      engine.sweep();
      awaitHeld(engine, 1);
      assertThat(engine.get(-1)).isEqualTo(-1);
      await().until(() -> events.count(Kind.EXPIRED) == ENTRIES);
    }
  }

  @Test
  void timer_expired_areFreed() {
    try (EngineFixture<Integer, Integer> fixture =
        EngineFixture.<Integer, Integer>near().expiry(TTL, Ttl.KEEP, Ttl.KEEP).build()) {
      fill(fixture.engine());
      fixture.ticker().advanceNanos(TTL);
      awaitHeld(fixture.engine(), 0);
    }
  }

  @ParameterizedTest
  @EnumSource(EvictionPolicy.class)
  void clear_all_areFreedAndNobodyIsTold(EvictionPolicy policy) {
    TestEvents<Integer, Integer> events = new TestEvents<>();
    try (EngineFixture<Integer, Integer> fixture =
        EngineFixture.<Integer, Integer>near()
            .maxEntries(policy, 2 * ENTRIES)
            .events(events)
            .build()) {
      fill(fixture.engine());
      fixture.engine().clear();
      awaitHeld(fixture.engine(), 0);
      assertThat(events.all()).hasSize(ENTRIES);
    }
  }

  /** The next clear may come just when the sweeper is about to end. */
  @Test
  void clear_againAndAgain_isNeverForgotten() {
    try (EngineFixture<Integer, Integer> fixture = EngineFixture.<Integer, Integer>near().build()) {
      CacheEngine<Integer, Integer> engine = fixture.engine();
      for (int i = 0; i < 20_000; i++) {
        engine.put(1, i);
        for (int spins = i & 255; spins > 0; spins--) {
          Thread.onSpinWait();
        }
        engine.clear();
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (engine.nearEntries() != 0) {
          assertThat(System.nanoTime()).as("round %s", i).isLessThan(deadline);
          Thread.onSpinWait();
        }
      }
    }
  }

  @Test
  void listenerFails_sweepGoesOn() {
    TestEvents<Integer, Integer> events = new TestEvents<>();
    try (EngineFixture<Integer, Integer> fixture =
        EngineFixture.<Integer, Integer>near()
            .expiry(TTL, Ttl.KEEP, Ttl.KEEP)
            .events(
                event -> {
                  events.accept(event);
                  if (event.kind() == Kind.EXPIRED) {
                    throw new IllegalStateException("listener");
                  }
                })
            .build()) {
      fill(fixture.engine());
      fixture.ticker().advanceNanos(TTL);
      fixture.engine().sweep();
      awaitHeld(fixture.engine(), 0);
      await().until(() -> events.count(Kind.EXPIRED) == ENTRIES);
    }
  }

  @Test
  void sweep_whileOthersMutate_takesNothingThatLives() throws Exception {
    try (EngineFixture<Integer, Integer> fixture =
        EngineFixture.<Integer, Integer>near().expiry(TTL, TTL, Ttl.KEEP).build()) {
      CacheEngine<Integer, Integer> engine = fixture.engine();
      TestThreads.together(
          3,
          thread -> {
            for (int i = 0; i < 3_000; i++) {
              engine.put(thread, i);
              assertThat(engine.containsKey(thread)).isTrue();
              engine.sweep();
              engine.put(100 + thread, i);
            }
          });
      assertThat(engine.nearEntries()).isEqualTo(6);
    }
  }

  @Test
  void afterClose_nothingRuns() {
    EngineFixture<Integer, Integer> fixture =
        EngineFixture.<Integer, Integer>near().expiry(TTL, Ttl.KEEP, Ttl.KEEP).build();
    fill(fixture.engine());
    fixture.close();
    assertThat(fixture.engine().nearEntries()).isZero();
    fixture.engine().clear();
    fixture.engine().sweep();
  }

  @ParameterizedTest
  @EnumSource(EvictionPolicy.class)
  void evictions_areCountedExactly(EvictionPolicy policy) throws Exception {
    int maximum = 100;
    try (EngineFixture<Integer, Integer> fixture =
        EngineFixture.<Integer, Integer>near().maxEntries(policy, maximum).statistics().build()) {
      CacheEngine<Integer, Integer> engine = fixture.engine();
      TestThreads.together(
          3,
          thread -> {
            for (int i = 0; i < ENTRIES; i++) {
              engine.put(thread * ENTRIES + i, i);
            }
          });
      engine.get(-1);
      assertThat(engine.nearEntries()).isLessThanOrEqualTo(maximum);
      assertThat(fixture.counters().snapshot().evictions())
          .isEqualTo(3L * ENTRIES - engine.nearEntries());
    }
  }

  /** Leaving the memory when dead is no eviction, whoever removes it. */
  @ParameterizedTest
  @EnumSource(EvictionPolicy.class)
  void deadEntries_areNotCountedAsEvicted(EvictionPolicy policy) {
    int maximum = 100;
    try (EngineFixture<Integer, Integer> fixture =
        EngineFixture.<Integer, Integer>near()
            .maxEntries(policy, maximum)
            .expiry(TTL, Ttl.KEEP, Ttl.KEEP)
            .statistics()
            .build()) {
      CacheEngine<Integer, Integer> engine = fixture.engine();
      for (int i = 0; i < maximum; i++) {
        engine.put(i, i);
      }
      fixture.ticker().advanceNanos(TTL);
      for (int i = maximum; i < 2 * maximum; i++) {
        engine.put(i, i);
      }
      long lost =
          IntStream.range(maximum, 2 * maximum).filter(key -> !engine.containsKey(key)).count();
      assertThat(fixture.counters().snapshot().evictions()).isEqualTo(lost);
    }
  }
}
