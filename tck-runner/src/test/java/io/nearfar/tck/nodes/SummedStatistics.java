package io.nearfar.tck.nodes;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import javax.cache.management.CacheStatisticsMXBean;

/** The statistics of a cache over all nodes. */
final class SummedStatistics implements CacheStatisticsMXBean {
  private final List<CacheStatisticsMXBean> nodes;

  SummedStatistics(List<CacheStatisticsMXBean> nodes) {
    this.nodes = nodes;
  }

  private long sum(ToLongFunction<CacheStatisticsMXBean> figure) {
    return nodes.stream().mapToLong(figure).sum();
  }

  private float percentage(long part, long whole) {
    return whole == 0 ? 0 : 100f * part / whole;
  }

  private float average(
      ToDoubleFunction<CacheStatisticsMXBean> figure, ToLongFunction<CacheStatisticsMXBean> count) {
    long all = sum(count);
    double total =
        nodes.stream()
            .mapToDouble(node -> figure.applyAsDouble(node) * count.applyAsLong(node))
            .sum();
    return all == 0 ? 0 : (float) (total / all);
  }

  @Override
  public void clear() {
    nodes.forEach(CacheStatisticsMXBean::clear);
  }

  @Override
  public long getCacheHits() {
    return sum(CacheStatisticsMXBean::getCacheHits);
  }

  @Override
  public float getCacheHitPercentage() {
    return percentage(getCacheHits(), getCacheGets());
  }

  @Override
  public long getCacheMisses() {
    return sum(CacheStatisticsMXBean::getCacheMisses);
  }

  @Override
  public float getCacheMissPercentage() {
    return percentage(getCacheMisses(), getCacheGets());
  }

  @Override
  public long getCacheGets() {
    return sum(CacheStatisticsMXBean::getCacheGets);
  }

  @Override
  public long getCachePuts() {
    return sum(CacheStatisticsMXBean::getCachePuts);
  }

  @Override
  public long getCacheRemovals() {
    return sum(CacheStatisticsMXBean::getCacheRemovals);
  }

  @Override
  public long getCacheEvictions() {
    return sum(CacheStatisticsMXBean::getCacheEvictions);
  }

  @Override
  public float getAverageGetTime() {
    return average(CacheStatisticsMXBean::getAverageGetTime, CacheStatisticsMXBean::getCacheGets);
  }

  @Override
  public float getAveragePutTime() {
    return average(CacheStatisticsMXBean::getAveragePutTime, CacheStatisticsMXBean::getCachePuts);
  }

  @Override
  public float getAverageRemoveTime() {
    return average(
        CacheStatisticsMXBean::getAverageRemoveTime, CacheStatisticsMXBean::getCacheRemovals);
  }
}
