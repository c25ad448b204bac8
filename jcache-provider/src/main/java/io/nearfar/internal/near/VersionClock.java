package io.nearfar.internal.near;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Hands out versions, growing per segment: the clock of a cache that has no far tier. It starts
 * anew with the cache, as its entries do. Thread-safe and lock-free.
 */
final class VersionClock {
  /** Longs per cache line: each segment counts on a line of its own. */
  private static final int STRIDE = 8;

  private final AtomicLongArray versions;

  VersionClock(int segments) {
    versions = new AtomicLongArray(segments * STRIDE);
  }

  /** A version above all earlier ones of the segment. */
  long next(int segment) {
    return versions.incrementAndGet(segment * STRIDE);
  }
}
