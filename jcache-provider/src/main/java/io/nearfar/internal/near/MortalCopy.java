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
  boolean serves(long now) {
    return super.serves(now) && !outlived(now);
  }

  /** A difference, not a comparison: nanosecond clocks may overflow. */
  @Override
  boolean outlived(long now) {
    return now - deadline >= 0;
  }

  @Override
  boolean useless(Ticker ticker) {
    return super.useless(ticker) || outlived(ticker.nanos());
  }
}
