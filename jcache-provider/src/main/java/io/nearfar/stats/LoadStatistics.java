package io.nearfar.stats;

/**
 * What a cache has loaded since it was created: with its {@code CacheLoader}, or with functions
 * that reads were given. Counted always, whether statistics are on or not. Immutable.
 *
 * @param loads how often the application was asked for a value, and answered: also that there is
 *     none. Keys that are loaded with one call count one each
 * @param failures how often it failed instead; a call for many keys once
 * @param averageNanos mean time of a load, in nanoseconds, that of a call for many keys divided
 *     among them; 0 if there was none
 */
public record LoadStatistics(long loads, long failures, double averageNanos) {}
