package io.nearfar.internal.near;

import io.nearfar.spi.Ticker;

/**
 * A near copy of an entry of the far tier: a fact as of {@link #version()}. It may be served as
 * long as nothing later is known of its key or segment, its time to live is not over, and what this
 * node knows of the segment is not too old.
 *
 * <p>This class is a copy of an eternal entry; {@link MortalCopy} adds a deadline.
 *
 * <p>Immutable; its validity is a matter of its segment.
 */
public sealed class Copy<V> extends NearEntry<V> permits MortalCopy, TaggedCopy {
  /**
   * How far an entry's version may be behind that of the fact to be known; in microseconds, as
   * versions are of the server's clock: some 25 days. One more means that it is farther.
   */
  static final long MOST_BEHIND = (1L << 41) - 2;

  private final NearSegment segment;

  /** The lower half of how far the entry's version is behind; the rest is in the spare bits. */
  private final int behind;

  Copy(V value, boolean shared, NearSegment segment, Fact<V> fact) {
    this(value, shared, segment, fact.asOf(), behind(fact));
  }

  private Copy(V value, boolean shared, NearSegment segment, long asOf, long behind) {
    super(value, shared, asOf, /* spare= */ behind >>> Integer.SIZE);
    this.segment = segment;
    this.behind = (int) behind;
  }

  private static long behind(Fact<?> fact) {
    long distance = fact.asOf() - fact.entryVersion();
    return distance < 0 || distance > MOST_BEHIND ? MOST_BEHIND + 1 : distance;
  }

  /**
   * A copy.
   *
   * @param fact all but the value, which may have been known before
   */
  static <V> Copy<V> of(V value, boolean shared, NearSegment segment, Fact<V> fact) {
    if (!fact.tags().isEmpty()) {
      return new TaggedCopy<>(value, shared, segment, fact);
    }
    return fact.deadline() == Ttl.ETERNAL
        ? new Copy<>(value, shared, segment, fact)
        : new MortalCopy<>(value, shared, segment, fact);
  }

  /**
   * The version of the entry in the far tier; 0 if it is so old that a copy does not know it. The
   * entry has to be read again then, when all that is needed is to hear that it is the same.
   */
  public final long entryVersion() {
    long distance = spare() << Integer.SIZE | Integer.toUnsignedLong(behind);
    return distance > MOST_BEHIND ? 0 : version() - distance;
  }

  final NearSegment segment() {
    return segment;
  }

  /** Whether it must not be served: bounds are checked here, on the hit itself. */
  @Override
  public final boolean expired(Ticker ticker) {
    return !serves(ticker.nanos());
  }

  /** Whether it may be served at a time of the ticker. */
  boolean serves(long now) {
    return segment.serves(version()) && !stale(now);
  }

  /** Whether what is known of the segment is too old. */
  final boolean stale(long now) {
    return now - segment.freshUntil() >= 0;
  }

  /** Whether it will never be served again, nor help to get the entry more cheaply. */
  boolean useless(Ticker ticker) {
    return segment.buries(version());
  }
}
