package io.nearfar.internal.jcache;

import io.nearfar.internal.engine.Loader;
import io.nearfar.stats.LoadCounters;
import java.util.HashMap;
import java.util.Map;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheLoaderException;
import org.jspecify.annotations.Nullable;

/**
 * A JCache loader for the engine: whatever it throws comes out as a CacheLoaderException, and what
 * it returns is looked at before the cache takes it.
 */
final class LoaderAdapter<K, V> implements Loader<K, V> {
  private final CacheIdentity cache;
  private final CacheLoader<K, V> loader;
  private final TypeCheck<K, V> types;
  private final LoadCounters counters;

  LoaderAdapter(
      CacheIdentity cache, CacheLoader<K, V> loader, TypeCheck<K, V> types, LoadCounters counters) {
    this.cache = cache;
    this.loader = loader;
    this.types = types;
    this.counters = counters;
  }

  @Override
  public @Nullable V load(K key) {
    types.key(key);
    LoadTiming timing = LoadTiming.begin(counters);
    try {
      V value = loader.load(key);
      V checked = value == null ? null : types.value(value);
      timing.loaded(1);
      return checked;
    } catch (CacheLoaderException | Error e) {
      timing.failed();
      throw e;
    } catch (Exception e) {
      timing.failed();
      // Also what is checked: languages other than Java throw it undeclared.
      throw new CacheLoaderException(JCacheMessages.loaderFailed(cache.name(), cache.manager()), e);
    }
  }

  @Override
  public Map<K, V> loadAll(Iterable<? extends K> keys) {
    int count = 0;
    for (K key : keys) {
      types.key(key);
      count++;
    }
    LoadTiming timing = LoadTiming.begin(counters);
    try {
      Map<K, V> loaded = loader.loadAll(keys);
      if (loaded == null) {
        throw new CacheLoaderException(
            JCacheMessages.loaderReturnedNull(cache.name(), cache.manager()));
      }
      Map<K, V> wanted = wanted(keys, loaded);
      timing.loaded(count);
      return wanted;
    } catch (CacheLoaderException | Error e) {
      timing.failed();
      throw e;
    } catch (Exception e) {
      timing.failed();
      throw new CacheLoaderException(JCacheMessages.loaderFailed(cache.name(), cache.manager()), e);
    }
  }

  /** What was asked for, and nothing else that the loader's map may hold. */
  private Map<K, V> wanted(Iterable<? extends K> keys, Map<K, V> loaded) {
    Map<K, V> result = new HashMap<>();
    for (K key : keys) {
      V value = loaded.get(key);
      if (value != null) {
        result.put(key, types.value(value));
      }
    }
    return result;
  }
}
