package io.nearfar.internal.engine;

import io.nearfar.stats.CacheCounters;
import org.jspecify.annotations.Nullable;

/**
 * Statistics are on: every operation is counted, about one of {@value #SAMPLE} is timed, because
 * two clock reads cost more than a near hit. Whoever counts the last of so many arms the timing,
 * and the next operation, whichever thread makes it, is timed.
 */
final class CountingRecorder implements Recorder {
  /** A power of two. */
  static final int SAMPLE = 128;

  private final CacheCounters counters;

  /** Plain, as the next one: it does not matter much which operation is timed, or if two are. */
  private boolean timeRead = true;

  private boolean timeMutation = true;

  CountingRecorder(CacheCounters counters) {
    this.counters = counters;
  }

  @Override
  public long startRead() {
    return timeRead ? now() : UNTIMED;
  }

  @Override
  public long startMutation() {
    return timeMutation ? now() : UNTIMED;
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
    if (start != UNTIMED) {
      readTook(start);
    }
    if (due(counters.hit())) {
      timeRead = true;
    }
  }

  @Override
  public void miss(long start) {
    if (start != UNTIMED) {
      readTook(start);
    }
    if (due(counters.miss())) {
      timeRead = true;
    }
  }

  private void readTook(long start) {
    timeRead = false;
    counters.getTook(now() - start);
  }

  @Override
  public void stored() {
    if (due(counters.put())) {
      timeMutation = true;
    }
  }

  private void removed() {
    if (due(counters.removal())) {
      timeMutation = true;
    }
  }

  private static boolean due(long count) {
    return (count & (SAMPLE - 1)) == 0;
  }

  @Override
  public void mutation(boolean reads, Outcome<?> outcome, long start) {
    if (start != UNTIMED) {
      mutationTook(outcome, start);
    }
    if (reads) {
      lookup(outcome.found());
    }
    changed(outcome);
  }

  private void mutationTook(Outcome<?> outcome, long start) {
    if (outcome.stored()) {
      timeMutation = false;
      counters.putTook(now() - start);
    } else if (outcome.removed()) {
      timeMutation = false;
      counters.removalTook(now() - start);
    }
  }

  @Override
  public void processed(boolean found, @Nullable Outcome<?> outcome) {
    lookup(found);
    if (outcome != null) {
      changed(outcome);
    }
  }

  private void lookup(boolean found) {
    if (found) {
      hit(UNTIMED);
    } else {
      miss(UNTIMED);
    }
  }

  private void changed(Outcome<?> outcome) {
    if (outcome.stored()) {
      stored();
    } else if (outcome.removed()) {
      removed();
    }
  }

  @Override
  public void eviction() {
    counters.eviction();
  }
}
