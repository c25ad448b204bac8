package io.nearfar.internal.near;

import org.jspecify.annotations.Nullable;

/**
 * A share of a cache's keys whose versions come from one clock, between two invalidations of all of
 * them. An entry is a fact with a date: it is valid as long as its segment has not ended, and its
 * version is not below the floor of its segment. So ending a segment invalidates every entry of it
 * at once, whatever their number.
 *
 * <p>An invalidation puts a new segment in the place of the old one and then ends that. In between,
 * whoever is given the new one ends the old one first (see {@link #begun}); so nobody builds an
 * entry for the time after the invalidation who still takes the entries from before it for live.
 *
 * <p>Thread-safe. The version clock is not kept here: it is written by every mutation, the floor is
 * read by every hit, and the two must not share a cache line.
 */
public final class Segment {
  /** The floor of a segment that has ended. */
  private static final long END = Long.MAX_VALUE;

  private volatile long floor;

  /** The segment in whose place this one is put; null once that has ended. */
  private volatile @Nullable Segment predecessor;

  /**
   * A segment.
   *
   * @param floor the least version that is valid in it
   * @param predecessor the one in whose place it is to be put
   */
  Segment(long floor, @Nullable Segment predecessor) {
    this.floor = floor;
    this.predecessor = predecessor;
  }

  /** The least version that is valid. */
  long floor() {
    return floor;
  }

  /** This segment, when its predecessor has ended. */
  Segment begun() {
    Segment earlier = predecessor;
    if (earlier != null) {
      earlier.floor = END;
      predecessor = null;
    }
    return this;
  }
}
