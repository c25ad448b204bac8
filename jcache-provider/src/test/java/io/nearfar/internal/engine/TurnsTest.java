package io.nearfar.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.testing.Gate;
import io.nearfar.testing.TestThreads;
import io.nearfar.testing.TestThreads.Running;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who waits for a turn, and who is told that waiting is of no use. */
class TurnsTest {
  private static final long A_DAY = Duration.ofDays(1).toMillis();

  private final Turns<Integer> patient = new Turns<>(A_DAY);

  /** A thread that takes one turn, and at its gate wants another one. */
  private static final class Wanting {
    private final Gate gate = new Gate();
    private final AtomicReference<@Nullable ReentrantLock> mine = new AtomicReference<>();
    private final Running<Boolean> thread;

    Wanting(Turns<Integer> first, int one, Turns<Integer> second, int other) {
      thread =
          TestThreads.start(
              () -> {
                ReentrantLock turn = Objects.requireNonNull(first.take(one));
                mine.set(turn);
                try {
                  gate.pass();
                  ReentrantLock theirs = second.take(other);
                  if (theirs != null) {
                    theirs.unlock();
                  }
                  return theirs != null;
                } finally {
                  turn.unlock();
                }
              });
      gate.awaitReached();
    }

    void goOn() {
      gate.open();
    }

    /** Until somebody waits for the turn of this thread. */
    void awaitWanted() {
      while (!Objects.requireNonNull(mine.get()).hasQueuedThreads()) {
        Thread.onSpinWait();
      }
    }

    /** Whether it got what it wanted. */
    boolean got() throws ExecutionException {
      return thread.result();
    }
  }

  @Test
  void take_free_isMineAgainAndAgain() {
    ReentrantLock turn = patient.take(1);
    assertThat(turn).isNotNull();
    assertThat(patient.take(1)).isSameAs(turn);
    assertThat(turn.getHoldCount()).isEqualTo(2);
  }

  @Test
  void take_ofOneThatEnds_waits() throws Exception {
    Wanting owner = new Wanting(patient, 1, patient, 2);
    Running<@Nullable ReentrantLock> waiter = TestThreads.start(() -> patient.take(1));
    owner.awaitWanted();
    owner.goOn();
    assertThat(owner.got()).isTrue();
    assertThat(waiter.result()).isNotNull();
  }

  @Test
  void take_ofOneThatStays_endsWithPatience() throws Exception {
    Turns<Integer> impatient = new Turns<>(1);
    assertThat(impatient.take(1)).isNotNull();
    assertThat(TestThreads.start(() -> impatient.take(1)).result()).isNull();
  }

  @Test
  void take_interrupted_isNotHad() throws Exception {
    assertThat(patient.take(1)).isNotNull();
    boolean interrupted =
        TestThreads.start(
                () -> {
                  Thread.currentThread().interrupt();
                  assertThat(patient.take(1)).isNull();
                  return Thread.interrupted();
                })
            .result();
    assertThat(interrupted).isTrue();
  }

  @Test
  void take_twoWantEachOthers_theSecondIsToldAndTheFirstGetsIt() throws Exception {
    twoWantEachOthers(patient, patient);
  }

  @Test
  void take_twoWantEachOthersOfTwoCaches_theSecondIsToldAndTheFirstGetsIt() throws Exception {
    twoWantEachOthers(patient, new Turns<>(A_DAY));
  }

  private static void twoWantEachOthers(Turns<Integer> one, Turns<Integer> other) throws Exception {
    Wanting a = new Wanting(one, 1, other, 2);
    Wanting b = new Wanting(other, 2, one, 1);
    a.goOn();
    b.awaitWanted();
    b.goOn();
    assertThat(b.got()).isFalse();
    assertThat(a.got()).isTrue();
  }

  @Test
  void take_threeInACircle_theLastIsTold() throws Exception {
    Wanting a = new Wanting(patient, 1, patient, 2);
    Wanting b = new Wanting(patient, 2, patient, 3);
    Wanting c = new Wanting(patient, 3, patient, 1);
    a.goOn();
    b.awaitWanted();
    b.goOn();
    c.awaitWanted();
    c.goOn();
    assertThat(c.got()).isFalse();
    assertThat(b.got()).isTrue();
    assertThat(a.got()).isTrue();
  }
}
