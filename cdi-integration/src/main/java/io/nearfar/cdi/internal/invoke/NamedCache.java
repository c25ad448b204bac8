package io.nearfar.cdi.internal.invoke;

import io.nearfar.cdi.internal.caches.ApplicationCaches;
import io.nearfar.cdi.internal.results.ResultStore;
import io.nearfar.cdi.internal.results.ResultStores;
import jakarta.interceptor.InvocationContext;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;

/** The default resolver: the cache of a name, looked up once, and again when it was closed. */
final class NamedCache implements CacheAccess {
  private final ApplicationCaches caches;
  private final ResultStores stores;
  private final String name;

  private volatile @Nullable Found found;

  private record Found(Cache<Object, Object> cache, ResultStore store) {}

  NamedCache(ApplicationCaches caches, ResultStores stores, String name) {
    this.caches = caches;
    this.stores = stores;
    this.name = name;
  }

  @Override
  public Cache<Object, Object> cache(InvocationContext call) {
    return found().cache();
  }

  @Override
  public ResultStore store(InvocationContext call) {
    return found().store();
  }

  private Found found() {
    Found known = found;
    return known == null || known.cache().isClosed() ? find() : known;
  }

  private Found find() {
    Cache<Object, Object> cache = caches.cache(name);
    Found now = new Found(cache, stores.of(cache));
    found = now;
    return now;
  }
}
