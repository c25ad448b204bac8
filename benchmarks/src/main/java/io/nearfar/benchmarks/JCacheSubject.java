package io.nearfar.benchmarks;

import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/** Any JCache provider, found by its class name: there are several on the class path. */
public final class JCacheSubject implements Subject {
  private final CacheManager manager;
  private final Cache<Integer, Object> cache;

  /**
   * A new cache in the provider's default manager.
   *
   * @param provider the class name of the caching provider
   * @param name the name of the cache
   * @param configuration its configuration
   */
  public JCacheSubject(String provider, String name, Configuration<Integer, Object> configuration) {
    manager = Caching.getCachingProvider(provider).getCacheManager();
    cache = manager.createCache(name, configuration);
  }

  /**
   * The cache itself, for benchmarks that want no wrapper.
   *
   * @return the cache
   */
  public Cache<Integer, Object> cache() {
    return cache;
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
