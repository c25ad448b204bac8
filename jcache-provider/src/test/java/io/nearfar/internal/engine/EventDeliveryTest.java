package io.nearfar.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearfar.internal.engine.CacheEvent.Kind;
import io.nearfar.testing.Gate;
import io.nearfar.testing.TestThreads;
import io.nearfar.testing.TestThreads.Running;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Events of a key come in the order of its mutations, each once, outside of all locks, whatever the
 * listeners do; writer and cache change together. Covered: all mutations under contention,
 * listeners that use the cache, that fail, that come and go; partial failures of the writer.
 */
class EventDeliveryTest {

  private static EngineFixture<String, Integer> fixture(@Nullable EventSink<String, Integer> sink) {
    return EngineFixture.<String, Integer>near().events(sink).build();
  }

  /** Each event of a key begins with what the one before has left. */
  @Test
  void events_ofAKey_formAChain() throws Exception {
    TestEvents<String, Integer> events = new TestEvents<>();
    try (EngineFixture<String, Integer> fixture = fixture(events)) {
      CacheEngine<String, Integer> engine = fixture.engine();
      AtomicInteger values = new AtomicInteger();
      TestThreads.together(
          4,
          thread -> {
            ThreadLocalRandom random = ThreadLocalRandom.current();
            for (int i = 0; i < 4_000; i++) {
              String key = random.nextBoolean() ? "a" : "b";
              int value = values.incrementAndGet();
              switch (random.nextInt(8)) {
                case 0 -> engine.put(key, value);
                case 1 -> engine.getAndPut(key, value);
                case 2 -> engine.putIfAbsent(key, value);
                case 3 -> engine.replace(key, value);
                case 4 -> engine.remove(key);
                case 5 -> engine.putAll(Map.of("a", value, "b", values.incrementAndGet()));
                case 6 -> engine.removeAll(List.of("b", "a"));
                default ->
                    engine.process(
                        key,
                        entry -> {
                          entry.set(value);
                          return 0;
                        });
              }
            }
          });
      for (String key : List.of("a", "b")) {
        Integer there = null;
        for (CacheEvent<String, Integer> event : events.of(key)) {
          assertThat(event.oldValue()).isEqualTo(there);
          assertThat(event.kind() == Kind.CREATED).isEqualTo(there == null);
          there = event.kind() == Kind.REMOVED ? null : event.value();
        }
        assertThat(engine.get(key)).isEqualTo(there);
      }
      long stored = events.count(Kind.CREATED) + events.count(Kind.UPDATED);
      assertThat(
              events.all().stream()
                  .filter(e -> e.kind() == Kind.CREATED || e.kind() == Kind.UPDATED)
                  .map(CacheEvent::value)
                  .distinct())
          .hasSize((int) stored);
    }
  }

