package io.nearfar.stats;

import java.util.concurrent.atomic.LongAdder;

/**
 * The running counters of one cache. Exact once the counted operations have returned; the times are
 * those of a sample of the operations.
 *
 * <p>Thread-safe; nothing here blocks.
 */
public final class CacheCounters {
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final LongAdder puts = new LongAdder();
  private final LongAdder removals = new LongAdder();
  private final LongAdder evictions = new LongAdder();
  private final Timing gets = new Timing();
  private final Timing stores = new Timing();
  private final Timing deletes = new Timing();

  /** All counters zero. */
  public CacheCounters() {}

  /** A read found an entry. */
  public void hit() {
    hits.increment();
  }

  /** A read found nothing. */
  public void miss() {
    misses.increment();
  }

  /** An entry was stored. */
  public void put() {
    puts.increment();
  }

  /** An entry was removed. */
  public void removal() {
    removals.increment();
  }

  /** An entry was evicted because the near tier was full. */
  public void eviction() {
    evictions.increment();
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
        hits.sum(),
        misses.sum(),
        puts.sum(),
        removals.sum(),
        evictions.sum(),
        gets.averageNanos(),
        stores.averageNanos(),
        deletes.averageNanos());
  }

  /** Sets all counters to zero. */
  public void clear() {
    hits.reset();
    misses.reset();
    puts.reset();
    removals.reset();
    evictions.reset();
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
