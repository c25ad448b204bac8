package io.nearfar.cdi.internal.invoke;

import io.nearfar.cdi.internal.results.ResultStore;
import jakarta.interceptor.InvocationContext;
import javax.cache.Cache;

/** Finds the cache of a call. Thread-safe. */
interface CacheAccess {

  /** The cache; open as far as known. */
  Cache<Object, Object> cache(InvocationContext call);

  /** The results in that cache. */
  ResultStore store(InvocationContext call);
}
