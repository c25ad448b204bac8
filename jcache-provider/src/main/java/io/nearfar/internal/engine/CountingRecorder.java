package io.nearfar.internal.engine;

import io.nearfar.stats.CacheCounters;
import org.jspecify.annotations.Nullable;

/**
 * Statistics are on: every operation is counted, about one of {@value #SAMPLE} is timed, because
 * two clock reads cost more than a near hit; with a far tier, all that reach it. A read is counted
 * when it begins, so that the count says at once whether it is timed; a mutation is counted when it
 * ends, and whoever counts the last of so many has the next one timed, whichever thread makes it.
 */
final class CountingRecorder implements Recorder {
  /** A power of two. */
  static final int SAMPLE = 1024;

  private final CacheCounters counters;
  private final boolean timesFetches;

  /** Whether there is a far tier: what the near one does not answer, and mutations, go there. */
  private final boolean far;

  /** Plain: it does not matter much which mutation is timed, or if two are. */
  private boolean timeMutation = true;

  /**
   * A recorder.
   *
   * @param timesFetches whether all reads leave the JVM: beside that a clock read is nothing, and
   *     the first of a thousand is no sample. Where some do not, a sample of all tells the average
   * @param far whether there is a far tier, so that mutations leave the JVM
   */
  CountingRecorder(CacheCounters counters, boolean timesFetches, boolean far) {
    this.counters = counters;
    this.timesFetches = timesFetches;
    this.far = far;
  }

  /** A read begins, and is counted; returns whether it is to be timed. */
  boolean startRead() {
    return due(counters.read());
  }

  /** A read goes on behind the near tier; the answer is for {@link #readTook}. */
  long startFetch() {
    return timesFetches ? now() : UNTIMED;
  }

  /** A read has ended that began then. */
  void readTook(long start) {
    if (start != UNTIMED) {
      counters.getTook(now() - start);
    }
  }

  /** A read goes on behind the near tier. */
  void behindNear() {
    counters.behindNear();
  }

  /** A read has found something behind the near tier. */
  void foundBehindNear() {
    if (far) {
      counters.farHit();
    } else {
      counters.lateHit();
    }
  }

  /** A read has found nothing. */
  void miss() {
    counters.miss();
  }

  /** A read has failed. */
  void failedRead() {
    counters.failedRead();
  }

  @Override
  public long startReads() {
    return now();
  }

  @Override
  public void reads(int near, int behind, int missed, long start) {
    int found = near + behind;
    int entries = found + missed;
    int timed = 0;
    for (int i = 0; i < entries; i++) {
      if (due(counters.read()) || timesFetches) {
        timed++;
      }
      if (i >= near) {
        ended(/* found= */ i < found);
      }
    }
    long each = startOfEach(start, entries);
    for (int i = 0; i < timed; i++) {
      readTook(each);
    }
  }

  @Override
  public long startMutation() {
    return far || timeMutation ? now() : UNTIMED;
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
  static long now() {
    return System.nanoTime() | 1;
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
    return (count & (SAMPLE - 1)) == 1;
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

  @Override
  public void lookup(boolean found) {
    counters.read();
    ended(found);
  }

  /** A read behind the near tier, as a whole. */
  private void ended(boolean found) {
    counters.behindNear();
    if (found) {
      foundBehindNear();
    } else {
      counters.miss();
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
