package io.nearfar.cdi.internal.invoke;

import io.nearfar.cdi.internal.caches.ApplicationCaches;
import io.nearfar.cdi.internal.keys.KeyMaker;
import io.nearfar.cdi.internal.keys.ParameterKeys;
import io.nearfar.cdi.internal.messages.CdiMessages;
import io.nearfar.cdi.internal.model.CacheOperation;
import io.nearfar.cdi.internal.model.KeyRule;
import io.nearfar.cdi.internal.results.ResultStores;
import java.util.function.Function;
import javax.cache.CacheException;
import javax.cache.annotation.CacheKeyGenerator;
import javax.cache.annotation.CacheResolver;
import javax.cache.annotation.CacheResolverFactory;
import javax.cache.annotation.CacheResult;
import org.jspecify.annotations.Nullable;

/** Gives operations what their calls need: keys, caches, the application's own objects. */
final class Binder {
  private final ApplicationCaches caches;
  private final ResultStores stores;
  private final Function<Class<?>, Object> objects;

  /**
   * @param objects makes the object of a class: a bean, or by its constructor
   */
  Binder(ApplicationCaches caches, ResultStores stores, Function<Class<?>, Object> objects) {
    this.caches = caches;
    this.stores = stores;
    this.objects = objects;
  }

  BoundOperation bind(CacheOperation operation) {
    CacheAccess access = access(operation);
    if (operation instanceof CacheOperation.Result result) {
      return bindResult(result, access);
    } else if (operation instanceof CacheOperation.Put put) {
      KeyMaker keys = keys(put, put.key());
      int value = put.valuePosition();
      return new BoundChange(
          put,
          call -> access.store(call).put(keys.key(call), call.getParameters()[value]),
          put.annotation().afterInvocation(),
          put.filter());
    } else if (operation instanceof CacheOperation.Remove remove) {
      KeyMaker keys = keys(remove, remove.key());
      return new BoundChange(
          remove,
          call -> access.store(call).remove(keys.key(call)),
          remove.annotation().afterInvocation(),
          remove.filter());
    }
    CacheOperation.RemoveAll removeAll = (CacheOperation.RemoveAll) operation;
    return new BoundChange(
        removeAll,
        call -> access.store(call).removeAll(),
        removeAll.annotation().afterInvocation(),
        removeAll.filter());
  }

  private BoundOperation bindResult(CacheOperation.Result result, CacheAccess access) {
    KeyMaker keys = keys(result, result.key());
    CachedExceptions exceptions =
        result.exceptionCacheName().isEmpty()
            ? null
            : new CachedExceptions(result, exceptionAccess(result));
    Stages stages = Stages.of(result.method().method().getReturnType());
    return stages == null
        ? new ValueResult(result, keys, access, exceptions)
        : new StageResult(result, keys, access, exceptions, stages);
  }

  private KeyMaker keys(CacheOperation operation, KeyRule rule) {
    return rule.generator() == null
        ? new ParameterKeys(rule, operation.method().parameters().size())
        : new GeneratedKeys((CacheKeyGenerator) objects.apply(rule.generator()), operation);
  }

  private CacheAccess access(CacheOperation operation) {
    Class<? extends CacheResolverFactory> type = operation.resolverFactory();
    if (type == null) {
      return new NamedCache(caches, stores, operation.cacheName());
    }
    CacheResolverFactory factory = (CacheResolverFactory) objects.apply(type);
    return resolved(
        factory.getCacheResolver(new OperationDetails<>(operation, operation.annotation())),
        factory,
        operation);
  }

  private CacheAccess exceptionAccess(CacheOperation.Result result) {
    Class<? extends CacheResolverFactory> type = result.resolverFactory();
    if (type == null) {
      return new NamedCache(caches, stores, result.exceptionCacheName());
    }
    CacheResolverFactory factory = (CacheResolverFactory) objects.apply(type);
    return resolved(
        factory.getExceptionCacheResolver(
            new OperationDetails<CacheResult>(result, result.annotation())),
        factory,
        result);
  }

  private CacheAccess resolved(
      @Nullable CacheResolver resolver, CacheResolverFactory factory, CacheOperation operation) {
    if (resolver == null) {
      throw new CacheException(
          CdiMessages.noCache(factory.getClass().getName(), operation.method().name()));
    }
    return new ResolvedCache(resolver, stores, operation);
  }
}
