package io.nearfar.cdi.internal.invoke;

import io.nearfar.cdi.internal.messages.CdiMessages;
import io.nearfar.cdi.internal.model.CacheOperation;
import io.nearfar.cdi.internal.results.ResultStore;
import io.nearfar.cdi.internal.results.ResultStores;
import jakarta.interceptor.InvocationContext;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.annotation.CacheResolver;

/** A resolver of the application: asked for every call, as JSR-107 says. */
final class ResolvedCache implements CacheAccess {
  private final CacheResolver resolver;
  private final ResultStores stores;
  private final CacheOperation operation;

  ResolvedCache(CacheResolver resolver, ResultStores stores, CacheOperation operation) {
    this.resolver = resolver;
    this.stores = stores;
    this.operation = operation;
  }

  @Override
  public Cache<Object, Object> cache(InvocationContext call) {
    Cache<Object, Object> cache = resolver.resolveCache(new CallContext(operation, call));
    if (cache == null) {
      throw new CacheException(
          CdiMessages.noCache(resolver.getClass().getName(), operation.method().name()));
    }
    return cache;
  }

  @Override
  public ResultStore store(InvocationContext call) {
    return stores.of(cache(call));
  }
}
