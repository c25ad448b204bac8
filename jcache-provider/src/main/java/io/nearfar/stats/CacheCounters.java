package io.nearfar.stats;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The running counters of one cache. Exact once the counted operations have returned; the times are
 * those of a sample of the operations.
 *
 * <p>Thread-safe; nothing here blocks.
 */
public final class CacheCounters extends ThreadCounts {
  private static final int READS = 0;
  private static final int MISSES = 1;
  private static final int PUTS = 2;
  private static final int REMOVALS = 3;
  private static final int EVICTIONS = 4;
  private static final int FAILURES = 5;
  private static final int FAR_HITS = 6;
  private static final int KINDS = 7;

  /** What the counts were when they were cleared: other threads' counts can't be set to zero. */
  private final AtomicLongArray cleared = new AtomicLongArray(KINDS);

  private final Timing gets = new Timing();
  private final Timing stores = new Timing();
  private final Timing deletes = new Timing();

  /** All counters zero. */
  public CacheCounters() {
    super(KINDS);
  }

  /**
   * A read begins. Unless it turns out to be a {@link #miss} or {@link #failedRead fails}, it is a
   * hit.
   *
   * @return how many this thread has counted, so that one in so many can be timed; a random number
   *     where threads share a counter
   */
  public long read() {
    return increment(READS);
  }

  /** A read, which was counted when it began, found nothing. */
  public void miss() {
    increment(MISSES);
  }

  /** A read, which was counted when it began, found its entry in the far tier. */
  public void farHit() {
    increment(FAR_HITS);
  }

  /** A read, which was counted when it began, failed: it is neither a hit nor a miss. */
  public void failedRead() {
    increment(FAILURES);
  }

  /**
   * An entry was stored.
   *
   * @return as {@link #read}
   */
  public long put() {
    return increment(PUTS);
  }

  /**
   * An entry was removed.
   *
   * @return as {@link #read}
   */
  public long removal() {
    return increment(REMOVALS);
  }

  /** An entry was evicted because the near tier was full. */
  public void eviction() {
    increment(EVICTIONS);
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
    // First: each of them is among the reads by now.
    long misses = total(MISSES);
    long failures = total(FAILURES);
    long farHits = total(FAR_HITS);
    return new CacheStatistics(
        Math.max(farHits, total(READS) - misses - failures),
        farHits,
        misses,
        total(PUTS),
        total(REMOVALS),
        total(EVICTIONS),
        gets.averageNanos(),
        stores.averageNanos(),
        deletes.averageNanos());
  }

  private long total(int kind) {
    return sum(kind) - cleared.get(kind);
  }

  /** Sets all counters to zero. Operations that are counted meanwhile may be lost or kept. */
  public void clear() {
    for (int kind = 0; kind < KINDS; kind++) {
      cleared.set(kind, sum(kind));
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
