package io.nearfar.internal.far;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The newest version of each segment that a store has seen in any reply. An answer of a replica
 * that is older is not used: so whoever has seen or made a change never reads what was before it.
 * Thread-safe, without locks.
 */
final class HighWater {
  private final AtomicLongArray versions;

  /** Nothing seen yet. */
  HighWater(Segments segments) {
    versions = new AtomicLongArray(segments.count());
  }

  /** Takes note of a reply. */
  void saw(int segment, long version) {
    long seen = versions.get(segment);
    while (version > seen && !versions.compareAndSet(segment, seen, version)) {
      seen = versions.get(segment);
    }
  }

  /** Whether an answer as of a version shows all that was seen; 0, no clock, never does. */
  boolean isReachedBy(int segment, long version) {
    return version > 0 && version >= versions.get(segment);
  }
}
