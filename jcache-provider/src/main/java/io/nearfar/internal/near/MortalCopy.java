package io.nearfar.internal.near;

import io.nearfar.spi.Ticker;

/** A copy with a deadline, in the nanoseconds of the cache's {@link Ticker}. */
final class MortalCopy<V> extends Copy<V> {
  private final long deadline;

  MortalCopy(V value, boolean shared, NearSegment segment, Fact<V> fact) {
    super(value, shared, segment, fact);
    this.deadline = fact.deadline();
  }

  @Override
  public boolean expired(Ticker ticker) {
    if (!segment().serves(version())) {
      return true;
    }
    long now = ticker.nanos();
    return stale(now) || over(now);
  }

  /** A difference, not a comparison: nanosecond clocks may overflow. */
  private boolean over(long now) {
    return now - deadline >= 0;
  }

  @Override
  boolean useless(Ticker ticker) {
    return super.useless(ticker) || over(ticker.nanos());
  }
}
