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
  /** So many changes of a segment after an entry's own, its version is not known any more. */
  static final long MOST_BEHIND = 0xFFFF_FFFEL;

  private static final int TOO_FAR_BEHIND = -1;

  private final NearSegment segment;

  /**
   * How far the entry's version is behind that of the fact; unsigned. Half as long as a version.
   */
  private final int behind;

  Copy(V value, boolean shared, NearSegment segment, Fact<V> fact) {
    super(value, shared, fact.asOf());
    this.segment = segment;
    long distance = fact.asOf() - fact.entryVersion();
    this.behind = distance < 0 || distance > MOST_BEHIND ? TOO_FAR_BEHIND : (int) distance;
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

  /**
   * The version of the entry in the far tier; 0 if it is so old that a copy does not know it. The
   * entry has to be read again then, when all that is needed is to hear that it is the same.
   */
  public final long entryVersion() {
    return behind == TOO_FAR_BEHIND ? 0 : version() - Integer.toUnsignedLong(behind);
  }

  /** Whether it may be of a newer entry than one that was there as of the same version. */
  final boolean mayBeNewerThan(long otherEntry) {
    return behind == TOO_FAR_BEHIND
        ? otherEntry < version() - MOST_BEHIND
        : otherEntry < entryVersion();
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
