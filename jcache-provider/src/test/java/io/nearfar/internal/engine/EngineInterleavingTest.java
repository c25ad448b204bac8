package io.nearfar.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.config.EvictionPolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each operation is interrupted by others at each of the points at which it asks its key for its
 * hash, that is before each of its steps on the maps: as if another thread had come in between. The
 * results must be those of some order. Covered: all single-key operations, interrupted by put,
 * remove, clear and sequences of them; without key locks, which an interruption would pass.
 */
class EngineInterleavingTest {
  /** More than any operation has. */
  private static final int POINTS = 40;

  /** Without threads, so that nobody else takes dead entries away. */
  private static final Background NO_THREADS = noThreads();

  private static Background noThreads() {
    Background background = new Background();
    background.close();
    return background;
  }

  /** A key that lets something happen when its hash is asked for the n-th time. */
  private static final class InterruptingKey {
    private int countdown = -1;
    private @Nullable Runnable interruption;

    void interruptAt(int point, Runnable what) {
      countdown = point;
      interruption = what;
    }

    boolean interrupted() {
      return interruption == null;
    }

    @Override
    public int hashCode() {
      Runnable what = interruption;
      if (what != null && countdown-- == 0) {
        interruption = null;
        what.run();
      }
      return 1;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other;
    }
  }

  private enum Op {
    GET,
    CONTAINS,
    PUT_5,
    GET_AND_PUT_6,
    PUT_IF_ABSENT_7,
    REPLACE_8,
    REPLACE_1_BY_9,
    REPLACE_5_BY_9,
    GET_AND_REPLACE_8,
    REMOVE,
    REMOVE_1,
    GET_AND_REMOVE,
    INCREMENT,
    CLEAR;

    @Nullable Object run(CacheEngine<InterruptingKey, Integer> engine, InterruptingKey key) {
      return switch (this) {
        case GET -> engine.get(key);
        case CONTAINS -> engine.containsKey(key);
        case PUT_5 -> {
          engine.put(key, 5);
          yield null;
        }
        case GET_AND_PUT_6 -> engine.getAndPut(key, 6);
        case PUT_IF_ABSENT_7 -> engine.putIfAbsent(key, 7);
        case REPLACE_8 -> engine.replace(key, 8);
        case REPLACE_1_BY_9 -> engine.replace(key, 1, 9);
        case REPLACE_5_BY_9 -> engine.replace(key, 5, 9);
        case GET_AND_REPLACE_8 -> engine.getAndReplace(key, 8);
        case REMOVE -> engine.remove(key);
        case REMOVE_1 -> engine.remove(key, 1);
        case GET_AND_REMOVE -> engine.getAndRemove(key);
        case INCREMENT ->
            engine.<Integer>process(
                key,
                entry -> {
                  Integer value = entry.value();
                  int next = value == null ? 1 : value + 1;
                  entry.set(next);
                  return next;
                });
        case CLEAR -> {
          engine.clear();
          yield null;
        }
      };
    }

    @Nullable Object run(EngineOperations.Model model) {
      return switch (this) {
        case GET -> model.get(0);
        case CONTAINS -> model.containsKey(0);
        case PUT_5 -> {
          model.put(0, 5);
          yield null;
        }
        case GET_AND_PUT_6 -> model.getAndPut(0, 6);
        case PUT_IF_ABSENT_7 -> model.putIfAbsent(0, 7);
        case REPLACE_8 -> model.replace(0, 8);
        case REPLACE_1_BY_9 -> model.replaceEqual(0, 1, 9);
        case REPLACE_5_BY_9 -> model.replaceEqual(0, 5, 9);
        case GET_AND_REPLACE_8 -> model.getAndReplace(0, 8);
        case REMOVE -> model.remove(0);
        case REMOVE_1 -> model.removeEqual(0, 1);
        case GET_AND_REMOVE -> model.getAndRemove(0);
        case INCREMENT -> model.increment(0);
        case CLEAR -> {
          model.clear();
          yield null;
        }
      };
    }
  }

