package io.nearfar.stats;

/**
 * What a cache has done while its statistics were on, since it was created or they were cleared.
 * Counted as JSR-107 1.1.1 says ("Statistics").
 *
 * @param hits reads that found an entry
 * @param farHits those of them that asked the far tier for it; 0 in a cache without one. Operations
 *     that change an entry and tell what was there are among them: the far tier decides
 * @param misses reads that found nothing
 * @param failedReads reads that failed, because the far tier did: neither hits nor misses
 * @param puts entries stored
 * @param removals entries removed
 * @param evictions entries evicted because the near tier was full
 * @param averageGetNanos mean time of a read, in nanoseconds, over a sample; 0 if none was timed
 * @param averagePutNanos mean time of a store, in nanoseconds, over a sample; 0 if none was timed
 * @param averageRemoveNanos mean time of a removal, in nanoseconds, over a sample; 0 if none was
 *     timed
 */
public record CacheStatistics(
    long hits,
    long farHits,
    long misses,
    long failedReads,
    long puts,
    long removals,
    long evictions,
    double averageGetNanos,
    double averagePutNanos,
    double averageRemoveNanos) {

  /**
   * Reads that were answered by this JVM alone.
   *
   * @return the other hits
   */
  public long nearHits() {
    return hits - farHits;
  }

  /**
   * All reads.
   *
   * @return hits and misses
   */
  public long gets() {
    return hits + misses;
  }
}
