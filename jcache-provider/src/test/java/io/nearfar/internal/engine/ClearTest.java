package io.nearfar.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.internal.near.Ttl;
import io.nearfar.testing.TestThreads;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A clear comes before or after each mutation of a key, never in the middle: what a mutation said
 * it has found, and what is there in the end, fit together. Covered: clear against replace,
 * getAndReplace, getAndPut, putIfAbsent, process, put.
 */
class ClearTest {

  /** A mutation of the key 1, which has the value 1 unless it was cleared. */
  private enum Change {
    REPLACE {
      @Override
      boolean found(CacheEngine<Integer, Integer> engine) {
        return engine.replace(1, 2);
      }
    },
    REPLACE_EQUAL {
      @Override
      boolean found(CacheEngine<Integer, Integer> engine) {
        return engine.replace(1, 1, 2);
      }
    },
    GET_AND_REPLACE {
      @Override
      boolean found(CacheEngine<Integer, Integer> engine) {
        return engine.getAndReplace(1, 2) != null;
      }
    },
    GET_AND_PUT(true) {
      @Override
      boolean found(CacheEngine<Integer, Integer> engine) {
        return engine.getAndPut(1, 2) != null;
      }
    },
    PUT_IF_ABSENT(true) {
      @Override
      boolean found(CacheEngine<Integer, Integer> engine) {
        return !engine.putIfAbsent(1, 2);
      }
    },
    PROCESS(true) {
      @Override
      boolean found(CacheEngine<Integer, Integer> engine) {
        return engine.process(
            1,
            entry -> {
              boolean exists = entry.exists();
              entry.set(2);
              return exists;
            });
      }
    };

    /** Whether it stores something if it has found nothing. */
    final boolean creates;

    Change() {
      this(false);
    }

    Change(boolean creates) {
      this.creates = creates;
    }

    abstract boolean found(CacheEngine<Integer, Integer> engine);

    /** What must be there after the change and a clear. */
    @Nullable Integer left(boolean found) {
      return !found && creates ? 2 : null;
    }
  }

  /** The expiry rule is asked after the entry was found and before it is changed. */
  @ParameterizedTest
  @EnumSource(Change.class)
  void change_clearedAfterTheEntryWasFound(Change change) {
    AtomicReference<@Nullable Runnable> hook = new AtomicReference<>();
    ExpiryRule clearing =
        new ExpiryRule() {
          @Override
          public long creation() {
            return 1_000;
          }

          @Override
          public long update() {
            Runnable action = hook.getAndSet(null);
            if (action != null) {
              action.run();
            }
            return Ttl.KEEP;
          }

          @Override
          public long access() {
            return Ttl.KEEP;
          }

          @Override
          public boolean eternal() {
            return true;
          }
        };
    // Without a sweeper, which might remove the cleared entry before it is met.
    Background closed = new Background();
    closed.close();
    try (EngineFixture<Integer, Integer> fixture =
        EngineFixture.<Integer, Integer>near().expiry(clearing).background(closed).build()) {
      CacheEngine<Integer, Integer> engine = fixture.engine();
      engine.put(1, 1);
      hook.set(engine::clear);
      boolean found = change.found(engine);
      if (hook.get() == null) {
        assertThat(engine.get(1)).isEqualTo(change.left(found));
      } else {
        // It has changed nothing, and so the rule was not asked.
        assertThat(found).isTrue();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Change.class)
  void change_whileCleared(Change change) throws Exception {
    try (EngineFixture<Integer, Integer> fixture = EngineFixture.<Integer, Integer>near().build()) {
      CacheEngine<Integer, Integer> engine = fixture.engine();
      int rounds = 20_000;
      AtomicInteger arrived = new AtomicInteger();
      AtomicInteger wrong = new AtomicInteger();
      TestThreads.together(
          2,
          thread -> {
            for (int round = 0; round < rounds; round++) {
              if (thread == 0) {
                engine.put(1, 1);
              }
              meet(arrived);
              if (thread == 0) {
                engine.clear();
                meet(arrived);
              } else {
                boolean found = change.found(engine);
                meet(arrived);
                if (!Objects.equals(engine.get(1), change.left(found))) {
                  wrong.incrementAndGet();
                }
              }
              meet(arrived);
            }
          });
      assertThat(wrong).hasValue(0);
    }
  }

  /** A barrier for two that spins: sleepers would rarely meet. */
  private static void meet(AtomicInteger arrived) {
    int mine = arrived.incrementAndGet();
    int both = (mine + 1) & ~1;
    while (arrived.get() < both) {
      Thread.yield();
    }
  }

  @Test
  void blindPut_afterAClear_isKept() throws Exception {
    try (EngineFixture<Integer, Integer> fixture = EngineFixture.<Integer, Integer>near().build()) {
      CacheEngine<Integer, Integer> engine = fixture.engine();
      int rounds = 20_000;
      AtomicInteger arrived = new AtomicInteger();
      AtomicInteger wrong = new AtomicInteger();
      TestThreads.together(
          2,
          thread -> {
            for (int round = 0; round < rounds; round++) {
              meet(arrived);
              if (thread == 0) {
                engine.clear();
              }
              engine.put(1, round);
              meet(arrived);
              if (!Objects.equals(engine.get(1), round)) {
                wrong.incrementAndGet();
              }
              meet(arrived);
            }
          });
      assertThat(wrong).hasValue(0);
    }
  }

  @Test
  void clear_keepsNothing() {
    try (EngineFixture<Integer, Integer> fixture = EngineFixture.<Integer, Integer>near().build()) {
      CacheEngine<Integer, Integer> engine = fixture.engine();
      for (int i = 0; i < 1_000; i++) {
        engine.put(i, i);
      }
      engine.clear();
      assertThat(engine.iterator()).isExhausted();
      for (int i = 0; i < 1_000; i++) {
        assertThat(engine.get(i)).isNull();
        engine.put(i, -i);
        assertThat(engine.get(i)).isEqualTo(-i);
      }
    }
  }
}