  /** What the operation returned, what those returned that interrupted it, and what is left. */
  private record Result(
      @Nullable Object returned, List<@Nullable Object> between, @Nullable Integer left) {}

  private static final List<List<Op>> INTERRUPTIONS =
      List.of(
          List.of(Op.CLEAR),
          List.of(Op.CLEAR, Op.GET),
          List.of(Op.CLEAR, Op.PUT_5),
          List.of(Op.CLEAR, Op.PUT_5, Op.REMOVE),
          List.of(Op.CLEAR, Op.PUT_5, Op.CLEAR, Op.GET_AND_PUT_6),
          List.of(Op.PUT_5),
          List.of(Op.PUT_5, Op.CLEAR),
          List.of(Op.REMOVE),
          List.of(Op.REMOVE, Op.PUT_5),
          List.of(Op.GET_AND_REMOVE, Op.CLEAR),
          List.of(Op.INCREMENT, Op.GET));

  static Stream<Arguments> cases() {
    return Arrays.stream(Op.values())
        .flatMap(op -> INTERRUPTIONS.stream().map(interruption -> Arguments.of(op, interruption)));
  }

  @ParameterizedTest(name = "{0} interrupted by {1}")
  @MethodSource("cases")
  void operation_interrupted(Op op, List<Op> interruption) {
    for (EvictionPolicy policy : new EvictionPolicy[] {null, EvictionPolicy.LRU}) {
      for (Integer before : new Integer[] {null, 1}) {
        Set<Result> possible = possible(op, interruption, before);
        boolean interrupted = true;
        for (int point = 0; point < POINTS && interrupted; point++) {
          InterruptingKey key = new InterruptingKey();
          Result result = run(policy, op, interruption, before, key, point);
          interrupted = result != null;
          if (interrupted) {
            assertThat(possible)
                .as("interrupted at point %s, before: %s, map: %s", point, before, policy)
                .contains(result);
          }
        }
        assertThat(interrupted).as("all points were tried").isFalse();
      }
    }
  }

  /** Null if the operation has ended before it came to this point. */
  private static @Nullable Result run(
      @Nullable EvictionPolicy policy,
      Op op,
      List<Op> interruption,
      @Nullable Integer before,
      InterruptingKey key,
      int point) {
    EngineFixture.Builder<InterruptingKey, Integer> builder =
        EngineFixture.<InterruptingKey, Integer>near().background(NO_THREADS);
    if (policy != null) {
      builder.maxEntries(policy, 100);
    }
    try (EngineFixture<InterruptingKey, Integer> fixture = builder.build()) {
      CacheEngine<InterruptingKey, Integer> engine = fixture.engine();
      if (before != null) {
        engine.put(key, before);
      }
      List<@Nullable Object> between = new ArrayList<>();
      key.interruptAt(
          point, () -> interruption.forEach(each -> between.add(each.run(engine, key))));
      Object returned = op.run(engine, key);
      return key.interrupted() ? new Result(returned, between, engine.get(key)) : null;
    }
  }

  /** The results of all orders in which the operation comes before, between or after the others. */
  private static Set<Result> possible(Op op, List<Op> interruption, @Nullable Integer before) {
    Set<Result> results = new LinkedHashSet<>();
    for (int place = 0; place <= interruption.size(); place++) {
      EngineOperations.Model model = new EngineOperations.Model();
      if (before != null) {
        model.put(0, before);
      }
      List<@Nullable Object> between = new ArrayList<>();
      for (Op each : interruption.subList(0, place)) {
        between.add(each.run(model));
      }
      Object returned = op.run(model);
      for (Op each : interruption.subList(place, interruption.size())) {
        between.add(each.run(model));
      }
      results.add(new Result(returned, between, model.get(0)));
    }
    return results;
  }
}
