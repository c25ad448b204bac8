package io.nearfar.benchmarks.far;

import io.nearfar.benchmarks.Subject;
import io.nearfar.benchmarks.Workload;
import io.nearfar.cache.NearfarCache;
import io.nearfar.config.EvictionPolicy;
import io.nearfar.config.NearfarConfiguration;
import io.nearfar.config.Topology;
import io.nearfar.stats.LinkState;
import io.nearfar.stats.LinkStatistics;
import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import javax.cache.CacheManager;
import org.jspecify.annotations.Nullable;

/** Nearfar, topology {@code near-far}. */
final class NearFarSubject implements Subject {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long PAUSE_MILLIS = 10;

  private final CacheManager manager;
  private final Cache<Integer, Object> cache;
  private final NearfarCache<?, ?> link;

  /** Waits until copies are served. */
  NearFarSubject(String url, Workload workload, int maxEntries) {
    manager = FarManagers.open(url);
    cache =
        manager.createCache(
            "copies",
            NearfarConfiguration.copyOf(workload.configuration()).toBuilder()
                .topology(Topology.NEAR_FAR)
                .evictionPolicy(EvictionPolicy.ADAPTIVE)
                .maxEntries(maxEntries)
                .build());
    link = cache.unwrap(NearfarCache.class);
    awaitLinked();
  }

  private void awaitLinked() {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (statistics().state() != LinkState.LINKED || statistics().polls() == 0) {
      if (System.nanoTime() - end > 0) {
        throw new IllegalStateException("The cache was not linked in time: " + statistics());
      }
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted while waiting for the link.", e);
      }
    }
  }

  /** What its link has seen. */
  LinkStatistics statistics() {
    return link.linkStatistics().orElseThrow();
  }

  @Override
  public @Nullable Object get(Integer key) {
    return cache.get(key);
  }

  @Override
  public void put(Integer key, Object value) {
    cache.put(key, value);
  }

  @Override
  public void close() {
    manager.close();
  }
}
