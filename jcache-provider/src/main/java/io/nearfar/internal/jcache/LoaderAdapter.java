package io.nearfar.internal.jcache;

import io.nearfar.internal.engine.Loader;
import java.util.Map;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheLoaderException;
import org.jspecify.annotations.Nullable;

/** A JCache loader for the engine: whatever it throws comes out as a CacheLoaderException. */
final class LoaderAdapter<K, V> implements Loader<K, V> {
  private final CacheIdentity cache;
  private final CacheLoader<K, V> loader;

  LoaderAdapter(CacheIdentity cache, CacheLoader<K, V> loader) {
    this.cache = cache;
    this.loader = loader;
  }

  @Override
  public @Nullable V load(K key) {
    try {
      return loader.load(key);
    } catch (CacheLoaderException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new CacheLoaderException(JCacheMessages.loaderFailed(cache.name(), cache.manager()), e);
    }
  }

  @Override
  public Map<K, V> loadAll(Iterable<? extends K> keys) {
    Map<K, V> loaded;
    try {
      loaded = loader.loadAll(keys);
    } catch (CacheLoaderException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new CacheLoaderException(JCacheMessages.loaderFailed(cache.name(), cache.manager()), e);
    }
    if (loaded == null) {
      throw new CacheLoaderException(
          JCacheMessages.loaderReturnedNull(cache.name(), cache.manager()));
    }
    return loaded;
  }
}
