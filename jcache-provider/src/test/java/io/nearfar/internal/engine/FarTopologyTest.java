package io.nearfar.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearfar.internal.near.Ttl;
import io.nearfar.spi.FarException;
import io.nearfar.spi.FarStore.Entry;
import io.nearfar.testing.FakeFarStore;
import io.nearfar.testing.FakeTicker;
import io.nearfar.testing.TestCodec;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The engine over a far store: every operation, its round trips, expiry, loads and failures. */
class FarTopologyTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final FakeTicker ticker = new FakeTicker();
  private final FakeFarStore store = new FakeFarStore(ticker);

  private EngineFixture.Builder<String, String> far() {
    return EngineFixture.far(store, ticker);
  }

  /** Round trips that an action takes. */
  private int calls(Runnable action) {
    int before = store.calls();
    action.run();
    return store.calls() - before;
  }

  @Test
  void everySingleKeyOperation_isOneRoundTrip() {
    try (EngineFixture<String, String> fixture = far().build()) {
      CacheEngine<String, String> engine = fixture.engine();
      engine.put("there", "a");
      List<Runnable> operations =
          List.of(
              () -> assertThat(engine.get("there")).isEqualTo("a"),
              () -> assertThat(engine.get("absent")).isNull(),
              () -> assertThat(engine.containsKey("there")).isTrue(),
              () -> engine.put("there", "b"),
              () -> assertThat(engine.getAndPut("there", "c")).isEqualTo("b"),
              () -> assertThat(engine.putIfAbsent("there", "d")).isFalse(),
              () -> assertThat(engine.putIfAbsent("new", "d")).isTrue(),
              () -> assertThat(engine.replace("there", "c", "e")).isTrue(),
              () -> assertThat(engine.replace("there", "wrong", "e")).isFalse(),
              () -> assertThat(engine.replace("there", "f")).isTrue(),
              () -> assertThat(engine.replace("absent", "f")).isFalse(),
              () -> assertThat(engine.getAndReplace("there", "g")).isEqualTo("f"),
              () -> assertThat(engine.remove("there", "wrong")).isFalse(),
              () -> assertThat(engine.remove("there", "g")).isTrue(),
              () -> assertThat(engine.remove("absent")).isFalse(),
              () -> assertThat(engine.getAndRemove("new")).isEqualTo("d"));
      for (int i = 0; i < operations.size(); i++) {
        assertThat(calls(operations.get(i))).as("operation %s", i).isEqualTo(1);
      }
    }
  }

  @Test
  void bulkOperations_areOneCallEach() {
    try (EngineFixture<Integer, String> fixture =
        EngineFixture.<Integer, String>far(store, ticker).build()) {
      CacheEngine<Integer, String> engine = fixture.engine();
      Map<Integer, String> many =
          IntStream.range(0, 100).boxed().collect(Collectors.toMap(i -> i, i -> "v" + i));
      assertThat(calls(() -> engine.putAll(many))).isEqualTo(1);
      assertThat(calls(() -> assertThat(engine.getAll(many.keySet())).isEqualTo(many)))
          .isEqualTo(1);
      assertThat(calls(() -> engine.removeAll(Set.of(1, 2, 3)))).isEqualTo(1);
      assertThat(engine.getAll(Set.of(1, 4))).containsOnlyKeys(4);
    }
  }

  @Test
  void secondEngine_seesWhatTheFirstOneStored_andCloseKeepsIt() {
    try (EngineFixture<String, String> first = far().build()) {
      first.engine().put("key", "value");
    }
    assertThat(store.closed()).isTrue();
    try (EngineFixture<String, String> second = far().build()) {
      assertThat(second.engine().get("key")).isEqualTo("value");
      second.engine().destroy();
      assertThat(second.engine().get("key")).isNull();
    }
    assertThat(store.destroyed()).isTrue();
  }

  // ---- expiry

  @Test
  void fixedTimes_areKeptByTheStore() {
    try (EngineFixture<String, String> fixture = far().expiry(SECOND, Ttl.KEEP, Ttl.KEEP).build()) {
      CacheEngine<String, String> engine = fixture.engine();
      engine.put("key", "a");
      ticker.advance(Duration.ofMillis(600));
      engine.put("key", "b");
      ticker.advance(Duration.ofMillis(399));
      assertThat(engine.get("key")).isEqualTo("b");
      ticker.advance(Duration.ofMillis(1));
      assertThat(engine.get("key")).isNull();
    }
  }

  @Test
  void noTimeAtCreation_storesNothing() {
    try (EngineFixture<String, String> fixture =
        far().expiry(0, Ttl.KEEP, Ttl.KEEP).statistics().build()) {
      fixture.engine().put("key", "a");
      assertThat(fixture.engine().get("key")).isNull();
      assertThat(fixture.counters().snapshot().puts()).isZero();
    }
  }

  @Test
  void access_givesAnotherLife() {
    try (EngineFixture<String, String> fixture = far().expiry(SECOND, SECOND, SECOND).build()) {
      CacheEngine<String, String> engine = fixture.engine();
      engine.put("key", "a");
      for (int i = 0; i < 5; i++) {
        ticker.advance(Duration.ofMillis(900));
        assertThat(engine.get("key")).isEqualTo("a");
      }
      assertThat(engine.containsKey("key")).isTrue();
      ticker.advance(Duration.ofSeconds(1));
      assertThat(engine.get("key")).isNull();
    }
  }

  @Test
  void noTimeAtAccess_isReadOnce() {
    try (EngineFixture<String, String> fixture = far().expiry(SECOND, Ttl.KEEP, 0).build()) {
      fixture.engine().put("key", "a");
      assertThat(fixture.engine().get("key")).isEqualTo("a");
      assertThat(fixture.engine().get("key")).isNull();
    }
  }

  /** Counts its questions, as a policy of the application. */
  private static final class AskedRule implements ExpiryRule {
    final AtomicInteger creations = new AtomicInteger();
    final AtomicInteger updates = new AtomicInteger();
    final AtomicInteger accesses = new AtomicInteger();

    @Override
    public long creation() {
      creations.incrementAndGet();
      return SECOND;
    }

    @Override
    public long update() {
      updates.incrementAndGet();
      return Ttl.KEEP;
    }

    @Override
    public long access() {
      accesses.incrementAndGet();
      return Ttl.KEEP;
    }

    String asked() {
      return creations.getAndSet(0) + "/" + updates.getAndSet(0) + "/" + accesses.getAndSet(0);
    }
  }

  @Test
  void policyOfTheApplication_isAskedOnceItIsKnownWhetherTheEntryIsThere() {
    AskedRule rule = new AskedRule();
    try (EngineFixture<String, String> fixture = far().expiry(rule).build()) {
      CacheEngine<String, String> engine = fixture.engine();
      engine.put("key", "a");
      assertThat(rule.asked()).isEqualTo("1/0/0");
      engine.put("key", "b");
      assertThat(rule.asked()).isEqualTo("0/1/0");
      assertThat(engine.get("key")).isEqualTo("b");
      assertThat(rule.asked()).isEqualTo("0/0/1");
      assertThat(engine.putIfAbsent("key", "c")).isFalse();
      assertThat(engine.containsKey("key")).isTrue();
      assertThat(engine.replace("absent", "c")).isFalse();
      assertThat(rule.asked()).isEqualTo("0/0/0");
      assertThat(engine.replace("key", "wrong", "c")).isFalse();
      assertThat(rule.asked()).isEqualTo("0/0/1");
      assertThat(engine.remove("key", "wrong")).isFalse();
      assertThat(rule.asked()).isEqualTo("0/0/1");
      assertThat(engine.remove("key")).isTrue();
      assertThat(rule.asked()).isEqualTo("0/0/0");
    }
  }

  @Test
  void policyOfTheApplication_raceWithAnotherNode_decidesAgain() {
    AskedRule rule = new AskedRule();
    try (EngineFixture<String, String> fixture = far().expiry(rule).build();
        EngineFixture<String, String> other = far().build()) {
      CacheEngine<String, String> engine = fixture.engine();
      store.beforeNextChange(() -> other.engine().put("key", "theirs"));
      assertThat(engine.getAndPut("key", "mine")).isEqualTo("theirs");
      assertThat(engine.get("key")).isEqualTo("mine");
      assertThat(rule.updates.get()).isEqualTo(1);
    }
  }

  // ---- values

  /** Equal objects whose bytes differ. */
  private record Loose(int value, int noise) implements Serializable {
    @Override
    public boolean equals(Object other) {
      return other instanceof Loose loose && loose.value == value;
    }

    @Override
    public int hashCode() {
      return value;
    }
  }

  @Test
  void equalObjectsOfOtherBytes_areEqual() {
    try (EngineFixture<String, Loose> fixture =
        EngineFixture.<String, Loose>far(store, ticker).build()) {
      CacheEngine<String, Loose> engine = fixture.engine();
      engine.put("key", new Loose(1, 1));
      assertThat(engine.replace("key", new Loose(1, 2), new Loose(2, 1))).isTrue();
      assertThat(engine.remove("key", new Loose(3, 1))).isFalse();
      assertThat(engine.remove("key", new Loose(2, 9))).isTrue();
    }
  }

  @Test
  void unreadableEntry_isAMissThatCanBeReplaced() {
    TestCodec codec = new TestCodec();
    try (EngineFixture<String, String> fixture = far().statistics().build()) {
      CacheEngine<String, String> engine = fixture.engine();
      store.plant(codec.encodeKey("key"), new byte[] {1, 2, 3});
      store.plant(new byte[] {9}, codec.encode("value"));
      assertThat(engine.get("key")).isNull();
      assertThat(engine.getAll(Set.of("key"))).isEmpty();
      assertThat(engine.containsKey("key")).isFalse();
      assertThat(engine.iterator().hasNext()).isFalse();
      assertThat(engine.getAndPut("key", "mine")).isNull();
      assertThat(engine.get("key")).isEqualTo("mine");
      assertThat(fixture.counters().snapshot().misses()).isEqualTo(3);
    }
  }

  @Test
  void valueOfAnotherType_isAMiss() {
    TestCodec codec = new TestCodec();
    FarTier numbers =
        new FarTier(store, null, codec, String.class, Integer.class, Patience.ENDLESS);
    Decoding<String, Integer> decoding = new Decoding<>("fixture", numbers);
    Entry text = new Entry(codec.encode("text"), 1, 0);
    assertThat(decoding.value(text)).isNull();
    assertThat(decoding.key(codec.encodeKey(1))).isNull();
    assertThat(decoding.unreadable()).isEqualTo(2);
    assertThat(decoding.value(new Entry(codec.encode(5), 1, 0))).isEqualTo(5);
  }

  /** What can't be read is not there, whoever asks. */
  @Test
  void unreadableEntry_isAbsentForConditions() {
    TestCodec codec = new TestCodec();
    TestLoader<String, String> loader = new TestLoader<String, String>().source("d", "loaded");
    try (EngineFixture<String, String> fixture = far().loader(loader).build()) {
      CacheEngine<String, String> engine = fixture.engine();
      for (String key : List.of("a", "b", "c", "d")) {
        store.plant(codec.encodeKey(key), new byte[] {1, 2, 3});
      }
      assertThat(engine.putIfAbsent("a", "mine")).isTrue();
      assertThat(engine.get("a")).isEqualTo("mine");
      Boolean existed =
          engine.process(
              "b",
              entry -> {
                boolean exists = entry.exists();
                entry.set("made");
                return exists;
              });
      assertThat(existed).isFalse();
      assertThat(engine.get("b")).isEqualTo("made");
      assertThat(engine.replace("c", "other", "mine")).isFalse();
      assertThat(engine.get("d")).isEqualTo("loaded");
      assertThat(engine.get("d")).isEqualTo("loaded");
      assertThat(loader.loads("d")).isEqualTo(1);
    }
  }

  @Test
  void iterator_visitsAll_andRemovesWhatItSaw() {
    try (EngineFixture<String, String> fixture = far().build()) {
      CacheEngine<String, String> engine = fixture.engine();
      engine.putAll(Map.of("a", "1", "b", "2", "c", "3"));
      List<String> seen = new ArrayList<>();
      engine
          .iterator()
          .forEachRemaining(
              entry -> {
                seen.add(entry.key() + entry.value());
                if (entry.key().equals("b")) {
                  engine.put("b", "newer");
                }
                engine.remove(entry);
              });
      assertThat(seen).containsExactlyInAnyOrder("a1", "b2", "c3");
      assertThat(engine.getAll(Set.of("a", "b", "c"))).isEqualTo(Map.of("b", "newer"));
    }
  }

  @Test
  void removeAll_manyEntries_takesSlices() {
    try (EngineFixture<Integer, String> fixture =
        EngineFixture.<Integer, String>far(store, ticker).statistics().build()) {
      CacheEngine<Integer, String> engine = fixture.engine();
      Map<Integer, String> many =
          IntStream.range(0, 1_201).boxed().collect(Collectors.toMap(i -> i, i -> "v"));
      engine.putAll(many);
      assertThat(calls(engine::removeAll)).isEqualTo(1 + 3);
      assertThat(engine.iterator().hasNext()).isFalse();
      assertThat(fixture.counters().snapshot().removals()).isEqualTo(1_201);
    }
  }

  // ---- processors, loads, events

  @Test
  void processor_raceWithAnotherNode_runsAgain() {
    try (EngineFixture<String, Integer> fixture =
            EngineFixture.<String, Integer>far(store, ticker).build();
        EngineFixture<String, Integer> other =
            EngineFixture.<String, Integer>far(store, ticker).build()) {
      fixture.engine().put("key", 1);
      store.beforeNextChange(() -> other.engine().put("key", 10));
      Integer result =
          fixture
              .engine()
              .process(
                  "key",
                  entry -> {
                    Integer value = entry.value();
                    entry.set(value == null ? 0 : value + 1);
                    return value;
                  });
      assertThat(result).isEqualTo(10);
      assertThat(other.engine().get("key")).isEqualTo(11);
    }
  }

  /** Another node is faster as often as it likes; in the end it has to let us. */
  @Test
  void processor_manyLostRaces_takesTheRightOfWay() {
    try (EngineFixture<String, Integer> fixture =
            EngineFixture.<String, Integer>far(store, ticker).build();
        EngineFixture<String, Integer> other =
            EngineFixture.<String, Integer>far(store, ticker).build()) {
      fixture.engine().put("key", 0);
      AtomicInteger runs = new AtomicInteger();
      // By reference processors take turns from the start, so one lost race is enough.
      fixture
          .engine()
          .process(
              "key",
              entry -> {
                if (runs.incrementAndGet() == 1) {
                  store.beforeNextChange(() -> other.engine().put("key", 10));
                }
                Integer value = entry.value();
                entry.set(value == null ? 0 : value + 1);
                return value;
              });
      assertThat(other.engine().get("key")).isEqualTo(11);
      assertThat(runs.get()).isEqualTo(2);
      assertThat(store.turnsGivenBack()).isEqualTo(1);
    }
  }

  @Test
  void load_isStoredForAll() {
    TestLoader<String, String> loader = new TestLoader<String, String>().source("key", "loaded");
    try (EngineFixture<String, String> fixture = far().loader(loader).build();
        EngineFixture<String, String> other = far().build()) {
      assertThat(fixture.engine().get("key")).isEqualTo("loaded");
      assertThat(other.engine().get("key")).isEqualTo("loaded");
      assertThat(fixture.engine().getAll(Set.of("key", "absent"))).containsOnlyKeys("key");
      assertThat(loader.loads("key")).isEqualTo(1);
    }
  }

  @Test
  void load_overtakenByARemoval_isNotStored() {
    TestLoader<String, String> loader = new TestLoader<String, String>().source("key", "old");
    try (EngineFixture<String, String> fixture = far().loader(loader).build()) {
      CacheEngine<String, String> engine = fixture.engine();
      loader.whileLoading(key -> engine.remove("key"));
      assertThat(engine.get("key")).isEqualTo("old");
      assertThat(engine.containsKey("key")).isFalse();
    }
  }

  /** The load has been checked and is on its way to the store when the removal comes. */
  @Test
  void removal_duringTheStoringOfALoad_comesAfterIt() throws Exception {
    TestLoader<String, String> loader = new TestLoader<String, String>().source("key", "old");
    try (EngineFixture<String, String> fixture = far().loader(loader).build()) {
      CacheEngine<String, String> engine = fixture.engine();
      List<Thread> removers = new ArrayList<>();
      store.beforeNextChange(
          () -> {
            Thread remover = new Thread(() -> engine.remove("key"), "remover");
            removers.add(remover);
            remover.start();
            // It has to wait for us, or it would be done by now and its removal lost.
            while (remover.getState() == Thread.State.RUNNABLE
                || remover.getState() == Thread.State.NEW) {
              Thread.onSpinWait();
            }
          });
      assertThat(engine.get("key")).isEqualTo("old");
      removers.get(0).join();
      assertThat(engine.containsKey("key")).isFalse();
    }
  }

  @Test
  void listeners_areToldWhatWasThere() {
    TestEvents<String, String> events = new TestEvents<>();
    try (EngineFixture<String, String> fixture = far().events(events).build()) {
      CacheEngine<String, String> engine = fixture.engine();
      engine.put("key", "a");
      engine.put("key", "b");
      engine.putAll(Map.of("key", "c"));
      engine.remove("key");
      assertThat(events.all())
          .extracting(
              event ->
                  event.kind() + " " + event.key() + " " + event.value() + " " + event.oldValue())
          .containsExactly(
              "CREATED key a null", "UPDATED key b a", "UPDATED key c b", "REMOVED key c c");
    }
  }

  // ---- writers

  /** The other node comes between the check of the condition and the change. */
  @Test
  void overtakenAfterTheWriterWrote_leavesNothing() {
    try (EngineFixture<String, String> other = far().build();
        EngineFixture<String, String> fixture =
            far().writer(new TestWriter<>(key -> other.engine().put(key, "theirs"))).build()) {
      CacheEngine<String, String> engine = fixture.engine();
      assertThat(engine.putIfAbsent("a", "mine")).isFalse();
      other.engine().put("b", "old");
      assertThat(engine.replace("b", "old", "mine")).isFalse();
      assertThat(engine.getAll(Set.of("a", "b"))).isEmpty();
      engine.put("c", "mine");
      assertThat(engine.get("c")).isEqualTo("mine");
    }
  }

  // ---- failures

  @Test
  void failure_isNoMiss_andLoadsNothing() {
    TestLoader<String, String> loader = new TestLoader<String, String>().source("key", "loaded");
    try (EngineFixture<String, String> fixture = far().loader(loader).statistics().build()) {
      CacheEngine<String, String> engine = fixture.engine();
      store.failing(true);
      assertThatThrownBy(() -> engine.get("key")).isInstanceOf(FarException.class);
      assertThatThrownBy(() -> engine.put("key", "a")).isInstanceOf(FarException.class);
      assertThatThrownBy(() -> engine.getAll(Set.of("key"))).isInstanceOf(FarException.class);
      assertThatThrownBy(engine::clear).isInstanceOf(FarException.class);
      store.failing(false);
      assertThat(loader.loads("key")).isZero();
      assertThat(fixture.counters().snapshot().puts()).isZero();
      assertThat(fixture.counters().snapshot().gets()).isZero();
    }
  }
}
