package io.nearfar.benchmarks;

import io.nearfar.NearfarCachingProvider;
import io.nearfar.config.EvictionPolicy;
import io.nearfar.config.NearfarConfiguration;
import io.nearfar.config.NearfarConfigurationBuilder;
import io.nearfar.config.Topology;
import org.jspecify.annotations.Nullable;

/** Nearfar caches that differ in what they hold and what leaves them first. */
public enum Nearfar {
  /** No bound. */
  UNBOUNDED(Topology.NEAR, null, 0),
  /** Bounded to 100,000 entries, adaptive eviction: beside raw Caffeine with the same bound. */
  ADAPTIVE(Topology.NEAR, EvictionPolicy.ADAPTIVE, 100_000),
  /** As {@link #ADAPTIVE}, least recently used goes first. */
  LRU(Topology.NEAR, EvictionPolicy.LRU, 100_000),
  /** As {@link #ADAPTIVE}, least frequently used goes first. */
  LFU(Topology.NEAR, EvictionPolicy.LFU, 100_000),
  /** As {@link #ADAPTIVE}, oldest goes first. */
  FIFO(Topology.NEAR, EvictionPolicy.FIFO, 100_000),
  /** Bounded to 1,048,576 entries. */
  LARGE(Topology.NEAR, EvictionPolicy.ADAPTIVE, 1_048_576),
  /** Caching switched off. */
  NONE(Topology.NONE, null, 0);

  private final Topology topology;
  private final @Nullable EvictionPolicy policy;
  private final long maxEntries;

  Nearfar(Topology topology, @Nullable EvictionPolicy policy, long maxEntries) {
    this.topology = topology;
    this.policy = policy;
    this.maxEntries = maxEntries;
  }

  /**
   * Opens an empty cache.
   *
   * @param workload its standard configuration
   * @return the cache
   */
  public JCacheSubject open(Workload workload) {
    NearfarConfigurationBuilder<Integer, Object> configuration =
        NearfarConfiguration.copyOf(workload.configuration()).toBuilder().topology(topology);
    if (policy != null) {
      configuration.evictionPolicy(policy).maxEntries(maxEntries);
    }
    return new JCacheSubject(
        NearfarCachingProvider.class.getName(), this + "-" + workload, configuration.build());
  }
}
