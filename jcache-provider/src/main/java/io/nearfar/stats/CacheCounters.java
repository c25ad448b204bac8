package io.nearfar.stats;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * The running counters of one cache. Exact once the counted operations have returned; the times are
 * those of a sample of the operations.
 *
 * <p>Thread-safe; nothing here blocks.
 */
public final class CacheCounters {
  private static final int HITS = 0;
  private static final int MISSES = 1;
  private static final int PUTS = 2;
  private static final int REMOVALS = 3;
  private static final int EVICTIONS = 4;
  private static final int KINDS = 5;

  private final ThreadCounts counts = new ThreadCounts(KINDS);

  /** What the counts were when they were cleared: other threads' counts can't be set to zero. */
  private final AtomicLongArray cleared = new AtomicLongArray(KINDS);

  private final Timing gets = new Timing();
  private final Timing stores = new Timing();
  private final Timing deletes = new Timing();

  /** All counters zero. */
  public CacheCounters() {}

  /**
   * How many operations this thread has counted: cheap to read, so that one operation in so many
   * can be timed.
   *
   * @return a number that grows with every hit, miss, put and removal of this thread
   */
  public long ticks() {
    return counts.ownSum(HITS, MISSES, PUTS, REMOVALS);
  }

  /** A read found an entry. */
  public void hit() {
    counts.increment(HITS);
  }

  /** A read found nothing. */
  public void miss() {
    counts.increment(MISSES);
  }

  /** An entry was stored. */
  public void put() {
    counts.increment(PUTS);
  }

  /** An entry was removed. */
  public void removal() {
    counts.increment(REMOVALS);
  }

  /** An entry was evicted because the near tier was full. */
  public void eviction() {
    counts.increment(EVICTIONS);
  }

  /**
   * A read was timed.
   *
   * @param nanos how long it took, in nanoseconds
   */
  public void getTook(long nanos) {
    gets.add(nanos);
  }

  /**
   * A store was timed.
   *
   * @param nanos how long it took, in nanoseconds
   */
  public void putTook(long nanos) {
    stores.add(nanos);
  }

  /**
   * A removal was timed.
   *
   * @param nanos how long it took, in nanoseconds
   */
  public void removalTook(long nanos) {
    deletes.add(nanos);
  }

  /**
   * The counters now.
   *
   * @return a snapshot; its figures may be of slightly different moments; never null
   */
  public CacheStatistics snapshot() {
    return new CacheStatistics(
        sum(HITS),
        sum(MISSES),
        sum(PUTS),
        sum(REMOVALS),
        sum(EVICTIONS),
        gets.averageNanos(),
        stores.averageNanos(),
        deletes.averageNanos());
  }

  private long sum(int kind) {
    return counts.sum(kind) - cleared.get(kind);
  }

  /** Sets all counters to zero. Operations that are counted meanwhile may be lost or kept. */
  public void clear() {
    for (int kind = 0; kind < KINDS; kind++) {
      cleared.set(kind, counts.sum(kind));
    }
    gets.clear();
    stores.clear();
    deletes.clear();
  }

  /** A sum of times and their number. */
  private static final class Timing {
    private final LongAdder nanos = new LongAdder();
    private final LongAdder count = new LongAdder();

    void add(long time) {
      nanos.add(time);
      count.increment();
    }

    double averageNanos() {
      long n = count.sum();
      return n == 0 ? 0 : (double) nanos.sum() / n;
    }

    void clear() {
      nanos.reset();
      count.reset();
    }
  }
}
