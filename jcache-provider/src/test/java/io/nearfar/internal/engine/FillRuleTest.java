package io.nearfar.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.config.EvictionPolicy;
import io.nearfar.testing.Gate;
import io.nearfar.testing.TestThreads;
import io.nearfar.testing.TestThreads.Running;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Invariant I6: what was loaded before an invalidation of its key is never visible after it, and
 * who asks after the invalidation does not join the older load. Covered: every way to load (get,
 * getAll, loadAll, process) against every way to invalidate (remove, put, replace, clear, removeAll
 * and so on), with the loader held after it has read its source.
 */
class FillRuleTest {
  private static final String KEY = "key";
  private static final int OLD = 1;
  private static final int NEW = 2;
  private static final int PUT = 3;

  /** A way to load. Returns what it says the value is. */
  enum Load {
    GET {
      @Override
      @Nullable Integer run(CacheEngine<String, Integer> engine) {
        return engine.get(KEY);
      }
    },
    GET_ALL {
      @Override
      @Nullable Integer run(CacheEngine<String, Integer> engine) {
        return engine.getAll(Set.of(KEY)).get(KEY);
      }
    },
    LOAD_ALL {
      @Override
      @Nullable Integer run(CacheEngine<String, Integer> engine) {
        engine.loadAll(List.of(KEY), /* replaceExisting= */ false);
        return OLD;
      }
    },
    LOAD_ALL_REPLACING {
      @Override
      @Nullable Integer run(CacheEngine<String, Integer> engine) {
        engine.loadAll(List.of(KEY), /* replaceExisting= */ true);
        return OLD;
      }
    },
    PROCESS {
      @Override
      @Nullable Integer run(CacheEngine<String, Integer> engine) {
        return engine.<@Nullable Integer>process(KEY, ProcessedEntry::value);
      }
    };

    abstract @Nullable Integer run(CacheEngine<String, Integer> engine);
  }

  /** A way to invalidate. */
  enum Invalidation {
    REMOVE(null) {
      @Override
      void run(CacheEngine<String, Integer> engine) {
        engine.remove(KEY);
      }
    },
    GET_AND_REMOVE(null) {
      @Override
      void run(CacheEngine<String, Integer> engine) {
        engine.getAndRemove(KEY);
      }
    },
    REMOVE_ALL_KEYS(null) {
      @Override
      void run(CacheEngine<String, Integer> engine) {
        engine.removeAll(List.of(KEY, "other"));
      }
    },
    REMOVE_ALL(null) {
      @Override
      void run(CacheEngine<String, Integer> engine) {
        engine.removeAll();
      }
    },
    CLEAR(null) {
      @Override
      void run(CacheEngine<String, Integer> engine) {
        engine.clear();
      }
    },
    PROCESS_REMOVE(null) {
      @Override
      void run(CacheEngine<String, Integer> engine) {
        engine.process(
            KEY,
            entry -> {
              entry.remove();
              return 0;
            });
      }
    },
    PUT_VALUE(PUT) {
      @Override
      void run(CacheEngine<String, Integer> engine) {
        engine.put(KEY, PUT);
      }
    },
    PUT_ALL(PUT) {
      @Override
      void run(CacheEngine<String, Integer> engine) {
        engine.putAll(Map.of(KEY, PUT));
      }
    },
    GET_AND_PUT(PUT) {
      @Override
      void run(CacheEngine<String, Integer> engine) {
        engine.getAndPut(KEY, PUT);
      }
    },
    PROCESS_SET(PUT) {
      @Override
      void run(CacheEngine<String, Integer> engine) {
        engine.process(
            KEY,
            entry -> {
              entry.set(PUT);
              return 0;
            });
      }
    },
    PUT_IF_ABSENT(PUT) {
      @Override
      void run(CacheEngine<String, Integer> engine) {
        engine.putIfAbsent(KEY, PUT);
      }
    },
    PUT_THEN_REMOVE(null) {
      @Override
      void run(CacheEngine<String, Integer> engine) {
        engine.put(KEY, PUT);
        engine.remove(KEY);
      }
    },
    PUT_THEN_REPLACE(PUT) {
      @Override
      void run(CacheEngine<String, Integer> engine) {
        engine.put(KEY, 0);
        engine.replace(KEY, PUT);
      }
    },
    PUT_THEN_REPLACE_EQUAL(PUT) {
      @Override
      void run(CacheEngine<String, Integer> engine) {
        engine.put(KEY, 0);
        engine.replace(KEY, 0, PUT);
      }
    };

    /** What the cache holds afterwards. */
    final @Nullable Integer left;

    Invalidation(@Nullable Integer left) {
      this.left = left;
    }

