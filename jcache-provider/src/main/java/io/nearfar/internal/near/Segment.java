package io.nearfar.internal.near;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A share of a cache's keys whose versions come from one clock. An entry is a fact with a date: it
 * is valid as long as its version is not below the floor of its segment, so raising the floor
 * invalidates every older entry of the segment at once, whatever their number.
 *
 * <p>Thread-safe. The version clock is not kept here: it is written by every mutation, the floor is
 * read by every hit, and the two must not share a cache line.
 */
public final class Segment {
  private static final VarHandle FLOOR;

  static {
    try {
      FLOOR = MethodHandles.lookup().findVarHandle(Segment.class, "floor", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile long floor;

  Segment() {}

  /** The least version that is still valid. */
  long floor() {
    return floor;
  }

  /** Invalidates everything older than a version; never lowers the floor. */
  void raiseFloor(long version) {
    long seen = floor;
    while (seen < version) {
      long witness = (long) FLOOR.compareAndExchange(this, seen, version);
      if (witness == seen) {
        return;
      }
      seen = witness;
    }
  }
}
