package io.nearfar.stats;

import java.util.concurrent.atomic.LongAdder;

/** Counts the loads of one cache. Thread-safe; nothing here blocks. */
public final class LoadCounters {
  private final LongAdder loads = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder nanos = new LongAdder();

  /** All zero. */
  public LoadCounters() {}

  /**
   * A load has ended well.
   *
   * @param keys how many keys it was for
   * @param took how long it took, in nanoseconds
   */
  public void loaded(int keys, long took) {
    loads.add(keys);
    nanos.add(took);
  }

  /** A load has failed. */
  public void failed() {
    failures.increment();
  }

  /**
   * The counters now.
   *
   * @return a snapshot; its figures may be of slightly different moments; never null
   */
  public LoadStatistics snapshot() {
    return new LoadStatistics(loads.sum(), failures.sum(), nanos.sum());
  }
}