  @Test
  void listener_usesTheCache_doesNotDeadlock() throws Exception {
    List<CacheEvent<String, Integer>> told = new ArrayList<>();
    CacheEngine<String, Integer>[] engine = holder(1);
    try (EngineFixture<String, Integer> fixture =
        fixture(
            event -> {
              told.add(event);
              assertThat(engine[0].get(event.key())).isEqualTo(event.value());
              if (event.value() < 3) {
                engine[0].put(event.key(), event.value() + 1);
                engine[0].put("other", event.value() + 1);
              }
            })) {
      engine[0] = fixture.engine();
      TestThreads.run(() -> engine[0].put("key", 1)).result();
      assertThat(engine[0].get("key")).isEqualTo(3);
      assertThat(told.stream().filter(e -> e.key().equals("key")).map(CacheEvent::value))
          .containsExactly(1, 2, 3);
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static CacheEngine<String, Integer>[] holder(int size) {
    return (CacheEngine<String, Integer>[]) new CacheEngine[size];
  }

  /** The listener runs without the lock of the key: another thread can change it meanwhile. */
  @Test
  void listener_runsOutsideOfLocks() throws Exception {
    Gate gate = new Gate();
    TestEvents<String, Integer> events = new TestEvents<>();
    try (EngineFixture<String, Integer> fixture =
        fixture(
            event -> {
              if (event.value() == 1) {
                gate.pass();
              }
              events.accept(event);
            })) {
      CacheEngine<String, Integer> engine = fixture.engine();
      Running<?> first = TestThreads.run(() -> engine.put("key", 1));
      gate.awaitReached();
      Running<?> second = TestThreads.run(() -> engine.put("key", 2));
      while (!Integer.valueOf(2).equals(engine.get("key"))) {
        Thread.onSpinWait();
      }
      assertThat(events.all()).as("the second waits with its event").isEmpty();
      gate.open();
      first.result();
      second.result();
      assertThat(events.all()).extracting(CacheEvent::value).containsExactly(1, 2);
    }
  }

  @Test
  void listeners_changeEachOthersKeys_doNotDeadlock() throws Exception {
    CacheEngine<String, Integer>[] engine = holder(1);
    try (EngineFixture<String, Integer> fixture =
        fixture(
            event -> {
              if (event.value() >= 0) {
                engine[0].put(event.key().equals("a") ? "b" : "a", -1);
              }
            })) {
      engine[0] = fixture.engine();
      TestThreads.together(
          4,
          thread -> {
            for (int i = 0; i < 1_000; i++) {
              engine[0].put((thread & 1) == 0 ? "a" : "b", i);
            }
          });
    }
  }

  @Test
  void listenersOfTwoCaches_changeEachOther_doNotDeadlock() throws Exception {
    CacheEngine<String, Integer>[] engines = holder(2);
    Gate[] gates = {new Gate(), new Gate()};
    Background shared = new Background();
    try (EngineFixture<String, Integer> first = mirroring(shared, engines, gates, 0);
        EngineFixture<String, Integer> second = mirroring(shared, engines, gates, 1)) {
      engines[0] = first.engine();
      engines[1] = second.engine();
      Running<?> one = TestThreads.run(() -> engines[0].put("key", 1));
      Running<?> other = TestThreads.run(() -> engines[1].put("key", 1));
      gates[0].awaitReached();
      gates[1].awaitReached();
      gates[0].open();
      gates[1].open();
      one.result();
      other.result();
      assertThat(engines[0].get("key")).isEqualTo(-1);
      assertThat(engines[1].get("key")).isEqualTo(-1);
    }
  }

  private static EngineFixture<String, Integer> mirroring(
      Background shared, CacheEngine<String, Integer>[] engines, Gate[] gates, int own) {
    return EngineFixture.<String, Integer>near()
        .background(shared)
        .events(
            event -> {
              if (event.value() > 0) {
                gates[own].pass();
                engines[1 - own].put(event.key(), -1);
              }
            })
        .build();
  }

  /** A loader that changes the cache, and a listener that reads through it. */
  @Test
  void listenerReadsWhatALoaderLoads_thatChangesTheCache_doNotDeadlock() throws Exception {
    CacheEngine<String, Integer>[] engine = holder(1);
    Gate listening = new Gate();
    Gate loading = new Gate();
    TestLoader<String, Integer> loader = new TestLoader<>();
    loader
        .source("loaded", 7)
        .whileLoading(
            key -> {
              if (!loading.isReached()) {
                loading.pass();
                engine[0].put("key", 2);
              }
            });
    List<@Nullable Integer> read = new ArrayList<>();
    try (EngineFixture<String, Integer> fixture =
        EngineFixture.<String, Integer>near()
            .loader(loader)
            .events(
                event -> {
                  if (event.key().equals("key") && event.value() == 1) {
                    listening.pass();
                    read.add(engine[0].get("loaded"));
                  }
                })
            .build()) {
      engine[0] = fixture.engine();
      Running<?> put = TestThreads.run(() -> engine[0].put("key", 1));
      listening.awaitReached();
      Running<@Nullable Integer> load = TestThreads.start(() -> engine[0].get("loaded"));
      loading.awaitReached();
      loading.open();
      while (!Integer.valueOf(2).equals(engine[0].get("key"))) {
        Thread.onSpinWait();
      }
      listening.open();
      put.result();
      assertThat(load.result()).isEqualTo(7);
      assertThat(read).containsExactly(7);
    }
  }

  @Test
  void listenerFails_laterEventsComeAndTheKeyIsFree() throws Exception {
    TestEvents<String, Integer> events = new TestEvents<>();
    try (EngineFixture<String, Integer> fixture =
        fixture(
            event -> {
              events.accept(event);
              if (event.value() == 1) {
                throw new IllegalStateException("listener");
              }
            })) {
      CacheEngine<String, Integer> engine = fixture.engine();
      assertThatThrownBy(() -> engine.put("key", 1)).hasMessage("listener");
      assertThat(engine.get("key")).isEqualTo(1);
      TestThreads.run(() -> engine.put("key", 2)).result();
      assertThat(events.all()).extracting(CacheEvent::value).containsExactly(1, 2);
    }
  }

  @Test
  void listenerFailsOnPutAll_allAreToldAndAllKeysAreFree() throws Exception {
    for (Throwable failure :
        List.of(new IllegalStateException("listener"), new AssertionError("listener"))) {
      TestEvents<String, Integer> events = new TestEvents<>();
      try (EngineFixture<String, Integer> fixture =
          fixture(
              event -> {
                events.accept(event);
                if (event.value() == 1) {
                  // The same object each time: it can't suppress itself.
                  if (failure instanceof Error error) {
                    throw error;
                  }
                  throw (RuntimeException) failure;
                }
              })) {
        CacheEngine<String, Integer> engine = fixture.engine();
        Map<String, Integer> entries = new LinkedHashMap<>();
        entries.put("a", 1);
        entries.put("b", 2);
        entries.put("c", 1);
        assertThatThrownBy(() -> engine.putAll(entries)).isSameAs(failure);
        assertThat(events.all()).hasSize(3);
        for (String key : entries.keySet()) {
          TestThreads.run(() -> engine.put(key, 5)).result();
        }
        assertThat(events.all()).hasSize(6);
      }
    }
  }

  @Test
  void putAll_writerFailsHalfWay_storesWhatWasWritten() {
    TestWriter<String, Integer> writer = new TestWriter<>();
    writer.failing = "c";
    TestEvents<String, Integer> events = new TestEvents<>();
    IllegalStateException listenerFailure = new IllegalStateException("listener");
    try (EngineFixture<String, Integer> fixture =
        EngineFixture.<String, Integer>near()
            .writer(writer)
            .events(
                event -> {
                  events.accept(event);
                  if (event.key().equals("a")) {
                    throw listenerFailure;
                  }
                })
            .statistics()
            .build()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      Map<String, Integer> entries = new LinkedHashMap<>();
      for (String key : List.of("a", "b", "c", "d")) {
        entries.put(key, 1);
      }
      assertThatThrownBy(() -> engine.putAll(entries))
          .hasMessage("writer")
          .satisfies(e -> assertThat(e.getSuppressed()).containsExactly(listenerFailure));
      assertThat(writer.target).containsOnlyKeys("a", "b");
      assertThat(engine.getAll(entries.keySet())).containsOnlyKeys("a", "b");
      assertThat(events.all()).extracting(CacheEvent::key).containsExactly("a", "b");
      assertThat(fixture.counters().snapshot().puts()).isEqualTo(2);
    }
  }

  @Test
  void removeAll_writerFailsHalfWay_removesWhatWasDeleted() {
    TestWriter<String, Integer> writer = new TestWriter<>();
    try (EngineFixture<String, Integer> fixture =
        EngineFixture.<String, Integer>near().writer(writer).build()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      List<String> keys = List.of("a", "b", "c", "d");
      keys.forEach(key -> engine.put(key, 1));
      writer.failing = "c";
      assertThatThrownBy(() -> engine.removeAll(keys)).hasMessage("writer");
      assertThat(writer.target).containsOnlyKeys("c", "d");
      for (String key : keys) {
        assertThat(engine.containsKey(key)).isEqualTo(writer.target.containsKey(key));
      }
    }
  }

  @Test
  void writerFails_singleMutations_changeNothing() {
    TestWriter<String, Integer> writer = new TestWriter<>();
    TestEvents<String, Integer> events = new TestEvents<>();
    try (EngineFixture<String, Integer> fixture =
        EngineFixture.<String, Integer>near().writer(writer).events(events).build()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      engine.put("key", 1);
      writer.failing = "key";
      assertThatThrownBy(() -> engine.put("key", 2)).hasMessage("writer");
      assertThatThrownBy(() -> engine.getAndPut("key", 2)).hasMessage("writer");
      assertThatThrownBy(() -> engine.replace("key", 2)).hasMessage("writer");
      assertThatThrownBy(() -> engine.replace("key", 1, 2)).hasMessage("writer");
      assertThatThrownBy(() -> engine.remove("key")).hasMessage("writer");
      assertThatThrownBy(() -> engine.remove("key", 1)).hasMessage("writer");
      assertThatThrownBy(() -> engine.getAndRemove("key")).hasMessage("writer");
      // These do not come to the writer.
      assertThat(engine.putIfAbsent("key", 2)).isFalse();
      assertThat(engine.replace("key", 7, 2)).isFalse();
      assertThat(engine.remove("key", 7)).isFalse();
      assertThat(engine.get("key")).isEqualTo(1);
      assertThat(events.all()).hasSize(1);
    }
  }

  /** Writer and cache see the mutations of a key in one order. */
  @Test
  void writerAndCache_agreeInTheEnd() throws Exception {
    TestWriter<String, Integer> writer = new TestWriter<>();
    try (EngineFixture<String, Integer> fixture =
        EngineFixture.<String, Integer>near().writer(writer).build()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      for (int round = 0; round < 300; round++) {
        TestThreads.together(
            3,
            thread -> {
              switch (ThreadLocalRandom.current().nextInt(5)) {
                case 0 -> engine.putAll(Map.of("a", thread, "b", thread));
                case 1 -> engine.removeAll(List.of("b", "a"));
                case 2 -> engine.remove("a");
                case 3 -> engine.putIfAbsent("b", thread);
                default -> engine.put("a", thread);
              }
            });
        for (String key : List.of("a", "b")) {
          assertThat(engine.get(key)).isEqualTo(writer.target.get(key));
        }
      }
    }
  }

  /** Setting the sink that is there already must not lose the order of events on their way. */
  @Test
  void sameSinkAgain_keepsTheOrder() throws Exception {
    Gate gate = new Gate();
    TestEvents<String, Integer> events = new TestEvents<>();
    EventSink<String, Integer> sink =
        event -> {
          if (event.value() == 1) {
            gate.pass();
          }
          events.accept(event);
        };
    try (EngineFixture<String, Integer> fixture = fixture(sink)) {
      CacheEngine<String, Integer> engine = fixture.engine();
      Running<?> first = TestThreads.run(() -> engine.put("key", 1));
      gate.awaitReached();
      engine.sendEvents(sink);
      Running<?> second = TestThreads.run(() -> engine.put("key", 2));
      while (!second.isDone() && !second.isWaiting()) {
        Thread.onSpinWait();
      }
      gate.open();
      first.result();
      second.result();
      assertThat(events.all()).extracting(CacheEvent::value).containsExactly(1, 2);
    }
  }

  @Test
  void sink_comesAndGoes_whileOthersMutate() throws Exception {
    TestEvents<String, Integer> events = new TestEvents<>();
    try (EngineFixture<String, Integer> fixture = fixture(null)) {
      CacheEngine<String, Integer> engine = fixture.engine();
      TestThreads.together(
          3,
          thread -> {
            for (int i = 0; i < 2_000; i++) {
              if (thread == 0) {
                engine.sendEvents((i & 1) == 0 ? events : null);
              } else {
                engine.process(
                    "key",
                    entry -> {
                      Integer value = entry.value();
                      entry.set(value == null ? 1 : value + 1);
                      return 0;
                    });
              }
            }
          });
      assertThat(engine.get("key")).isEqualTo(4_000);
      assertThat(events.all().stream().map(CacheEvent::value)).doesNotHaveDuplicates();
    }
  }
}
