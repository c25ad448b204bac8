package io.nearfar.stats;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
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
  private static final int BEHIND_NEAR = 4;
  private static final int FAR_HITS = 5;
  private static final int LATE_HITS = 6;
  private static final int KINDS = 7;

  /** What the counts were when they were cleared: other threads' counts can't be set to zero. */
  private final AtomicLongArray cleared = new AtomicLongArray(KINDS);

  private final LongAdder evictions = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final Timing gets = new Timing();
  private final Timing stores = new Timing();
  private final Timing deletes = new Timing();

  /** All counters zero. */
  public CacheCounters() {
    super(KINDS);
  }

  /**
   * A read begins. It is a near hit unless it goes on {@link #behindNear}.
   *
   * @return how many this thread has counted, so that one in so many can be timed; a random number
   *     where threads share a counter
   */
  public long read() {
    return increment(READS);
  }

  /** A read that went on behind the near tier found nothing. */
  public void miss() {
    increment(MISSES);
  }

  /** A read, which was counted when it began, has found nothing in the near tier yet. */
  public void behindNear() {
    increment(BEHIND_NEAR);
  }

  /** A read that went on behind the near tier found its entry in the far one. */
  public void farHit() {
    increment(FAR_HITS);
  }

  /** A read that went on behind the near tier found its entry there after all. */
  public void lateHit() {
    increment(LATE_HITS);
  }

  /** A read that went on behind the near tier failed: it is neither a hit nor a miss. */
  public void failedRead() {
    failures.increment();
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
    // In this order: each of them is among the next ones by now.
    long misses = total(MISSES);
    long farHits = total(FAR_HITS);
    long lateHits = total(LATE_HITS);
    long behind = total(BEHIND_NEAR);
    // What is under way behind the near tier is no hit yet, and no miss.
    long nearHits = Math.max(0, total(READS) - behind) + lateHits;
    return new CacheStatistics(
        nearHits + farHits,
        farHits,
        misses,
        failures.sum(),
        total(PUTS),
        total(REMOVALS),
        evictions.sum(),
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
    evictions.reset();
    failures.reset();
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
