package io.nearfar.internal.near;

import io.nearfar.spi.Ticker;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/**
 * An entry with a deadline. The deadline is in the nanoseconds of the cache's {@link Ticker}, and
 * moves when a read prolongs the entry's life.
 */
sealed class ExpiringEntry<V> extends NearEntry<V> permits TaggedEntry {
  @SuppressWarnings("rawtypes")
  private static final AtomicLongFieldUpdater<ExpiringEntry> DEADLINE =
      AtomicLongFieldUpdater.newUpdater(ExpiringEntry.class, "deadline");

  /** The deadline of an entry that lives for ever, until a read gives it another. */
  static final long NEVER = Long.MAX_VALUE;

  private volatile long deadline;

  ExpiringEntry(V value, boolean shared, long version, long deadline) {
    super(value, shared, version);
    this.deadline = deadline;
  }

  final long deadline() {
    return deadline;
  }

  @Override
  public boolean expired(Ticker ticker) {
    return outlived(ticker.nanos());
  }

  @Override
  final boolean outlived(long now) {
    return over(deadline, now);
  }

  private static boolean over(long deadline, long now) {
    // A difference, not a comparison: nanosecond clocks may overflow.
    return deadline != NEVER && now - deadline >= 0;
  }

  static long deadlineAfter(long now, long ttlNanos) {
    if (ttlNanos == Ttl.ETERNAL) {
      return NEVER;
    }
    long deadline = now + ttlNanos;
    return deadline == NEVER ? NEVER - 1 : deadline;
  }

  /**
   * Sets the time to live from now on. Too late for an entry that has expired: somebody may have
   * missed it already. Who loses against another read has been prolonged by it.
   */
  final void touch(long now, long ttlNanos) {
    long seen = deadline;
    if (!over(seen, now)) {
      DEADLINE.compareAndSet(this, seen, deadlineAfter(now, ttlNanos));
    }
  }
}
