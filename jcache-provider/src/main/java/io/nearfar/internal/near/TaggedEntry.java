package io.nearfar.internal.near;

import io.nearfar.spi.Tags;
import io.nearfar.spi.Ticker;
import org.jspecify.annotations.Nullable;

/** An entry that carries tags: dead once one of them is invalid. */
final class TaggedEntry<V> extends ExpiringEntry<V> {
  private final Tags tags;
  private final TagClocks clocks;
  private final long few;
  private final int @Nullable [] many;

  /** As of which version of the clocks the value is true. */
  private final long since;

  TaggedEntry(
      V value,
      boolean shared,
      long version,
      long deadline,
      Tags tags,
      TagClocks clocks,
      long since) {
    super(value, shared, version, deadline);
    this.tags = tags;
    this.clocks = clocks;
    this.few = TagClocks.few(tags);
    this.many = TagClocks.many(tags);
    this.since = since;
  }

  @Override
  public Tags tags() {
    return tags;
  }

  @Override
  boolean outdated() {
    return clocks.outdate(few, many, since);
  }

  /** {@inheritDoc} Without an end, the clock is not read. */
  @Override
  public boolean expired(Ticker ticker) {
    return outdated() || (deadline() != NEVER && super.expired(ticker));
  }

  @Override
  Object baggage() {
    return tags;
  }
}
