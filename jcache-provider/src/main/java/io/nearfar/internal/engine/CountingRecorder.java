package io.nearfar.internal.engine;

import io.nearfar.stats.CacheCounters;
import org.jspecify.annotations.Nullable;

/**
 * Statistics are on: every operation is counted, one of {@value #SAMPLE} is timed, because two
 * clock reads cost more than a near hit.
 */
final class CountingRecorder implements Recorder {
  /** A power of two. */
  static final int SAMPLE = 64;

  private static final int SHIFT = Long.SIZE - Integer.numberOfTrailingZeros(SAMPLE);
  private static final long GOLDEN_RATIO = 0x9E37_79B9_7F4A_7C15L;

  private final CacheCounters counters;

  CountingRecorder(CacheCounters counters) {
    this.counters = counters;
  }

  @Override
  public long start() {
    // Spread by the golden ratio, not every 64th: an application that gets and puts by turns, or in
    // any other short cycle, would have one kind of its operations timed and never the other.
    return (counters.ticks() * GOLDEN_RATIO) >>> SHIFT == 0 ? now() : UNTIMED;
  }

  @Override
  public long startOfEach(long start, int entries) {
    if (start == UNTIMED || entries == 0) {
      return UNTIMED;
    }
    long now = now();
    return (now - (now - start) / entries) | 1;
  }

  /** 0 means "not timed", so the clock never answers it. */
  private static long now() {
    return System.nanoTime() | 1;
  }

  @Override
  public void hit(long start) {
    counters.hit();
    if (start != UNTIMED) {
      counters.getTook(now() - start);
    }
  }

  @Override
  public void miss(long start) {
    counters.miss();
    if (start != UNTIMED) {
      counters.getTook(now() - start);
    }
  }

  @Override
  public void mutation(boolean reads, Outcome<?> outcome, long start) {
    if (reads) {
      lookup(outcome.found());
    }
    changed(outcome, start);
  }

  @Override
  public void stored(long start) {
    counters.put();
    if (start != UNTIMED) {
      counters.putTook(now() - start);
    }
  }

  @Override
  public void processed(boolean found, @Nullable Outcome<?> outcome, long start) {
    lookup(found);
    if (outcome != null) {
      changed(outcome, start);
    }
  }

  private void lookup(boolean found) {
    if (found) {
      counters.hit();
    } else {
      counters.miss();
    }
  }

  private void changed(Outcome<?> outcome, long start) {
    if (outcome.stored()) {
      stored(start);
    } else if (outcome.removed()) {
      counters.removal();
      if (start != UNTIMED) {
        counters.removalTook(now() - start);
      }
    }
  }

  @Override
  public void eviction() {
    counters.eviction();
  }
}
