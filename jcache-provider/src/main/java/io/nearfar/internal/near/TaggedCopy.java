package io.nearfar.internal.near;

import io.nearfar.spi.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * A copy of an entry that carries tags. When one of them was invalidated after the fact that it is,
 * it is suspect: tags share clocks here, and the far tier tells them apart.
 */
final class TaggedCopy<V> extends Copy<V> {
  private final long deadline;

  /** Of its tags, in the clocks of its segment; as {@link TagClocks} has them. */
  private final long few;

  private final int @Nullable [] many;

  /** A copy whose tags are those of the fact. */
  TaggedCopy(V value, boolean shared, NearSegment segment, Fact<V> fact) {
    super(value, shared, segment, fact);
    this.deadline = fact.deadline();
    this.few = TagClocks.few(fact.tags());
    this.many = TagClocks.many(fact.tags());
  }

  /** A copy that has the tags of an earlier one, of the same segment. */
  TaggedCopy(TaggedCopy<V> earlier, Fact<V> fact) {
    super(earlier.value(), earlier.shared(), earlier.segment(), fact);
    this.deadline = fact.deadline();
    this.few = earlier.few;
    this.many = earlier.many;
  }

  @Override
  boolean serves(long now) {
    return super.serves(now)
        && !outlived(now)
        && !segment().tagClocks().outdate(few, many, version());
  }

  @Override
  boolean outlived(long now) {
    return deadline != Ttl.ETERNAL && now - deadline >= 0;
  }

  @Override
  boolean useless(Ticker ticker) {
    return super.useless(ticker) || outlived(ticker.nanos());
  }

  @Override
  @Nullable Object baggage() {
    return many;
  }
}
