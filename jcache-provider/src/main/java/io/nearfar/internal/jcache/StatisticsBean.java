package io.nearfar.internal.jcache;

import io.nearfar.stats.CacheCounters;
import io.nearfar.stats.CacheStatistics;
import java.util.concurrent.TimeUnit;
import javax.cache.management.CacheStatisticsMXBean;

/** Shows a cache's statistics over JMX; times in microseconds, as the specification says. */
final class StatisticsBean implements CacheStatisticsMXBean {
  private static final double NANOS_PER_MICRO = TimeUnit.MICROSECONDS.toNanos(1);

  private final CacheCounters counters;

  StatisticsBean(CacheCounters counters) {
    this.counters = counters;
  }

  @Override
  public void clear() {
    counters.clear();
  }

  @Override
  public long getCacheHits() {
    return counters.snapshot().hits();
  }

  @Override
  public float getCacheHitPercentage() {
    CacheStatistics now = counters.snapshot();
    return percentage(now.hits(), now.gets());
  }

  @Override
  public long getCacheMisses() {
    return counters.snapshot().misses();
  }

  @Override
  public float getCacheMissPercentage() {
    CacheStatistics now = counters.snapshot();
    return percentage(now.misses(), now.gets());
  }

  @Override
  public long getCacheGets() {
    return counters.snapshot().gets();
  }

  @Override
  public long getCachePuts() {
    return counters.snapshot().puts();
  }

  @Override
  public long getCacheRemovals() {
    return counters.snapshot().removals();
  }

  @Override
  public long getCacheEvictions() {
    return counters.snapshot().evictions();
  }

  @Override
  public float getAverageGetTime() {
    return (float) (counters.snapshot().averageGetNanos() / NANOS_PER_MICRO);
  }

  @Override
  public float getAveragePutTime() {
    return (float) (counters.snapshot().averagePutNanos() / NANOS_PER_MICRO);
  }

  @Override
  public float getAverageRemoveTime() {
    return (float) (counters.snapshot().averageRemoveNanos() / NANOS_PER_MICRO);
  }

  private static float percentage(long part, long whole) {
    return whole == 0 ? 0f : 100f * part / whole;
  }
}
