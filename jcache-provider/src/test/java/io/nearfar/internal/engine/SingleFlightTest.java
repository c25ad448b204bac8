package io.nearfar.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearfar.spi.Copier;
import io.nearfar.testing.Gate;
import io.nearfar.testing.TestThreads;
import io.nearfar.testing.TestThreads.Running;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * One load per key at a time. Covered: get, getAll, loadAll and process that want the same key,
 * failures, loaders that use the cache.
 */
class SingleFlightTest {
  private static final int THREADS = 4;

  private final TestLoader<String, Integer> loader = new TestLoader<>();

  private EngineFixture<String, Integer> fixture() {
    return EngineFixture.<String, Integer>near().loader(loader).build();
  }

  private static void awaitWaiting(List<? extends Running<?>> all) {
    for (Running<?> one : all) {
      while (!one.isWaiting() && !one.isDone()) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void get_manyThreads_loadOnce() throws Exception {
    Gate gate = new Gate();
    loader.source("key", 1).whileLoading(key -> gate.pass());
    try (EngineFixture<String, Integer> fixture = fixture()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      List<Running<@Nullable Integer>> reads = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        reads.add(TestThreads.start(() -> engine.get("key")));
        reads.add(TestThreads.start(() -> engine.getAll(Set.of("key")).get("key")));
        reads.add(
            TestThreads.start(
                () -> engine.<@Nullable Integer>process("key", ProcessedEntry::value)));
      }
      awaitWaiting(reads);
      gate.open();
      for (Running<@Nullable Integer> read : reads) {
        assertThat(read.result()).isEqualTo(1);
      }
      assertThat(loader.loads("key")).isEqualTo(1);
      assertThat(engine.get("key")).isEqualTo(1);
    }
  }

  @Test
  void get_nothingInTheSource_isNotRemembered() {
    try (EngineFixture<String, Integer> fixture = fixture()) {
      assertThat(fixture.engine().get("key")).isNull();
      assertThat(fixture.engine().get("key")).isNull();
      assertThat(loader.loads("key")).isEqualTo(2);
    }
  }

  @Test
  void get_failure_reachesAllWhoWaitAndIsNotRemembered() throws Exception {
    Gate gate = new Gate();
    IllegalStateException failure = new IllegalStateException("source");
    loader
        .source("key", 1)
        .whileLoading(
            key -> {
              gate.pass();
              throw failure;
            });
    try (EngineFixture<String, Integer> fixture = fixture()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      Running<@Nullable Integer> first = TestThreads.start(() -> engine.get("key"));
      gate.awaitReached();
      List<Running<?>> waiting = waiters(engine);
      awaitWaiting(waiting);
      gate.open();
      assertThatThrownBy(first::result).hasCause(failure);
      for (Running<?> one : waiting) {
        assertThatThrownBy(one::result).hasCause(failure);
      }
      loader.whileLoading(key -> {});
      assertThat(engine.get("key")).isEqualTo(1);
    }
  }

  private static List<Running<?>> waiters(CacheEngine<String, Integer> engine) {
    return List.of(
        TestThreads.start(() -> engine.get("key")),
        TestThreads.start(() -> engine.getAll(Set.of("key"))),
        TestThreads.start(() -> engine.<@Nullable Integer>process("key", ProcessedEntry::value)));
  }

  /** A load made for a processor is a load like others. */
  @Test
  void process_loaderFails_reachesAllWhoWait() throws Exception {
    Gate gate = new Gate();
    IllegalStateException failure = new IllegalStateException("source");
    loader.whileLoading(
        key -> {
          gate.pass();
          throw failure;
        });
    try (EngineFixture<String, Integer> fixture = fixture()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      Running<@Nullable Integer> first =
          TestThreads.start(() -> engine.<@Nullable Integer>process("key", ProcessedEntry::value));
      gate.awaitReached();
      Running<@Nullable Integer> waiting = TestThreads.start(() -> engine.get("key"));
      awaitWaiting(List.of(waiting));
      gate.open();
      assertThatThrownBy(first::result).hasCause(failure);
      assertThatThrownBy(waiting::result).hasCause(failure);
    }
  }

  @Test
  void getAll_failure_reachesAllWhoWait() throws Exception {
    Gate gate = new Gate();
    IllegalStateException failure = new IllegalStateException("source");
    loader.whileLoading(
        key -> {
          gate.pass();
          throw failure;
        });
    try (EngineFixture<String, Integer> fixture = fixture()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      Running<?> first = TestThreads.start(() -> engine.getAll(keys("other", "key")));
      gate.awaitReached();
      List<Running<?>> waiting = waiters(engine);
      awaitWaiting(waiting);
      gate.open();
      assertThatThrownBy(first::result).hasCause(failure);
      for (Running<?> one : waiting) {
        assertThatThrownBy(one::result).hasCause(failure);
      }
      loader.source("key", 1).whileLoading(key -> {});
      assertThat(engine.getAll(keys("other", "key"))).isEqualTo(Map.of("key", 1));
    }
  }

  private static Set<String> keys(String... keys) {
    return new LinkedHashSet<>(List.of(keys));
  }

  @Test
  void loaderAsksForTheSameKey_fails() throws Exception {
    try (EngineFixture<String, Integer> fixture = fixture()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      loader.source("key", 1).whileLoading(engine::get);
      assertThatThrownBy(TestThreads.start(() -> engine.get("key"))::result)
          .cause()
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("NEARFAR-0301: Cache 'fixture'");
      assertThatThrownBy(TestThreads.start(() -> engine.getAll(keys("a", "key")))::result)
          .cause()
          .hasMessageStartingWith("NEARFAR-0301");
      assertThatThrownBy(
              TestThreads.start(
                      () -> engine.<@Nullable Integer>process("key", ProcessedEntry::value))
                  ::result)
          .cause()
          .hasMessageStartingWith("NEARFAR-0301");
      loader.whileLoading(key -> {});
      assertThat(TestThreads.start(() -> engine.get("key")).result()).isEqualTo(1);
    }
  }

  @Test
  void loaderAsksForOtherKeys() {
    try (EngineFixture<String, Integer> fixture = fixture()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      loader.source("a", 1).source("b", 2);
      loader.whileLoading(
          key -> {
            if (key.equals("a")) {
              assertThat(engine.get("b")).isEqualTo(2);
            }
          });
      assertThat(engine.get("a")).isEqualTo(1);
    }
  }

  /** Each of two loads needs what the other one loads: neither waits for ever. */
  @Test
  void loadersOfTwoThreads_needEachOther_doNotDeadlock() throws Exception {
    Gate a = new Gate();
    Gate b = new Gate();
    try (EngineFixture<String, Integer> fixture = fixture()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      loader.source("a1", 1).source("a2", 2).source("b1", 3).source("b2", 4);
      // Each batch is one load: a2 needs b1, b2 needs a1.
      loader.whileLoading(
          key -> {
            if (key.equals("a2")) {
              a.pass();
              assertThat(engine.get("b1")).isEqualTo(3);
            }
            if (key.equals("b2")) {
              b.pass();
              assertThat(engine.get("a1")).isEqualTo(1);
            }
          });
      Running<Map<String, Integer>> first =
          TestThreads.start(() -> engine.getAll(keys("a1", "a2")));
      Running<Map<String, Integer>> second =
          TestThreads.start(() -> engine.getAll(keys("b1", "b2")));
      a.awaitReached();
      b.awaitReached();
      a.open();
      b.open();
      assertThat(first.result()).isEqualTo(Map.of("a1", 1, "a2", 2));
      assertThat(second.result()).isEqualTo(Map.of("b1", 3, "b2", 4));
    }
  }

  @Test
  void loadersOfTwoCaches_needEachOther_doNotDeadlock() throws Exception {
    TestLoader<String, Integer> otherLoader = new TestLoader<>();
    try (EngineFixture<String, Integer> one = fixture();
        EngineFixture<String, Integer> other =
            EngineFixture.<String, Integer>near()
                .loader(otherLoader)
                .background(one.background())
                .build()) {
      Gate a = new Gate();
      Gate b = new Gate();
      loader
          .source("a1", 1)
          .source("a2", 2)
          .whileLoading(
              key -> {
                if (key.equals("a2")) {
                  a.pass();
                  other.engine().get("b1");
                }
              });
      otherLoader
          .source("b1", 3)
          .source("b2", 4)
          .whileLoading(
              key -> {
                if (key.equals("b2")) {
                  b.pass();
                  one.engine().get("a1");
                }
              });
      Running<?> first = TestThreads.start(() -> one.engine().getAll(keys("a1", "a2")));
      Running<?> second = TestThreads.start(() -> other.engine().getAll(keys("b1", "b2")));
      a.awaitReached();
      b.awaitReached();
      a.open();
      b.open();
      assertThat(first.result()).isEqualTo(Map.of("a1", 1, "a2", 2));
      assertThat(second.result()).isEqualTo(Map.of("b1", 3, "b2", 4));
    }
  }

  @Test
  void getAll_overlappingKeys_loadEachOnce() throws Exception {
    for (int round = 0; round < 300; round++) {
      TestLoader<Integer, Integer> source = new TestLoader<>();
      for (int key = 0; key < 20; key++) {
        source.source(key, key);
      }
      source.whileLoading(key -> Thread.yield());
      try (EngineFixture<Integer, Integer> fixture =
          EngineFixture.<Integer, Integer>near().loader(source).build()) {
        TestThreads.together(
            THREADS,
            thread -> {
              Set<Integer> keys = new LinkedHashSet<>();
              for (int i = 0; i < 15; i++) {
                // Two go up, two go down.
                keys.add((thread & 1) == 0 ? thread + i : thread + 14 - i);
              }
              Map<Integer, Integer> found = fixture.engine().getAll(keys);
              assertThat(found).hasSize(15);
              found.forEach((key, value) -> assertThat(value).isEqualTo(key));
            });
        for (int key = 0; key < 18; key++) {
          assertThat(source.loads(key)).as("loads of %s", key).isEqualTo(1);
        }
      }
    }
  }

  /** Between the miss and the load another thread's load has ended. */
  @Test
  void getAll_valueHasArrivedMeanwhile_isNotLoadedAgain() {
    AtomicReference<@Nullable Runnable> hook = new AtomicReference<>();
    try (EngineFixture<Hooked, Integer> fixture =
        EngineFixture.<Hooked, Integer>near()
            .loader(
                new Loader<>() {
                  @Override
                  public Integer load(Hooked key) {
                    return 1;
                  }

                  @Override
                  public Map<Hooked, Integer> loadAll(Iterable<? extends Hooked> keys) {
                    Map<Hooked, Integer> result = new LinkedHashMap<>();
                    keys.forEach(key -> result.put(key, 2));
                    return result;
                  }
                })
            .build()) {
      CacheEngine<Hooked, Integer> engine = fixture.engine();
      Hooked first = new Hooked("first", () -> {});
      Hooked second =
          new Hooked(
              "second",
              () -> {
                Runnable action = hook.getAndSet(null);
                if (action != null) {
                  action.run();
                }
              });
      Set<Hooked> keys = new LinkedHashSet<>(List.of(first, second));
      // The hash of the second key is asked after the first one was looked up and missed.
      hook.set(() -> engine.get(first));
      assertThat(engine.getAll(keys)).isEqualTo(Map.of(first, 1, second, 2));
      assertThat(engine.get(first)).isEqualTo(1);
    }
  }

  /** A key that does something when its hash is asked. */
  private record Hooked(String name, Runnable hook) {
    @Override
    public int hashCode() {
      hook.run();
      return name.hashCode();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Hooked hooked && hooked.name.equals(name);
    }
  }

  @Test
  void getAll_loaderRemovesFromTheKeys_nobodyHangs() throws Exception {
    Loader<String, Integer> greedy =
        new Loader<>() {
          @Override
          public Integer load(String key) {
            return 1;
          }

          @Override
          public Map<String, Integer> loadAll(Iterable<? extends String> keys) {
            var each = keys.iterator();
            while (each.hasNext()) {
              each.next();
              each.remove();
            }
            return Map.of();
          }
        };
    try (EngineFixture<String, Integer> fixture =
        EngineFixture.<String, Integer>near().loader(greedy).build()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      assertThatThrownBy(() -> engine.getAll(keys("a", "b")))
          .isInstanceOf(UnsupportedOperationException.class);
      assertThat(TestThreads.start(() -> engine.get("a")).result()).isEqualTo(1);
    }
  }

  /** What was stored before the failure is announced, or its key would be blocked for ever. */
  @Test
  void loadAll_copyFails_nobodyHangs() throws Exception {
    loader.source("a", 1).source("bad", -1).source("c", 3);
    AtomicInteger closed = new AtomicInteger();
    Copier picky =
        new Copier() {
          @Override
          public boolean shares(Object object) {
            return true;
          }

          @Override
          public <T> T copy(T object) {
            if (object.equals(-1)) {
              throw new IllegalArgumentException("copy");
            }
            return object;
          }

          @Override
          public void close() {
            closed.incrementAndGet();
          }
        };
    TestEvents<String, Integer> events = new TestEvents<>();
    try (EngineFixture<String, Integer> fixture =
        EngineFixture.<String, Integer>near().loader(loader).copier(picky).events(events).build()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      assertThatThrownBy(() -> engine.getAll(keys("a", "bad", "c"))).hasMessage("copy");
      assertThat(events.of("a")).hasSize(1);
      TestThreads.run(() -> engine.put("a", 2)).result();
      assertThat(events.of("a")).hasSize(2);
      assertThat(TestThreads.start(() -> engine.get("c")).result()).isEqualTo(3);
      assertThatThrownBy(() -> engine.get("bad")).hasMessage("copy");
    }
    // Copiers belong to the manager, which closes them after its caches.
    assertThat(closed).hasValue(0);
  }
}
