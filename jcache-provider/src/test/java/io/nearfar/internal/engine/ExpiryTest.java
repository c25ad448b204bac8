package io.nearfar.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.internal.engine.CacheEvent.Kind;
import io.nearfar.internal.near.Ttl;
import io.nearfar.testing.FakeTicker;
import io.nearfar.testing.TestThreads;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Times to live after creation, update and access, their special values, and the expired event.
 * Covered: get, getAll, containsKey, put, putIfAbsent, replace, remove, iterator, process, loads.
 */
class ExpiryTest {
  private static final long TTL = 1_000;

  private static EngineFixture.Builder<String, Integer> builder(
      long creation, long update, long access) {
    return EngineFixture.<String, Integer>near().expiry(creation, update, access);
  }

  @Test
  void creation_livesUntilItsDeadline() {
    try (EngineFixture<String, Integer> fixture = builder(TTL, Ttl.KEEP, Ttl.KEEP).build()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      engine.put("key", 1);
      fixture.ticker().advanceNanos(TTL - 1);
      assertThat(engine.get("key")).isEqualTo(1);
      assertThat(engine.containsKey("key")).isTrue();
      assertThat(engine.iterator()).hasNext();
      fixture.ticker().advanceNanos(1);
      assertThat(engine.iterator()).isExhausted();
      assertThat(engine.containsKey("key")).isFalse();
      assertThat(engine.getAll(Set.of("key"))).isEmpty();
      assertThat(engine.get("key")).isNull();
    }
  }

  @Test
  void update_keep_leavesTheDeadline() {
    try (EngineFixture<String, Integer> fixture = builder(TTL, Ttl.KEEP, Ttl.KEEP).build()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      engine.put("key", 1);
      fixture.ticker().advanceNanos(TTL - 1);
      engine.put("key", 2);
      engine.replace("key", 3);
      engine.replace("key", 3, 4);
      engine.getAndPut("key", 5);
      assertThat(engine.get("key")).isEqualTo(5);
      fixture.ticker().advanceNanos(1);
      assertThat(engine.get("key")).isNull();
    }
  }

  @Test
  void update_time_startsAnew() {
    try (EngineFixture<String, Integer> fixture = builder(TTL, 2 * TTL, Ttl.KEEP).build()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      engine.put("key", 1);
      fixture.ticker().advanceNanos(TTL - 1);
      engine.put("key", 2);
      fixture.ticker().advanceNanos(2 * TTL - 1);
      assertThat(engine.get("key")).isEqualTo(2);
      fixture.ticker().advanceNanos(1);
      assertThat(engine.get("key")).isNull();
    }
  }

  @Test
  void update_eternal_neverExpires() {
    try (EngineFixture<String, Integer> fixture = builder(TTL, Ttl.ETERNAL, Ttl.KEEP).build()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      engine.put("key", 1);
      engine.put("key", 2);
      fixture.ticker().advanceNanos(Ttl.LONGEST);
      assertThat(engine.get("key")).isEqualTo(2);
    }
  }

  @Test
  void update_fromEternal_expires() {
    try (EngineFixture<String, Integer> fixture = builder(Ttl.ETERNAL, TTL, Ttl.KEEP).build()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      engine.put("key", 1);
      fixture.ticker().advanceNanos(Ttl.LONGEST);
      engine.put("key", 2);
      fixture.ticker().advanceNanos(TTL - 1);
      assertThat(engine.get("key")).isEqualTo(2);
      fixture.ticker().advanceNanos(1);
      assertThat(engine.get("key")).isNull();
    }
  }

  @Test
  void blindPut_sameTimeForNewAndOld_startsAnew() {
    try (EngineFixture<String, Integer> fixture = builder(TTL, TTL, Ttl.KEEP).build()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      engine.put("key", 1);
      fixture.ticker().advanceNanos(TTL - 1);
      engine.put("key", 2);
      fixture.ticker().advanceNanos(TTL - 1);
      assertThat(engine.get("key")).isEqualTo(2);
      fixture.ticker().advanceNanos(1);
      assertThat(engine.get("key")).isNull();
    }
  }

  @Test
  void access_time_startsAnewWithEachRead() {
    try (EngineFixture<String, Integer> fixture = builder(TTL, Ttl.KEEP, TTL).build()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      engine.put("key", 1);
      List<Runnable> reads =
          List.of(
              () -> engine.get("key"),
              () -> engine.getAll(Set.of("key")),
              () -> engine.iterator().next(),
              () -> engine.<@Nullable Integer>process("key", ProcessedEntry::value),
              () -> engine.replace("key", 7, 8),
              () -> engine.remove("key", 7));
      for (Runnable read : reads) {
        fixture.ticker().advanceNanos(TTL - 1);
        read.run();
      }
      fixture.ticker().advanceNanos(TTL - 1);
      assertThat(engine.containsKey("key")).isTrue();
      fixture.ticker().advanceNanos(1);
      assertThat(engine.get("key")).isNull();
    }
  }

