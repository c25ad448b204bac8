package io.nearfar.cdi.internal.results;

import io.nearfar.cdi.CachedNull;
import io.nearfar.cdi.MethodKey;
import io.nearfar.cdi.internal.messages.CdiMessages;
import java.util.concurrent.ConcurrentHashMap;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * The result stores of an application, one per cache: all methods that use a cache must know of the
 * calls of the others. Thread-safe.
 */
public final class ResultStores {
  /** The provider of Nearfar is an optional dependency, and its classes may not be there. */
  private static final boolean OURS = isNearfarThere();

  private final ConcurrentHashMap<Cache<?, ?>, ResultStore> stores = new ConcurrentHashMap<>();
  private final Waits waits = new Waits();

  /**
   * The store of a cache.
   *
   * @throws CacheException if the cache's key type excludes our keys
   */
  public ResultStore of(Cache<Object, Object> cache) {
    ResultStore known = stores.get(cache);
    if (known != null) {
      return known;
    }
    // Caches that were closed are of no more use, and somebody made a new one.
    stores.keySet().removeIf(Cache::isClosed);
    return stores.computeIfAbsent(cache, added -> make(cache));
  }

  /**
   * What opens batches of invalidations.
   *
   * @return null if the provider of Nearfar is not there
   */
  public static @Nullable Batches batches() {
    return OURS ? NearfarBatches.INSTANCE : null;
  }

  /**
   * Fires an event in a cache.
   *
   * @return false if it is none of Nearfar's
   */
  public static boolean fire(Cache<?, ?> cache, String event) {
    return OURS && NearfarResults.fire(cache, event);
  }

  private static boolean isNearfarThere() {
    try {
      Class.forName(
          "io.nearfar.cache.NearfarCache",
          /* initialize= */ false,
          ResultStores.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  private ResultStore make(Cache<Object, Object> cache) {
    @SuppressWarnings("unchecked") // the class literal has no type arguments
    Configuration<?, ?> configuration = cache.getConfiguration(Configuration.class);
    Class<?> keyType = configuration.getKeyType();
    if (!keyType.isAssignableFrom(MethodKey.class) && !isGenerated(keyType)) {
      throw new CacheException(CdiMessages.wrongKeyType(cache.getName(), keyType.getName()));
    }
    boolean holdsNulls = configuration.getValueType().isInstance(CachedNull.INSTANCE);
    ResultStore ours = OURS ? NearfarResults.of(cache, holdsNulls) : null;
    return ours == null ? new JCacheResults(cache, holdsNulls, waits) : ours;
  }

  /** Keys of a generator of the application's own. */
  private static boolean isGenerated(Class<?> keyType) {
    return javax.cache.annotation.GeneratedCacheKey.class.isAssignableFrom(keyType);
  }
}
