package io.nearfar.benchmarks.far;

import io.nearfar.benchmarks.Subject;
import io.nearfar.benchmarks.Workload;
import io.nearfar.cache.NearfarCache;
import io.nearfar.config.EvictionPolicy;
import io.nearfar.config.NearfarConfiguration;
import io.nearfar.config.Topology;
import io.nearfar.stats.LinkStatistics;
import javax.cache.Cache;
import javax.cache.CacheManager;
import org.jspecify.annotations.Nullable;

/** Nearfar, topology {@code near-far}. */
final class NearFarSubject implements Subject {
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
    Links.await(link);
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
