package io.nearfar.check;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.nearfar.NearfarCachingProvider;
import io.nearfar.cache.NearfarCache;
import io.nearfar.config.NearfarConfiguration;
import io.nearfar.config.NearfarConfigurationBuilder;
import io.nearfar.config.Topology;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.Factory;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.spi.CachingProvider;
import org.jspecify.annotations.Nullable;

/** The caches of one JVM, made as an application makes them. */
final class Node implements AutoCloseable {
  private static final int MAX_TRIES = 5;

  private final CachingProvider provider = new NearfarCachingProvider();
  private final CacheManager manager;
  private final @Nullable RedissonMaps maps;
  private final String caching;
  private final Cache<Integer, Long> values;
  private final Cache<Integer, Long> counters;

  private final Cache<Integer, Long> loaded;
  private final Cache<Integer, Long> mortal;
  private final Cache<Integer, Long> watched;
  private final @Nullable NearfarCache<Integer, Long> tagged;
  private final Source source;

  private Node(NodeSettings settings, Path directory) {
    caching = settings.caching();
    source = new Source(directory.resolve("source"), Keys.FIRST_LOADED, Keys.LOADED);
    manager =
        provider.getCacheManager(
            URI.create("urn:check"), Node.class.getClassLoader(), settings.managerProperties());
    maps =
        RedissonMaps.areMeantBy(caching) ? new RedissonMaps(caching, settings.properties()) : null;
    values = cache("values");
    // Of their own: what changes often would make copies of the other keys suspect.
    watched = cache("watched");
    if (maps != null) {
      counters = loaded = mortal = values;
      tagged = null;
      return;
    }
    tagged = tagged(cache("tagged"));
    // Of their own: nobody clears them.
    counters = cache("counters");
    loaded =
        cache(
            "loaded",
            configuration().readThrough(true).loaderFactory((Factory<Source>) () -> source));
    mortal =
        cache(
            "mortal",
            configuration()
                .expiryPolicyFactory(
                    ModifiedExpiryPolicy.factoryOf(
                        new Duration(MILLISECONDS, CheckSettings.LIFE.toMillis()))));
  }

  /**
   * A node that has all its caches. On few processors that many share the first answers may take
   * longer than is waited for them: then it is tried again.
   *
   * @param directory for what the nodes share
   */
  static Node open(NodeSettings settings, Path directory) {
    for (int tries = 1; ; tries++) {
      try {
        return new Node(settings, directory);
      } catch (CacheException e) {
        if (tries == MAX_TRIES) {
          throw e;
        }
      }
    }
  }

  /** Another cache of the same kind. */
  Cache<Integer, Long> cache(String name) {
    return maps == null ? cache(name, configuration()) : maps.cache(name);
  }

  private Cache<Integer, Long> cache(
      String name, NearfarConfigurationBuilder<Integer, Long> configuration) {
    Cache<Integer, Long> cache = manager.createCache(name, configuration.build());
    return caching.equals(NodeSettings.STALE) ? StaleCache.of(cache) : cache;
  }

  @SuppressWarnings("unchecked")
  private static NearfarCache<Integer, Long> tagged(Cache<Integer, Long> cache) {
    return (NearfarCache<Integer, Long>) cache.unwrap(NearfarCache.class);
  }

  private NearfarConfigurationBuilder<Integer, Long> configuration() {
    Topology topology =
        caching.equals(NodeSettings.STALE)
            ? Topology.FAR
            : Topology.valueOf(caching.toUpperCase(Locale.ROOT).replace('-', '_'));
    var builder = NearfarConfiguration.builder(Integer.class, Long.class).topology(topology);
    return topology == Topology.NEAR_FAR ? builder.maxStaleness(CheckSettings.FAULTY) : builder;
  }

  /** Whether it has only what maps have: nothing is processed, loaded, or expires. */
  boolean hasMaps() {
    return maps != null;
  }

  /** Whose entries are loaded. */
  Cache<Integer, Long> loaded() {
    return loaded;
  }

  /** Where they come from. */
  Source source() {
    return source;
  }

  /** Whose entries are seldom changed. */
  Cache<Integer, Long> watched() {
    return watched;
  }

  /** Whose entries expire. */
  Cache<Integer, Long> mortal() {
    return mortal;
  }

  /** Whose entries may have tags; not with maps. */
  NearfarCache<Integer, Long> tagged() {
    return Objects.requireNonNull(tagged);
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
    if (maps != null) {
      maps.close();
    }
  }
}
