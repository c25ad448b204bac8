package io.nearfar.cdi.internal.invoke;

import io.nearfar.cdi.CacheVariation;
import io.nearfar.cdi.internal.caches.ApplicationCaches;
import io.nearfar.cdi.internal.expressions.TagList;
import io.nearfar.cdi.internal.keys.KeyMaker;
import io.nearfar.cdi.internal.keys.ParameterKeys;
import io.nearfar.cdi.internal.keys.VariedKeys;
import io.nearfar.cdi.internal.messages.CdiMessages;
import io.nearfar.cdi.internal.model.BatchScope;
import io.nearfar.cdi.internal.model.CacheOperation;
import io.nearfar.cdi.internal.model.Intercepted;
import io.nearfar.cdi.internal.model.KeyRule;
import io.nearfar.cdi.internal.model.StoreRule;
import io.nearfar.cdi.internal.model.TagInvalidation;
import io.nearfar.cdi.internal.results.Batches;
import io.nearfar.cdi.internal.results.ResultStores;
import io.nearfar.cdi.internal.results.Tagger;
import jakarta.interceptor.InvocationContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
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
  private final Supplier<CacheVariation> variation;

  /**
   * @param objects makes the object of a class: a bean, or by its constructor
   * @param variation finds what tells callers apart
   */
  Binder(
      ApplicationCaches caches,
      ResultStores stores,
      Function<Class<?>, Object> objects,
      Supplier<CacheVariation> variation) {
    this.caches = caches;
    this.stores = stores;
    this.objects = objects;
    this.variation = variation;
  }

  BoundOperation bind(Intercepted intercepted) {
    if (intercepted instanceof BatchScope batch) {
      return new BoundBatch(batch, batches(batch));
    } else if (intercepted instanceof TagInvalidation invalidation) {
      return bindInvalidation(invalidation);
    }
    CacheOperation operation = (CacheOperation) intercepted;
    CacheAccess access = access(operation);
    if (operation instanceof CacheOperation.Result result) {
      return bindResult(result, access);
    } else if (operation instanceof CacheOperation.Put put) {
      KeyMaker keys = keys(put, put.key());
      int value = put.valuePosition();
      Tagger<InvocationContext> tagger = tagger(put.store());
      return new BoundChange(
          put,
          (call, result) -> put(call, access, keys, call.getParameters()[value], tagger),
          put.annotation().afterInvocation(),
          put.filter());
    } else if (operation instanceof CacheOperation.Remove remove) {
      KeyMaker keys = keys(remove, remove.key());
      return new BoundChange(
          remove,
          (call, result) -> access.store(call).remove(keys.key(call)),
          remove.annotation().afterInvocation(),
          remove.filter());
    }
    CacheOperation.RemoveAll removeAll = (CacheOperation.RemoveAll) operation;
    return new BoundChange(
        removeAll,
        (call, result) -> access.store(call).removeAll(),
        removeAll.annotation().afterInvocation(),
        removeAll.filter());
  }

  private static void put(
      InvocationContext call,
      CacheAccess access,
      KeyMaker keys,
      @Nullable Object value,
      @Nullable Tagger<InvocationContext> tagger) {
    access.store(call).put(keys.key(call), value, tagger == null ? null : tagger.tags(call, value));
  }

  private static @Nullable Tagger<InvocationContext> tagger(StoreRule rule) {
    TagList tags = rule.tags();
    return tags.isEmpty() ? null : (call, result) -> tags.tags(call.getParameters(), result);
  }

  private BoundOperation bindInvalidation(TagInvalidation invalidation) {
    List<CacheAccess> accesses = new ArrayList<>();
    for (String name : invalidation.cacheNames()) {
      accesses.add(new NamedCache(caches, stores, name));
    }
    return new BoundChange(
        invalidation,
        new TagChange(accesses, invalidation.tags(), batches(invalidation)),
        invalidation.annotation().afterInvocation(),
        invalidation.filter());
  }

  private static Batches batches(Intercepted intercepted) {
    Batches batches = ResultStores.batches();
    if (batches == null) {
      throw new CacheException(CdiMessages.noBatch(intercepted.method().name()));
    }
    return batches;
  }

  private BoundOperation bindResult(CacheOperation.Result result, CacheAccess access) {
    KeyMaker keys = keys(result, result.key());
    CachedExceptions exceptions =
        result.exceptionCacheName().isEmpty()
            ? null
            : new CachedExceptions(result, exceptionAccess(result));
    Stages stages = Stages.of(result.method().method().getReturnType());
    return stages == null
        ? new ValueResult(result, keys, access, exceptions, tagger(result.store()))
        : new StageResult(result, keys, access, exceptions, tagger(result.store()), stages);
  }

  private KeyMaker keys(CacheOperation operation, KeyRule rule) {
    if (rule.generator() != null) {
      return new GeneratedKeys((CacheKeyGenerator) objects.apply(rule.generator()), operation);
    }
    return rule.varyBy().isEmpty()
        ? new ParameterKeys(rule, operation.method().parameters().size())
        : new VariedKeys(rule, variation.get());
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
