package io.nearfar.internal.engine;

import io.nearfar.spi.FarStore;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Lets all JVMs that work on the same entry take turns: its processors and loads. Thread-safe. */
final class RightOfWay {
  private static final Logger LOGGER = System.getLogger(RightOfWay.class.getName());

  /** Longer than any processor should take; who has died holds up the others for so long. */
  private static final long TURN_NANOS = Duration.ofSeconds(2).toNanos();

  private static final long POLL_NANOS = Duration.ofMillis(10).toNanos();

  private final FarStore store;

  RightOfWay(FarStore store) {
    this.store = store;
  }

  /** As {@link Authority#rightOfWay}. */
  Runnable take(byte[] key) {
    long end = System.nanoTime() + TURN_NANOS;
    Runnable giveBack = tryTake(key, TURN_NANOS);
    while (giveBack == null
        && System.nanoTime() - end < 0
        && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(POLL_NANOS) + 1);
      giveBack = tryTake(key, TURN_NANOS);
    }
    return giveBack == null ? () -> {} : giveBack;
  }

  /** As {@link Authority#tryTurn}. */
  @Nullable Runnable tryTake(byte[] key, long nanos) {
    long turn = store.takeTurn(key, nanos);
    return turn == 0 ? null : () -> giveBack(key, turn);
  }

  private void giveBack(byte[] key, long turn) {
    try {
      store.yieldTurn(key, turn);
    } catch (RuntimeException e) {
      // It ends by itself. What was done under it is done.
      LOGGER.log(Level.DEBUG, "A right of way was not given back", e);
    }
  }
}
