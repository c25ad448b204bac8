package io.nearfar.internal.near;

import io.nearfar.spi.Ticker;

/**
 * An entry with a deadline. The deadline is in the nanoseconds of the cache's {@link Ticker}, and
 * moves when a read prolongs the entry's life: losing one of two concurrent prolongations is
 * harmless, so a plain volatile write serves.
 */
final class ExpiringEntry<V> extends NearEntry<V> {
  private volatile long deadline;

  ExpiringEntry(V value, boolean shared, long version, long deadline) {
    super(value, shared, version);
    this.deadline = deadline;
  }

  long deadline() {
    return deadline;
  }

  @Override
  public boolean expired(Ticker ticker) {
    return expired(ticker.nanos());
  }

  @Override
  boolean expired(long now) {
    // A difference, not a comparison: nanosecond clocks may overflow.
    return now - deadline >= 0;
  }

  @Override
  boolean touch(long now, long ttlNanos) {
    deadline = now + ttlNanos;
    return true;
  }
}