    abstract void run(CacheEngine<String, Integer> engine);
  }

  /** A way to invalidate an entry that is there; loads that replace may be under way. */
  enum PresentInvalidation {
    REMOVE(null) {
      @Override
      void run(CacheEngine<String, Integer> engine) {
        engine.remove(KEY);
      }
    },
    REMOVE_EQUAL(null) {
      @Override
      void run(CacheEngine<String, Integer> engine) {
        engine.remove(KEY, 0);
      }
    },
    GET_AND_REMOVE(null) {
      @Override
      void run(CacheEngine<String, Integer> engine) {
        engine.getAndRemove(KEY);
      }
    },
    ITERATOR_REMOVE(null) {
      @Override
      void run(CacheEngine<String, Integer> engine) {
        engine.remove(engine.iterator().next());
      }
    },
    REMOVE_ALL(null) {
      @Override
      void run(CacheEngine<String, Integer> engine) {
        engine.removeAll();
      }
    },
    CLEAR(null) {
      @Override
      void run(CacheEngine<String, Integer> engine) {
        engine.clear();
      }
    },
    PUT_VALUE(PUT) {
      @Override
      void run(CacheEngine<String, Integer> engine) {
        engine.put(KEY, PUT);
      }
    },
    REPLACE(PUT) {
      @Override
      void run(CacheEngine<String, Integer> engine) {
        engine.replace(KEY, PUT);
      }
    },
    REPLACE_EQUAL(PUT) {
      @Override
      void run(CacheEngine<String, Integer> engine) {
        engine.replace(KEY, 0, PUT);
      }
    },
    GET_AND_REPLACE(PUT) {
      @Override
      void run(CacheEngine<String, Integer> engine) {
        engine.getAndReplace(KEY, PUT);
      }
    },
    PROCESS(PUT) {
      @Override
      void run(CacheEngine<String, Integer> engine) {
        engine.process(
            KEY,
            entry -> {
              entry.value();
              entry.set(PUT);
              return 0;
            });
      }
    };

    final @Nullable Integer left;

    PresentInvalidation(@Nullable Integer left) {
      this.left = left;
    }

    abstract void run(CacheEngine<String, Integer> engine);
  }

  static Stream<Arguments> absent() {
    return Arrays.stream(Load.values())
        .flatMap(
            load ->
                Arrays.stream(Invalidation.values())
                    .flatMap(by -> Stream.of(false, true).map(g -> Arguments.of(load, by, g))));
  }

  private static EngineFixture.Builder<String, Integer> builder(
      Loader<String, Integer> loader, boolean listeners) {
    EngineFixture.Builder<String, Integer> builder =
        EngineFixture.<String, Integer>near().loader(loader);
    return listeners ? builder.events(new TestEvents<>()) : builder;
  }

  @ParameterizedTest
  @MethodSource("absent")
  void load_thenInvalidated_isNotVisibleAfterwards(Load load, Invalidation by, boolean listeners)
      throws Exception {
    Gate gate = new Gate();
    TestLoader<String, Integer> loader = new TestLoader<>();
    loader.source(KEY, OLD).whileLoading(key -> gate.pass());
    try (EngineFixture<String, Integer> fixture = builder(loader, listeners).build()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      Running<@Nullable Integer> loading = TestThreads.start(() -> load.run(engine));
      gate.awaitReached();
      loader.source(KEY, NEW);
      by.run(engine);
      gate.open();
      // A processor that has lost its race runs again, and then sees what is there.
      assertThat(loading.result()).isIn(OLD, load == Load.PROCESS ? PUT : OLD);

      assertThat(engine.containsKey(KEY)).isEqualTo(by.left != null);
      assertThat(engine.get(KEY)).isEqualTo(by.left == null ? NEW : by.left);
    }
  }

  @ParameterizedTest
  @EnumSource(PresentInvalidation.class)
  void replacingLoad_thenInvalidated_isNotVisibleAfterwards(PresentInvalidation by)
      throws Exception {
    Gate gate = new Gate();
    TestLoader<String, Integer> loader = new TestLoader<>();
    loader.source(KEY, OLD).whileLoading(key -> gate.pass());
    try (EngineFixture<String, Integer> fixture = builder(loader, false).build()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      engine.put(KEY, 0);
      Running<@Nullable Integer> loading =
          TestThreads.start(() -> Load.LOAD_ALL_REPLACING.run(engine));
      gate.awaitReached();
      loader.source(KEY, NEW);
      by.run(engine);
      gate.open();
      loading.result();

      assertThat(engine.containsKey(KEY)).isEqualTo(by.left != null);
      assertThat(engine.get(KEY)).isEqualTo(by.left == null ? NEW : by.left);
    }
  }

