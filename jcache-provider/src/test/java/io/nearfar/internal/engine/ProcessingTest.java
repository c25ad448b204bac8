package io.nearfar.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearfar.spi.Copier;
import io.nearfar.testing.Gate;
import io.nearfar.testing.TestThreads;
import io.nearfar.testing.TestThreads.Running;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processors: atomic, run again only after a conflict, never in each other's way for ever. */
class ProcessingTest {

  private static int increment(CacheEngine<String, Integer> engine, String key) {
    return engine.process(
        key,
        entry -> {
          Integer value = entry.value();
          int next = value == null ? 1 : value + 1;
          entry.set(next);
          return next;
        });
  }

  private static EngineFixture.Builder<String, Integer> builder(String kind) {
    EngineFixture.Builder<String, Integer> builder = EngineFixture.near();
    return switch (kind) {
      case "plain" -> builder;
      case "listeners" -> builder.events(new TestEvents<>());
      case "writer" -> builder.writer(new TestWriter<>());
      case "both" -> builder.writer(new TestWriter<>()).events(new TestEvents<>());
      case "loader" -> builder.loader(new TestLoader<>());
      default -> throw new IllegalArgumentException(kind);
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "listeners", "writer", "both", "loader"})
  void increment_manyThreads_isExact(String kind) throws Exception {
    int threads = 4;
    int rounds = 3_000;
    try (EngineFixture<String, Integer> fixture = builder(kind).build()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      boolean[] returned = new boolean[threads * rounds + 1];
      TestThreads.together(
          threads,
          thread -> {
            for (int i = 0; i < rounds; i++) {
              int value = increment(engine, "key");
              synchronized (returned) {
                assertThat(returned[value]).isFalse();
                returned[value] = true;
              }
            }
          });
      assertThat(engine.get("key")).isEqualTo(threads * rounds);
    }
  }

  @Test
  void increment_alone_runsOnce() {
    AtomicInteger runs = new AtomicInteger();
    try (EngineFixture<String, Integer> fixture = builder("plain").build()) {
      for (int i = 0; i < 100; i++) {
        fixture
            .engine()
            .process(
                "key",
                entry -> {
                  entry.set(runs.incrementAndGet());
                  return 0;
                });
      }
      assertThat(runs).hasValue(100);
    }
  }

  @Test
  void process_entryChangedMeanwhile_runsAgain() {
    AtomicInteger runs = new AtomicInteger();
    try (EngineFixture<String, Integer> fixture = builder("plain").build()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      engine.put("key", 1);
      Integer result =
          engine.process(
              "key",
              entry -> {
                Integer seen = entry.value();
                if (runs.incrementAndGet() == 1) {
                  engine.put("key", 10);
                }
                entry.set(seen + 1);
                return seen + 1;
              });
      assertThat(result).isEqualTo(11);
      assertThat(engine.get("key")).isEqualTo(11);
      assertThat(runs).hasValue(2);
    }
  }

  @Test
  void process_otherKeyChangedMeanwhile_runsOnce() {
    AtomicInteger runs = new AtomicInteger();
    try (EngineFixture<String, Integer> fixture = builder("plain").build()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      engine.process(
          "key",
          entry -> {
            runs.incrementAndGet();
            engine.put("other", 1);
            entry.set(1);
            return 0;
          });
      assertThat(runs).hasValue(1);
    }
  }

