package io.nearfar.stats;

/**
 * What a cache has done while its statistics were on, since it was created or they were cleared.
 * Counted as JSR-107 1.1.1 says ("Statistics").
 *
 * @param hits reads that found an entry
 * @param misses reads that found nothing
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
    long misses,
    long puts,
    long removals,
    long evictions,
    double averageGetNanos,
    double averagePutNanos,
    double averageRemoveNanos) {

  /**
   * All reads.
   *
   * @return hits and misses
   */
  public long gets() {
    return hits + misses;
  }
}
