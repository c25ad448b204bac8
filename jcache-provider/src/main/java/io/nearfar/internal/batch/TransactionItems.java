package io.nearfar.internal.batch;

import io.nearfar.internal.batch.Target.Phase;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * What the batches of one transaction have collected. It may be ended by another thread than the
 * one that works in it, such as one that rolls back what takes too long. Thread-safe.
 */
final class TransactionItems {
  private static final Logger LOGGER = System.getLogger(TransactionItems.class.getName());

  /** Servers may be asked under it: only threads of the same transaction wait for it. */
  private final ReentrantLock lock = new ReentrantLock();

  /** Guarded by {@link #lock}, as the next one. */
  private final Items held = new Items();

  private boolean ended;
  private boolean committed;

  /** Since when something is held; of no meaning before. */
  private long heldNanos;

  private final LongSupplier nanos;

  /**
   * Nothing is collected.
   *
   * @param nanos the clock by which holds end
   */
  TransactionItems(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * Takes what a batch has collected, and holds it until the transaction ends. If that was before
   * the batch ended, it is made or dropped now.
   *
   * @throws RuntimeException if not all could be held, or made; it is taken all the same
   */
  void take(Items items) {
    lock.lock();
    try {
      if (ended) {
        makeOrDrop(items);
        return;
      }
      Items fresh = items.without(held);
      if (held.size() == 0) {
        heldNanos = nanos.getAsLong();
      }
      held.take(items);
      fresh.send(Phase.HOLD);
    } finally {
      lock.unlock();
    }
  }

  private void makeOrDrop(Items items) {
    if (committed) {
      items.send(Phase.MAKE);
    } else {
      items.keep(0);
    }
  }

  /** Ends the holds; those that have ended by themselves may be others' by now. */
  private void endHolds() {
    boolean mine = nanos.getAsLong() - heldNanos < Batches.MAX_HOLD.toNanos();
    if (committed) {
      held.send(mine ? Phase.COMMIT : Phase.MAKE);
    } else if (mine) {
      held.send(Phase.RELEASE);
    }
  }

  /** The transaction has ended; does not fail. */
  void end(boolean wasCommitted) {
    lock.lock();
    try {
      if (ended) {
        return;
      }
      ended = true;
      committed = wasCommitted;
      endHolds();
    } catch (RuntimeException | Error e) {
      LOGGER.log(
          committed ? Level.ERROR : Level.WARNING,
          committed ? BatchMessages.notMade() : BatchMessages.notReleased(),
          e);
    } finally {
      if (ended && !committed) {
        held.keep(0);
      }
      lock.unlock();
    }
  }
}
