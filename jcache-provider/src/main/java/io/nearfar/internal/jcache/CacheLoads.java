package io.nearfar.internal.jcache;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import javax.cache.CacheException;
import javax.cache.integration.CacheLoaderException;
import javax.cache.integration.CompletionListener;
import org.jspecify.annotations.Nullable;

/** Loads many entries in the background, for {@code Cache.loadAll}. */
final class CacheLoads<K, V> {
  private static final Logger LOGGER = System.getLogger(CacheLoads.class.getName());

  private final CacheParts<K, V> parts;
  private final BooleanSupplier closed;

  /**
   * Those of a cache.
   *
   * @param closed whether the cache is closed
   */
  CacheLoads(CacheParts<K, V> parts, BooleanSupplier closed) {
    this.parts = parts;
    this.closed = closed;
  }

  /** Begins to load. */
  void begin(Collection<K> keys, boolean replace, @Nullable CompletionListener listener) {
    // The caller goes on, and may change its keys meanwhile.
    Set<K> wanted = new LinkedHashSet<>();
    keys.forEach(key -> wanted.add(parts.copier().copy(key)));
    boolean accepted = parts.tasks().load(() -> load(wanted, replace, listener));
    if (!accepted && listener != null) {
      listener.onException(closedWhileLoading());
    }
  }

  private void load(Set<K> keys, boolean replace, @Nullable CompletionListener listener) {
    if (closed.getAsBoolean()) {
      // Queued before the cache was closed. Nobody has to hear of it who did not ask to.
      if (listener != null) {
        complete(listener, closedWhileLoading());
      }
      return;
    }
    Exception failure = null;
    try {
      parts.engine().loadAll(keys, replace);
    } catch (RuntimeException e) {
      failure = e;
    } catch (Error e) {
      // A completion listener takes exceptions only, and somebody may be waiting for it.
      failure = new CacheLoaderException(loaderFailed(), e);
    }
    if (listener != null) {
      complete(listener, failure);
    } else if (failure != null) {
      LOGGER.log(Level.WARNING, loaderFailed(), failure);
    }
  }

  private void complete(CompletionListener listener, @Nullable Exception failure) {
    try {
      if (failure == null) {
        listener.onCompletion();
      } else {
        listener.onException(failure);
      }
    } catch (RuntimeException | Error e) {
      CacheIdentity cache = parts.identity();
      LOGGER.log(
          Level.WARNING, JCacheMessages.completionListenerFailed(cache.name(), cache.manager()), e);
    }
  }

  private String loaderFailed() {
    return JCacheMessages.loaderFailed(parts.identity().name(), parts.identity().manager());
  }

  private CacheException closedWhileLoading() {
    return new CacheException(
        JCacheMessages.closedWhileLoading(parts.identity().name(), parts.identity().manager()));
  }
}