  @Test
  void process_readOnly_doesNotRunAgain() {
    AtomicInteger runs = new AtomicInteger();
    try (EngineFixture<String, Integer> fixture = builder("plain").build()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      engine.put("key", 1);
      assertThat(
              engine.<@Nullable Integer>process(
                  "key",
                  entry -> {
                    runs.incrementAndGet();
                    engine.put("key", 2);
                    return entry.value();
                  }))
          .isEqualTo(1);
      assertThat(runs).hasValue(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "listeners", "writer", "both", "loader"})
  void nested_twoThreadsOnEachOthersKeys_doNotDeadlock(String kind) throws Exception {
    int rounds = 200;
    try (EngineFixture<String, Integer> fixture = builder(kind).build()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      AtomicInteger runs = new AtomicInteger();
      TestThreads.together(
          2,
          thread -> {
            String mine = "key" + thread;
            String other = "key" + (1 - thread);
            for (int i = 0; i < rounds; i++) {
              engine.process(
                  mine,
                  entry -> {
                    runs.incrementAndGet();
                    Integer value = entry.value();
                    increment(engine, other);
                    entry.set(value == null ? 1 : value + 1);
                    return 0;
                  });
            }
          });
      // Each run has counted the other key, and each process that ended its own.
      int sum = engine.get("key0") + engine.get("key1");
      assertThat(sum).isEqualTo(2 * rounds + runs.get());
    }
  }

  /** Each has loaded its own key and then wants the other's. */
  @Test
  void nested_bothHaveLoaded_doNotDeadlock() throws Exception {
    TestLoader<String, Integer> loader = new TestLoader<>();
    loader.source("a", 1).source("b", 2);
    try (EngineFixture<String, Integer> fixture =
        EngineFixture.<String, Integer>near().loader(loader).build()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      Gate a = new Gate();
      Gate b = new Gate();
      Running<Integer> first = TestThreads.start(() -> sum(engine, "a", a, "b"));
      Running<Integer> second = TestThreads.start(() -> sum(engine, "b", b, "a"));
      a.awaitReached();
      b.awaitReached();
      a.open();
      b.open();
      assertThat(first.result()).isEqualTo(3);
      assertThat(second.result()).isEqualTo(3);
    }
  }

  private static int sum(
      CacheEngine<String, Integer> engine, String mine, Gate gate, String other) {
    return engine.process(
        mine,
        entry -> {
          int value = entry.value();
          gate.pass();
          return value + engine.get(other);
        });
  }

  /** Who waits for the load does not wait for the processor. */
  @Test
  void load_isThereForOthersBeforeTheProcessorEnds() throws Exception {
    TestLoader<String, Integer> loader = new TestLoader<>();
    loader.source("key", 1);
    Gate gate = new Gate();
    try (EngineFixture<String, Integer> fixture =
        EngineFixture.<String, Integer>near().loader(loader).build()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      Running<Integer> running =
          TestThreads.start(
              () ->
                  engine.<Integer>process(
                      "key",
                      entry -> {
                        Integer value = entry.value();
                        gate.pass();
                        entry.set(value + 1);
                        return value;
                      }));
      gate.awaitReached();
      assertThat(TestThreads.start(() -> engine.get("key")).result()).isEqualTo(1);
      gate.open();
      assertThat(running.result()).isEqualTo(1);
      assertThat(engine.get("key")).isEqualTo(2);
      assertThat(loader.loads("key")).isEqualTo(1);
    }
  }

  @Test
  void value_nothingInTheSource_mayBeAskedAgain() {
    TestLoader<String, Integer> loader = new TestLoader<>();
    try (EngineFixture<String, Integer> fixture =
        EngineFixture.<String, Integer>near().loader(loader).build()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      assertThat(
              engine.<@Nullable Integer>process(
                  "key",
                  entry -> {
                    assertThat(entry.value()).isNull();
                    assertThat(entry.exists()).isFalse();
                    return entry.value();
                  }))
          .isNull();
      assertThat(loader.loads("key")).isEqualTo(1);
      assertThat(increment(engine, "key")).isEqualTo(1);
      assertThat(engine.get("key")).isEqualTo(1);
    }
  }

  @Test
  void value_afterRemove_loadsNothing() {
    TestLoader<String, Integer> loader = new TestLoader<>();
    loader.source("key", 1);
    try (EngineFixture<String, Integer> fixture =
        EngineFixture.<String, Integer>near().loader(loader).build()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      assertThat(
              engine.<@Nullable Integer>process(
                  "key",
                  entry -> {
                    assertThat(entry.value()).isEqualTo(1);
                    entry.remove();
                    return entry.value();
                  }))
          .isNull();
      assertThat(
              engine.<@Nullable Integer>process(
                  "key",
                  entry -> {
                    entry.set(2);
                    entry.remove();
                    return entry.value();
                  }))
          .isNull();
      assertThat(engine.containsKey("key")).isFalse();
      assertThat(loader.loads("key")).isEqualTo(1);
    }
  }

  /** The processor has loaded the key, and asks the cache for it instead of its entry. */
  @Test
  void get_sameKeyAfterLoading_findsWhatWasLoaded() throws Exception {
    TestLoader<String, Integer> loader = new TestLoader<>();
    loader.source("key", 1);
    try (EngineFixture<String, Integer> fixture =
        EngineFixture.<String, Integer>near().loader(loader).build()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      assertThat(
              engine.<@Nullable Integer>process(
                  "key",
                  entry -> {
                    entry.value();
                    return engine.get("key");
                  }))
          .isEqualTo(1);
    }
  }

  @Test
  void loadedValue_changedInPlaceOnly_isStoredAsLoaded() {
    TestLoader<String, List<Integer>> loader = new TestLoader<>();
    loader.source("key", List.of(1));
    Copier lists =
        new Copier() {
          @Override
          public boolean shares(Object object) {
            return object instanceof String;
          }

          @Override
          @SuppressWarnings("unchecked")
          public <T> T copy(T object) {
            return object instanceof List<?> list ? (T) new ArrayList<>(list) : object;
          }

          @Override
          public void close() {}
        };
    Loader<String, List<Integer>> mutable =
        new Loader<>() {
          @Override
          public @Nullable List<Integer> load(String key) {
            List<Integer> loaded = loader.load(key);
            return loaded == null ? null : new ArrayList<>(loaded);
          }

          @Override
          public Map<String, List<Integer>> loadAll(Iterable<? extends String> keys) {
            throw new UnsupportedOperationException();
          }
        };
    try (EngineFixture<String, List<Integer>> fixture =
        EngineFixture.<String, List<Integer>>near().loader(mutable).copier(lists).build()) {
      CacheEngine<String, List<Integer>> engine = fixture.engine();
      engine.process("key", entry -> entry.value().add(2));
      assertThat(engine.get("key")).containsExactly(1);
      engine.process("key", entry -> entry.value().add(3));
      assertThat(engine.get("key")).containsExactly(1);
      assertThat(loader.loads("key")).isEqualTo(1);
    }
  }

  @Test
  void process_fails_changesNothing() {
    try (EngineFixture<String, Integer> fixture = builder("both").build()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      engine.put("key", 1);
      assertThatThrownBy(
              () ->
                  engine.process(
                      "key",
                      entry -> {
                        entry.set(2);
                        throw new IllegalStateException("processor");
                      }))
          .hasMessage("processor");
      assertThat(engine.get("key")).isEqualTo(1);
    }
  }

  @Test
  void process_failsAfterLoading_nobodyHangs() throws Exception {
    TestLoader<String, Integer> loader = new TestLoader<>();
    loader.source("key", 1);
    try (EngineFixture<String, Integer> fixture =
        EngineFixture.<String, Integer>near().loader(loader).build()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      assertThatThrownBy(
              () ->
                  engine.process(
                      "key",
                      entry -> {
                        entry.value();
                        throw new IllegalStateException("processor");
                      }))
          .hasMessage("processor");
      assertThat(engine.containsKey("key")).isFalse();
      assertThat(TestThreads.start(() -> engine.get("key")).result()).isEqualTo(1);
    }
  }

  @Test
  void process_writerFails_changesNothing() {
    TestWriter<String, Integer> writer = new TestWriter<>();
    TestEvents<String, Integer> events = new TestEvents<>();
    try (EngineFixture<String, Integer> fixture =
        EngineFixture.<String, Integer>near().writer(writer).events(events).build()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      engine.put("key", 1);
      writer.failing = "key";
      assertThatThrownBy(() -> increment(engine, "key")).hasMessage("writer");
      assertThat(engine.get("key")).isEqualTo(1);
      assertThat(events.all()).hasSize(1);
    }
  }

  /** Source, cache and the last event agree, whoever was last. */
  @Test
  void process_writerAndListeners_agreeInTheEnd() throws Exception {
    TestWriter<String, Integer> writer = new TestWriter<>();
    TestEvents<String, Integer> events = new TestEvents<>();
    try (EngineFixture<String, Integer> fixture =
        EngineFixture.<String, Integer>near().writer(writer).events(events).build()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      TestThreads.together(
          4,
          thread -> {
            for (int i = 0; i < 500; i++) {
              increment(engine, "key");
            }
          });
      assertThat(engine.get("key")).isEqualTo(2_000);
      assertThat(writer.target).containsEntry("key", 2_000);
      List<CacheEvent<String, Integer>> all = events.all();
      assertThat(all).hasSize(2_000);
      for (int i = 0; i < all.size(); i++) {
        assertThat(all.get(i).value()).isEqualTo(i + 1);
      }
    }
  }
}