  @Test
  void access_eternal_neverExpiresAfterARead() {
    try (EngineFixture<String, Integer> fixture = builder(TTL, Ttl.KEEP, Ttl.ETERNAL).build()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      engine.put("read", 1);
      engine.put("unread", 1);
      engine.get("read");
      fixture.ticker().advanceNanos(Ttl.LONGEST);
      assertThat(engine.get("read")).isEqualTo(1);
      assertThat(engine.get("unread")).isNull();
    }
  }

  @Test
  void access_fromEternal_expiresAfterARead() {
    try (EngineFixture<String, Integer> fixture = builder(Ttl.ETERNAL, Ttl.KEEP, TTL).build()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      engine.put("key", 1);
      fixture.ticker().advanceNanos(Ttl.LONGEST);
      assertThat(engine.get("key")).isEqualTo(1);
      fixture.ticker().advanceNanos(TTL);
      assertThat(engine.get("key")).isNull();
    }
  }

  @Test
  void zeroCreation_storesNothing() {
    TestEvents<String, Integer> events = new TestEvents<>();
    try (EngineFixture<String, Integer> fixture =
        builder(0, Ttl.KEEP, Ttl.KEEP).events(events).build()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      engine.put("key", 1);
      engine.putAll(Map.of("key", 1));
      assertThat(engine.putIfAbsent("key", 1)).isTrue();
      assertThat(engine.getAndPut("key", 1)).isNull();
      assertThat(engine.containsKey("key")).isFalse();
      assertThat(engine.nearEntries()).isZero();
      assertThat(events.all()).isEmpty();
    }
  }

  @Test
  void zeroUpdate_expiresAtOnce() {
    TestEvents<String, Integer> events = new TestEvents<>();
    try (EngineFixture<String, Integer> fixture =
        builder(Ttl.ETERNAL, 0, Ttl.KEEP).events(events).build()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      engine.put("key", 1);
      engine.put("key", 2);
      assertThat(engine.get("key")).isNull();
      assertThat(events.all())
          .extracting(CacheEvent::kind)
          .containsExactly(Kind.CREATED, Kind.UPDATED, Kind.EXPIRED);
    }
  }

  @Test
  void zeroAccess_isReadOnce() {
    try (EngineFixture<String, Integer> fixture = builder(Ttl.ETERNAL, Ttl.KEEP, 0).build()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      engine.put("key", 1);
      assertThat(engine.get("key")).isEqualTo(1);
      assertThat(engine.get("key")).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MAX_VALUE - 10, Long.MIN_VALUE, -5, 0})
  void clock_overflows(long start) {
    try (EngineFixture<String, Integer> fixture =
        builder(TTL, TTL, TTL).ticker(new FakeTicker(start)).build()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      engine.put("key", 1);
      fixture.ticker().advanceNanos(TTL - 1);
      assertThat(engine.get("key")).isEqualTo(1);
      fixture.ticker().advanceNanos(TTL);
      assertThat(engine.get("key")).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MAX_VALUE - 10, Long.MIN_VALUE, -5, 0})
  void longestTime_doesNotOverflow(long start) {
    try (EngineFixture<String, Integer> fixture =
        builder(Ttl.LONGEST, Ttl.LONGEST, Ttl.LONGEST).ticker(new FakeTicker(start)).build()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      engine.put("key", 1);
      fixture.ticker().advanceNanos(Ttl.LONGEST - 1);
      assertThat(engine.get("key")).isEqualTo(1);
    }
  }

  /** The read found the entry alive, but took so long that it is too late to prolong its life. */
  @ParameterizedTest
  @ValueSource(longs = {TTL, Ttl.ETERNAL})
  void access_expiredBeforeItWasProlonged_staysExpired(long access) {
    FakeTicker ticker = new FakeTicker();
    ExpiryRule slow =
        new ExpiryRule() {
          @Override
          public long creation() {
            return TTL;
          }

          @Override
          public long update() {
            return Ttl.KEEP;
          }

          @Override
          public long access() {
            ticker.advanceNanos(TTL);
            return access;
          }
        };
    try (EngineFixture<String, Integer> fixture =
        EngineFixture.<String, Integer>near().ticker(ticker).expiry(slow).build()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      engine.put("key", 1);
      assertThat(engine.get("key")).isEqualTo(1);
      assertThat(engine.containsKey("key")).isFalse();
      assertThat(engine.get("key")).isNull();
    }
  }

