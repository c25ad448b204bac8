package io.nearfar.check;

import io.nearfar.NearfarCachingProvider;
import io.nearfar.config.NearfarConfiguration;
import io.nearfar.config.Topology;
import java.net.URI;
import java.util.Locale;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.spi.CachingProvider;

/** The caches of one JVM, made as an application makes them. */
final class Node implements AutoCloseable {
  private final CachingProvider provider = new NearfarCachingProvider();
  private final CacheManager manager;
  private final String caching;
  private final Cache<Integer, Long> values;
  private final Cache<Integer, Long> counters;

  Node(NodeSettings settings) {
    caching = settings.caching();
    manager =
        provider.getCacheManager(
            URI.create("urn:check"), Node.class.getClassLoader(), settings.managerProperties());
    values = cache("values");
    // Of their own: nobody clears them.
    counters = cache("counters");
  }

  /** Another cache of the same kind. */
  Cache<Integer, Long> cache(String name) {
    boolean isStale = caching.equals(NodeSettings.STALE);
    Topology topology =
        isStale
            ? Topology.FAR
            : Topology.valueOf(caching.toUpperCase(Locale.ROOT).replace('-', '_'));
    Cache<Integer, Long> cache = manager.createCache(name, configuration(topology));
    return isStale ? StaleCache.of(cache) : cache;
  }

  private static NearfarConfiguration<Integer, Long> configuration(Topology topology) {
    var builder = NearfarConfiguration.builder(Integer.class, Long.class).topology(topology);
    return topology == Topology.NEAR_FAR
        ? builder.maxStaleness(CheckSettings.FAULTY).build()
        : builder.build();
  }

  Cache<Integer, Long> values() {
    return values;
  }

  Cache<Integer, Long> counters() {
    return counters;
  }

  @Override
  public void close() {
    provider.close();
  }
}
