package io.nearfar.testing;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A point in the code at which one thread is held until the test lets it go on, so that the test
 * chooses the interleaving. Whoever passes later is not held. Thread-safe.
 */
public final class Gate {
  private static final long PATIENCE_SECONDS = 20;

  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch open = new CountDownLatch(1);

  /** A closed gate. */
  public Gate() {}

  /** Says that the gate is reached, and waits until it is open. */
  public void pass() {
    reached.countDown();
    await(open, "Nobody opened the gate.");
  }

  /** Waits until somebody stands at the gate. */
  public void awaitReached() {
    await(reached, "Nobody reached the gate.");
  }

  /** Whether somebody has reached the gate. */
  public boolean isReached() {
    return reached.getCount() == 0;
  }

  /** Lets everybody pass. */
  public void open() {
    open.countDown();
  }

  private static void await(CountDownLatch latch, String failure) {
    try {
      if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError(failure);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted at the gate.", e);
    }
  }
}
