package io.nearfar.stats;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.ReentrantLock;

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
   * A read found an entry.
   *
   * @return how many this thread has counted, so that one in so many can be timed; a random number
   *     where threads share a counter
   */
  public long hit() {
    return counts.increment(HITS);
  }

  /**
   * A read found nothing.
   *
   * @return as {@link #hit}
   */
  public long miss() {
    return counts.increment(MISSES);
  }

  /**
   * An entry was stored.
   *
   * @return as {@link #hit}
   */
  public long put() {
    return counts.increment(PUTS);
  }

  /**
   * An entry was removed.
   *
   * @return as {@link #hit}
   */
  public long removal() {
    return counts.increment(REMOVALS);
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

  /** A sum of times and their number, changed as one. Seldom added to. */
  private static final class Timing {
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by {@link #lock}, as the next one. */
    private long nanos;

    private long count;

    void add(long time) {
      lock.lock();
      try {
        nanos += time;
        count++;
      } finally {
        lock.unlock();
      }
    }

    double averageNanos() {
      lock.lock();
      try {
        return count == 0 ? 0 : (double) nanos / count;
      } finally {
        lock.unlock();
      }
    }

    void clear() {
      lock.lock();
      try {
        nanos = 0;
        count = 0;
      } finally {
        lock.unlock();
      }
    }
  }
}
