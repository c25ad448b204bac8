package io.nearfar.stats;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * The running counters of one cache. Exact once the counted operations have returned; the times are
 * those of a sample of the operations.
 *
 * <p>Threads are spread over stripes, each a cache line that holds all counters, so that counting
 * is one uncontended atomic addition. Thread-safe; nothing here blocks.
 */
public final class CacheCounters {
  /** Longs per stripe: a cache line. */
  private static final int STRIDE = 8;

  private static final int HITS = 0;
  private static final int MISSES = 1;
  private static final int PUTS = 2;
  private static final int REMOVALS = 3;
  private static final int EVICTIONS = 4;

  private static final int STRIPES =
      Math.max(16, 4 * Integer.highestOneBit(Runtime.getRuntime().availableProcessors()));

  /** The first stripe is left free: the array's length stands before it. */
  private final AtomicLongArray cells = new AtomicLongArray((STRIPES + 1) * STRIDE);

  private final Timing gets = new Timing();
  private final Timing stores = new Timing();
  private final Timing deletes = new Timing();

  /** All counters zero. */
  public CacheCounters() {}

  private static int stripe() {
    // Ids are given in sequence, so threads that live together rarely share a stripe.
    return (((int) Thread.currentThread().getId() & (STRIPES - 1)) + 1) * STRIDE;
  }

  private void count(int what) {
    cells.getAndIncrement(stripe() + what);
  }

  private long sum(int what) {
    long sum = 0;
    for (int i = 1; i <= STRIPES; i++) {
      sum += cells.get(i * STRIDE + what);
    }
    return sum;
  }

  /**
   * How many operations the threads of the caller's stripe have counted: cheap to read, so that one
   * operation in so many can be timed.
   *
   * @return a number that grows with the operations counted by this thread
   */
  public long ticks() {
    int stripe = stripe();
    return cells.getPlain(stripe + HITS)
        + cells.getPlain(stripe + MISSES)
        + cells.getPlain(stripe + PUTS)
        + cells.getPlain(stripe + REMOVALS);
  }

  /** A read found an entry. */
  public void hit() {
    count(HITS);
  }

  /** A read found nothing. */
  public void miss() {
    count(MISSES);
  }

  /** An entry was stored. */
  public void put() {
    count(PUTS);
  }

  /** An entry was removed. */
  public void removal() {
    count(REMOVALS);
  }

  /** An entry was evicted because the near tier was full. */
  public void eviction() {
    count(EVICTIONS);
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

  /** Sets all counters to zero. Operations that are counted meanwhile may be lost or kept. */
  public void clear() {
    for (int i = 0; i < cells.length(); i++) {
      cells.set(i, 0);
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
