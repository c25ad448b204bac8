package io.nearfar.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearfar.testing.Gate;
import io.nearfar.testing.TestThreads;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Waits for the lock of a key that somebody else holds. */
class KeyLocksTest {
  private final KeyLocks<Integer> locks = new KeyLocks<>(patience(Duration.ofMillis(1)));
  private final Gate gate = new Gate();
  private TestThreads.Running<?> holder;

  static Patience patience(Duration limit) {
    return Patience.of(
        limit,
        interrupt ->
            new IllegalStateException(interrupt == null ? new TimeoutException() : interrupt));
  }

  @BeforeEach
  void hold() {
    holder = TestThreads.run(() -> locks.withAll(List.of(2), gate::pass));
    gate.awaitReached();
  }

  @AfterEach
  void release() throws Exception {
    gate.open();
    holder.result();
  }

  @Test
  void held_patienceEnds() throws Exception {
    assertThatThrownBy(() -> locks.lock(2)).hasCauseInstanceOf(TimeoutException.class);
    release();
    locks.lock(2).unlock();
  }

  @Test
  void oneOfManyHeld_othersReleased_taskNotRun() {
    assertThatThrownBy(
            () -> locks.withAll(List.of(3, 2, 1), () -> assertThat(true).as("run").isFalse()))
        .hasCauseInstanceOf(TimeoutException.class);
    for (int key : List.of(1, 3)) {
      assertThat(locks.of(key).isLocked()).isFalse();
    }
  }

  @Test
  void reentrant() {
    ReentrantLock outer = locks.lock(1);
    Thread.currentThread().interrupt();
    ReentrantLock inner = locks.lock(1);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(inner).isSameAs(outer);
    inner.unlock();
    outer.unlock();
    assertThat(outer.isLocked()).isFalse();
  }

  @Test
  void interrupted_failsAndStaysInterrupted() {
    KeyLocks<Integer> patient = new KeyLocks<>(patience(Duration.ofDays(1)));
    Gate held = new Gate();
    TestThreads.Running<?> other = TestThreads.run(() -> patient.withAll(List.of(2), held::pass));
    held.awaitReached();
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> patient.lock(2)).hasCauseInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
    held.open();
    assertThat(other).isNotNull();
  }

  @Test
  void endless_waitsThroughInterrupts() throws Exception {
    KeyLocks<Integer> endless = new KeyLocks<>(Patience.ENDLESS);
    Gate held = new Gate();
    TestThreads.Running<?> other = TestThreads.run(() -> endless.withAll(List.of(2), held::pass));
    held.awaitReached();
    TestThreads.Running<Boolean> waiter =
        TestThreads.start(
            () -> {
              Thread.currentThread().interrupt();
              endless.lock(2).unlock();
              return Thread.interrupted();
            });
    held.open();
    assertThat(waiter.result()).isTrue();
    other.result();
  }
}