  @Test
  void expired_isAbsentForEveryMutation() {
    try (EngineFixture<String, Integer> fixture = builder(TTL, Ttl.KEEP, Ttl.KEEP).build()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      Map<String, Runnable> checks =
          Map.of(
              "putIfAbsent", () -> assertThat(engine.putIfAbsent("key", 2)).isTrue(),
              "replace", () -> assertThat(engine.replace("key", 2)).isFalse(),
              "replaceEqual", () -> assertThat(engine.replace("key", 1, 2)).isFalse(),
              "remove", () -> assertThat(engine.remove("key")).isFalse(),
              "removeEqual", () -> assertThat(engine.remove("key", 1)).isFalse(),
              "getAndPut", () -> assertThat(engine.getAndPut("key", 2)).isNull(),
              "getAndRemove", () -> assertThat(engine.getAndRemove("key")).isNull(),
              "process",
                  () -> assertThat(engine.<Boolean>process("key", e -> e.exists())).isFalse());
      checks.forEach(
          (name, check) -> {
            engine.remove("key");
            engine.put("key", 1);
            fixture.ticker().advanceNanos(TTL);
            check.run();
          });
    }
  }

  /** A read that gives an entry another kind of life does not make it another entry. */
  @ParameterizedTest
  @ValueSource(longs = {TTL, Ttl.ETERNAL})
  void iteratorRemove_accessHasChangedTheLife_removes(long access) {
    long creation = access == Ttl.ETERNAL ? TTL : Ttl.ETERNAL;
    try (EngineFixture<String, Integer> fixture = builder(creation, Ttl.KEEP, access).build()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      engine.put("key", 1);
      engine.remove(engine.iterator().next());
      assertThat(engine.containsKey("key")).isFalse();
    }
  }

  /** Readers, writers and the sweeper find an expired entry at once. */
  @Test
  void expiredEvent_comesExactlyOnce() throws Exception {
    int rounds = 300;
    int keys = 8;
    TestEvents<Integer, Integer> events = new TestEvents<>();
    try (EngineFixture<Integer, Integer> fixture =
        EngineFixture.<Integer, Integer>near()
            .expiry(TTL, Ttl.KEEP, Ttl.KEEP)
            .events(events)
            .build()) {
      CacheEngine<Integer, Integer> engine = fixture.engine();
      AtomicInteger created = new AtomicInteger();
      for (int round = 0; round < rounds; round++) {
        for (int key = 0; key < keys; key++) {
          engine.put(key, created.incrementAndGet());
        }
        fixture.ticker().advanceNanos(TTL);
        engine.sweep();
        TestThreads.together(
            3,
            thread -> {
              for (int key = 0; key < keys; key++) {
                switch (thread) {
                  case 0 -> engine.get(key);
                  case 1 -> engine.remove(key);
                  default -> engine.process(key, ProcessedEntry::exists);
                }
              }
            });
      }
      assertThat(events.count(Kind.EXPIRED)).isEqualTo(rounds * keys);
      assertThat(events.count(Kind.CREATED)).isEqualTo(rounds * keys);
      for (int key = 0; key < keys; key++) {
        List<CacheEvent<Integer, Integer>> all = events.of(key);
        for (int i = 0; i < all.size(); i += 2) {
          assertThat(all.get(i).kind()).isEqualTo(Kind.CREATED);
          assertThat(all.get(i + 1).kind()).isEqualTo(Kind.EXPIRED);
          assertThat(all.get(i + 1).value()).isEqualTo(all.get(i).value());
        }
      }
    }
  }

  @Test
  void readThrough_expired_loadsAgain() {
    TestLoader<String, Integer> loader = new TestLoader<>();
    loader.source("key", 1);
    try (EngineFixture<String, Integer> fixture =
        builder(TTL, Ttl.KEEP, Ttl.KEEP).loader(loader).build()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      assertThat(engine.get("key")).isEqualTo(1);
      loader.source("key", 2);
      fixture.ticker().advanceNanos(TTL - 1);
      assertThat(engine.get("key")).isEqualTo(1);
      fixture.ticker().advanceNanos(1);
      assertThat(engine.get("key")).isEqualTo(2);
    }
  }

  /** The time to live of a loaded entry begins when it is stored, not when the load began. */
  @Test
  void load_takesLong_livesFromItsEndOn() {
    FakeTicker ticker = new FakeTicker();
    TestLoader<String, Integer> loader = new TestLoader<>();
    loader.source("key", 1).whileLoading(key -> ticker.advanceNanos(10 * TTL));
    try (EngineFixture<String, Integer> fixture =
        builder(TTL, Ttl.KEEP, Ttl.KEEP).ticker(ticker).loader(loader).build()) {
      assertThat(fixture.engine().get("key")).isEqualTo(1);
      assertThat(fixture.engine().containsKey("key")).isTrue();
      ticker.advanceNanos(TTL);
      assertThat(fixture.engine().containsKey("key")).isFalse();
    }
  }
}
