package io.nearfar.internal.near;

import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/**
 * A share of a cache's keys with a version of its own. An entry is a fact with a date, the version
 * at which it was established; it is valid as long as that is not below the floor. Raising the
 * floor invalidates every older entry of the segment at once, whatever their number.
 *
 * <p>In a cache without a far tier the floor is also the clock: only what invalidates a whole
 * segment needs a new version, because single keys are changed by compare-and-set. So puts share no
 * counter that all of them would have to write. Thread-safe.
 */
public final class Segment {
  private static final AtomicLongFieldUpdater<Segment> FLOOR =
      AtomicLongFieldUpdater.newUpdater(Segment.class, "floor");

  private volatile long floor;

  Segment() {}

  /** The least version that is still valid, and the version of what is established now. */
  long floor() {
    return floor;
  }

  /** Invalidates everything that was established until now. */
  void raiseFloor() {
    FLOOR.incrementAndGet(this);
  }
}
