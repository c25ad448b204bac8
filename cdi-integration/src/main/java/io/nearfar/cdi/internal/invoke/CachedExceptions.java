package io.nearfar.cdi.internal.invoke;

import io.nearfar.cdi.internal.messages.CdiMessages;
import io.nearfar.cdi.internal.model.CacheOperation;
import io.nearfar.cdi.internal.model.ThrowableFilter;
import io.nearfar.cdi.internal.results.Loader;
import jakarta.interceptor.InvocationContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;

/**
 * The exception cache of a method: looked into when there is no result, and filled when the method
 * throws. What comes out of it is thrown as it was stored, stack trace included.
 */
final class CachedExceptions {
  private static final System.Logger LOG = System.getLogger(CachedExceptions.class.getName());

  private final CacheAccess access;
  private final ThrowableFilter filter;
  private final boolean skipGet;
  private final String name;
  private final AtomicBoolean warned = new AtomicBoolean();

  /** Calls a method that returns a stage. */
  @FunctionalInterface
  interface AsyncCall {
    CompletionStage<?> proceed(InvocationContext call) throws Exception;
  }

  CachedExceptions(CacheOperation.Result operation, CacheAccess access) {
    this.access = access;
    this.filter = operation.cachedExceptions();
    this.skipGet = operation.annotation().skipGet();
    this.name = operation.exceptionCacheName();
  }

  /** A {@link Loader}. */
  @Nullable Object load(Object key, InvocationContext call) throws Exception {
    Cache<Object, Object> cache = access.cache(call);
    Throwable stored = stored(cache, key);
    if (stored instanceof Error error) {
      throw error;
    } else if (stored != null) {
      throw (Exception) stored;
    }
    try {
      return call.proceed();
    } catch (Throwable failure) {
      store(cache, key, failure);
      throw failure;
    }
  }

  /** A {@link Loader} for stages. */
  CompletionStage<?> loadAsync(Object key, InvocationContext call, AsyncCall method)
      throws Exception {
    Cache<Object, Object> cache = access.cache(call);
    Throwable stored = stored(cache, key);
    if (stored != null) {
      return CompletableFuture.failedFuture(stored);
    }
    try {
      return method
          .proceed(call)
          .whenComplete(
              (value, failure) -> {
                if (failure != null) {
                  store(cache, key, unwrapped(failure));
                }
              });
    } catch (Throwable failure) {
      store(cache, key, failure);
      throw failure;
    }
  }

  private static Throwable unwrapped(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : null;
    return cause == null ? failure : cause;
  }

  private @Nullable Throwable stored(Cache<Object, Object> cache, Object key) {
    return skipGet ? null : (Throwable) cache.get(key);
  }

  private void store(Cache<Object, Object> cache, Object key, Throwable failure) {
    if (!filter.accepts(failure)) {
      return;
    }
    try {
      cache.put(key, failure);
    } catch (RuntimeException e) {
      // The application's own exception is what its caller must see.
      System.Logger.Level level =
          warned.compareAndSet(false, true)
              ? System.Logger.Level.WARNING
              : System.Logger.Level.DEBUG;
      LOG.log(level, CdiMessages.exceptionNotStored(name), e);
    }
  }
}
