package io.nearfar.benchmarks.tags;

import io.nearfar.NearfarCachingProvider;
import io.nearfar.benchmarks.Workload;
import io.nearfar.benchmarks.far.FarManagers;
import io.nearfar.benchmarks.far.Links;
import io.nearfar.cache.NearfarCache;
import io.nearfar.config.EvictionPolicy;
import io.nearfar.config.NearfarConfiguration;
import io.nearfar.config.NearfarConfigurationBuilder;
import io.nearfar.config.Topology;
import io.nearfar.stats.LinkState;
import io.nearfar.stats.LinkStatistics;
import java.util.List;
import java.util.stream.IntStream;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import org.jspecify.annotations.Nullable;

/** Nearfar in any topology. */
final class NearfarSubject implements TaggedSubject {
  private final CacheManager manager;
  private final Cache<Integer, Object> cache;
  private final NearfarCache<Integer, Object> tagged;

  /**
   * Opens an empty cache; waits until near copies are served, if there are to be some.
   *
   * @param url of the server; null if the topology needs none
   */
  NearfarSubject(Topology topology, Workload workload, @Nullable String url, int maxEntries) {
    manager =
        url == null
            ? Caching.getCachingProvider(NearfarCachingProvider.class.getName()).getCacheManager()
            : FarManagers.open(url);
    NearfarConfigurationBuilder<Integer, Object> configuration =
        NearfarConfiguration.copyOf(workload.configuration()).toBuilder().topology(topology);
    if (topology != Topology.FAR) {
      configuration.evictionPolicy(EvictionPolicy.ADAPTIVE).maxEntries(maxEntries);
    }
    cache = manager.createCache("tagged", configuration.build());
    tagged = unwrap(cache);
    if (topology == Topology.NEAR_FAR) {
      Links.await(tagged);
    }
  }

  /** The cache with what it can do beyond JSR-107. */
  @SuppressWarnings("unchecked") // It is the same cache.
  static <K, V> NearfarCache<K, V> unwrap(Cache<K, V> cache) {
    return cache.unwrap(NearfarCache.class);
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
  public void put(Integer key, Object value, List<String> tags) {
    tagged.put(key, value, tags);
  }

  @Override
  public void invalidateOthers(int tags) {
    var unused =
        tagged.invalidateTags(IntStream.range(0, tags).mapToObj(tag -> "other:" + tag).toList());
  }

  @Override
  public void checkNear() {
    LinkStatistics link = tagged.linkStatistics().orElse(null);
    if (link != null && link.state() != LinkState.LINKED) {
      throw new IllegalStateException("The cache is not linked any more: " + link + ".");
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