  @ParameterizedTest
  @EnumSource(Load.class)
  void load_supersededByAReplacingLoad_isNotVisibleAfterwards(Load load) throws Exception {
    Gate gate = new Gate();
    TestLoader<String, Integer> loader = new TestLoader<>();
    loader.source(KEY, OLD).whileLoading(key -> gate.pass());
    try (EngineFixture<String, Integer> fixture = builder(loader, false).build()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      Running<@Nullable Integer> loading = TestThreads.start(() -> load.run(engine));
      gate.awaitReached();
      loader.source(KEY, NEW).whileLoading(key -> {});
      engine.loadAll(List.of(KEY), /* replaceExisting= */ true);
      assertThat(engine.get(KEY)).isEqualTo(NEW);
      gate.open();
      loading.result();

      assertThat(engine.get(KEY)).isEqualTo(NEW);
    }
  }

  /** While the older load is still under way. */
  @ParameterizedTest
  @MethodSource("absent")
  void readAfterInvalidation_doesNotJoinTheOlderLoad(Load load, Invalidation by, boolean listeners)
      throws Exception {
    Gate gate = new Gate();
    TestLoader<String, Integer> loader = new TestLoader<>();
    loader.source(KEY, OLD).whileLoading(key -> gate.pass());
    try (EngineFixture<String, Integer> fixture = builder(loader, listeners).build()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      Running<@Nullable Integer> loading = TestThreads.start(() -> load.run(engine));
      gate.awaitReached();
      loader.source(KEY, NEW).whileLoading(key -> {});
      by.run(engine);

      int expected = by.left == null ? NEW : by.left;
      assertThat(TestThreads.start(() -> engine.get(KEY)).result()).isEqualTo(expected);
      assertThat(TestThreads.start(() -> engine.getAll(Set.of(KEY))).result())
          .isEqualTo(Map.of(KEY, expected));
      assertThat(
              TestThreads.start(() -> engine.<Integer>process(KEY, ProcessedEntry::value)).result())
          .isEqualTo(expected);
      gate.open();
      loading.result();
      assertThat(engine.get(KEY)).isEqualTo(expected);
    }
  }

  /**
   * The weigher runs after the guard was asked and before the entry is visible: there the load is
   * held. An absent key is only reported absent once such a load is visible, and removed.
   */
  @ParameterizedTest
  @EnumSource(EvictionPolicy.class)
  void remove_whileTheLoadIsBeingStored(EvictionPolicy policy) throws Exception {
    Gate gate = new Gate();
    TestLoader<String, Integer> loader = new TestLoader<>();
    loader.source(KEY, OLD);
    try (EngineFixture<String, Integer> fixture =
        EngineFixture.<String, Integer>near()
            .loader(loader)
            .maxWeight(
                policy,
                100,
                (key, value) -> {
                  if (value.equals(OLD)) {
                    gate.pass();
                  }
                  return 1;
                })
            .build()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      Running<@Nullable Integer> loading = TestThreads.start(() -> engine.get(KEY));
      gate.awaitReached();
      loader.source(KEY, NEW);
      Running<Boolean> removal = TestThreads.start(() -> engine.remove(KEY));
      Running<Boolean> other = TestThreads.start(() -> engine.remove(KEY));
      while (!settled(removal) || !settled(other)) {
        Thread.onSpinWait();
      }
      boolean early = removal.isDone() || other.isDone();
      gate.open();
      assertThat(loading.result()).isEqualTo(OLD);
      boolean first = removal.result();
      boolean second = other.result();
      assertThat(engine.get(KEY)).isEqualTo(NEW);
      assertThat(early).as("a removal ended before the load was visible").isFalse();
      assertThat(first ^ second).as("exactly one has removed the loaded entry").isTrue();
    }
  }

  private static boolean settled(Running<?> running) {
    return running.isDone() || running.isWaiting();
  }

  @Test
  void removeEqual_thatRemovesNothing_isNoInvalidation() throws Exception {
    Gate gate = new Gate();
    TestLoader<String, Integer> loader = new TestLoader<>();
    loader.source(KEY, OLD).whileLoading(key -> gate.pass());
    try (EngineFixture<String, Integer> fixture = builder(loader, false).build()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      Running<@Nullable Integer> loading = TestThreads.start(() -> engine.get(KEY));
      gate.awaitReached();
      assertThat(engine.remove(KEY, 7)).isFalse();
      assertThat(engine.replace(KEY, 7)).isFalse();
      gate.open();
      assertThat(loading.result()).isEqualTo(OLD);
      assertThat(engine.containsKey(KEY)).isTrue();
      assertThat(loader.loads(KEY)).isEqualTo(1);
    }
  }
}
