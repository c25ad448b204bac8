package io.nearfar.internal.engine;

import io.nearfar.spi.FarStore;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** Lets the processors of all JVMs that want the same entry take turns. Thread-safe. */
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
    long turn = store.takeTurn(key, TURN_NANOS);
    while (turn == 0 && System.nanoTime() - end < 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(POLL_NANOS) + 1);
      turn = store.takeTurn(key, TURN_NANOS);
    }
    long mine = turn;
    return () -> giveBack(key, mine);
  }

  private void giveBack(byte[] key, long turn) {
    if (turn != 0) {
      try {
        store.yieldTurn(key, turn);
      } catch (RuntimeException e) {
        // It ends by itself. What was done under it is done.
        LOGGER.log(Level.DEBUG, "A right of way was not given back", e);
      }
    }
  }
}
