package io.nearfar.stats;

/**
 * What a cache has loaded since it was created: with its {@code CacheLoader}, or with functions
 * that reads were given. Counted always, whether statistics are on or not. Immutable.
 *
 * @param loads how often the application was asked for a value, and answered: also that there is
 *     none. Keys that are loaded with one call count one each
 * @param failures how often it failed instead; a call for many keys once
 * @param totalNanos how long the loads took that did not fail, all together, in nanoseconds
 */
public record LoadStatistics(long loads, long failures, long totalNanos) {

  /**
   * The mean time of a load; that of a call for many keys is divided among them.
   *
   * @return in nanoseconds; 0 if there was none
   */
  public double averageNanos() {
    return loads == 0 ? 0 : (double) totalNanos / loads;
  }
}
