package io.nearfar.internal.near;

import io.nearfar.spi.Ticker;

/**
 * A near copy of an entry of the far tier: a fact as of {@link #version()}. It may be served as
 * long as nothing later is known of its key or segment, its time to live is not over, and what this
 * node knows of the segment is not too old.
 *
 * <p>Immutable; its validity is a matter of its segment.
 */
public final class Copy<V> extends NearEntry<V> {
  private final NearSegment segment;
  private final long entryVersion;
  private final long deadline;

  /**
   * A copy.
   *
   * @param asOf the version as of which it is true
   * @param entryVersion the version of the entry in the far tier
   * @param deadline by the ticker; {@link ExpiringEntry#NEVER}
   */
  Copy(V value, boolean shared, long asOf, NearSegment segment, long entryVersion, long deadline) {
    super(value, shared, asOf);
    this.segment = segment;
    this.entryVersion = entryVersion;
    this.deadline = deadline;
  }

  /** The version of the entry in the far tier. */
  public long entryVersion() {
    return entryVersion;
  }

  NearSegment segment() {
    return segment;
  }

  /** Whether it must not be served: bounds are checked here, on the hit itself. */
  @Override
  public boolean expired(Ticker ticker) {
    if (!segment.serves(version())) {
      return true;
    }
    long now = ticker.nanos();
    return now - segment.freshUntil() >= 0 || over(now);
  }

  private boolean over(long now) {
    return deadline != ExpiringEntry.NEVER && now - deadline >= 0;
  }

  /** Whether it will never be served again, nor help to get the entry more cheaply. */
  boolean useless(Ticker ticker) {
    return segment.buries(version()) || over(ticker.nanos());
  }
}
