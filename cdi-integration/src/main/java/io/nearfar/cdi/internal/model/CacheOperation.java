package io.nearfar.cdi.internal.model;

import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheRemoveAll;
import javax.cache.annotation.CacheResolverFactory;
import javax.cache.annotation.CacheResult;
import org.jspecify.annotations.Nullable;

/** What an annotated method does with its cache. Immutable. */
public sealed interface CacheOperation extends Intercepted {

  /** The name of the cache; never empty. */
  String cacheName();

  /** What finds the cache; null = the default one. */
  @Nullable Class<? extends CacheResolverFactory> resolverFactory();

  /** How values are stored; null if none are. */
  default @Nullable StoreRule store() {
    return null;
  }

  /** Whether its cache is the default one of the method: neither named nor resolved. */
  default boolean isNamedAfterMethod() {
    return resolverFactory() == null && cacheName().equals(method().name());
  }

  /** Whether it changes a cache that is named after the method, which no other method reads. */
  default boolean isAlone() {
    return !(this instanceof Result) && isNamedAfterMethod();
  }

  /**
   * {@code @CacheResult}.
   *
   * @param exceptionCacheName empty = exceptions are not cached
   * @param cachedExceptions those that are
   * @param store how results are stored
   */
  record Result(
      MethodFacts method,
      CacheResult annotation,
      String cacheName,
      @Nullable Class<? extends CacheResolverFactory> resolverFactory,
      KeyRule key,
      String exceptionCacheName,
      ThrowableFilter cachedExceptions,
      StoreRule store)
      implements CacheOperation {}

  /**
   * {@code @CachePut}.
   *
   * @param valuePosition the parameter that is stored
   * @param filter exceptions that don't prevent the operation
   * @param store how it is stored
   */
  record Put(
      MethodFacts method,
      CachePut annotation,
      String cacheName,
      @Nullable Class<? extends CacheResolverFactory> resolverFactory,
      KeyRule key,
      int valuePosition,
      ThrowableFilter filter,
      StoreRule store)
      implements CacheOperation {}

  /**
   * {@code @CacheRemove}.
   *
   * @param filter exceptions that don't prevent the operation
   */
  record Remove(
      MethodFacts method,
      CacheRemove annotation,
      String cacheName,
      @Nullable Class<? extends CacheResolverFactory> resolverFactory,
      KeyRule key,
      ThrowableFilter filter)
      implements CacheOperation {}

  /**
   * {@code @CacheRemoveAll}.
   *
   * @param filter exceptions that don't prevent the operation
   */
  record RemoveAll(
      MethodFacts method,
      CacheRemoveAll annotation,
      String cacheName,
      @Nullable Class<? extends CacheResolverFactory> resolverFactory,
      ThrowableFilter filter)
      implements CacheOperation {}
}
