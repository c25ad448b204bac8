package io.nearfar.benchmarks.far;

import io.nearfar.cache.NearfarCache;
import io.nearfar.stats.LinkState;
import io.nearfar.stats.LinkStatistics;
import java.util.concurrent.TimeUnit;

/** The links of caches with near copies. */
public final class Links {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long PAUSE_MILLIS = 10;

  private Links() {}

  /**
   * Waits until a cache serves near copies.
   *
   * @param cache of topology {@code near-far}
   * @throws IllegalStateException if that takes too long
   */
  public static void await(NearfarCache<?, ?> cache) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    LinkStatistics seen = cache.linkStatistics().orElseThrow();
    while (seen.state() != LinkState.LINKED || seen.polls() == 0) {
      if (System.nanoTime() - end > 0) {
        throw new IllegalStateException("The cache was not linked in time: " + seen);
      }
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted while waiting for the link.", e);
      }
      seen = cache.linkStatistics().orElseThrow();
    }
  }
}
