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
public sealed class Copy<V> extends NearEntry<V> permits MortalCopy {
  private final NearSegment segment;
  private final long entryVersion;

  Copy(V value, boolean shared, NearSegment segment, Fact<V> fact) {
    super(value, shared, fact.asOf());
    this.segment = segment;
    this.entryVersion = fact.entryVersion();
  }

  /**
   * A copy.
   *
   * @param fact all but the value, which may have been known before
   */
  static <V> Copy<V> of(V value, boolean shared, NearSegment segment, Fact<V> fact) {
    return fact.deadline() == Ttl.ETERNAL
        ? new Copy<>(value, shared, segment, fact)
        : new MortalCopy<>(value, shared, segment, fact);
  }

  /** The version of the entry in the far tier. */
  public final long entryVersion() {
    return entryVersion;
  }

  final NearSegment segment() {
    return segment;
  }

  /** Whether it must not be served: bounds are checked here, on the hit itself. */
  @Override
  public boolean expired(Ticker ticker) {
    return !segment.serves(version()) || stale(ticker.nanos());
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
