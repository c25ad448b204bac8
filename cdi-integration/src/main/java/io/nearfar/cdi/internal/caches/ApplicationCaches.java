package io.nearfar.cdi.internal.caches;

import io.nearfar.cdi.internal.messages.CdiMessages;
import java.util.Collection;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.spi.CachingProvider;
import org.jspecify.annotations.Nullable;

/**
 * The caching provider of the application, its manager and its caches. The provider is the one that
 * the system property of JCache names, or Nearfar's where it is on the class path, or the only one
 * there is. The manager is the provider's default one for the application's class loader; it is
 * opened when it is needed first, and closed with the application. If the application has a manager
 * of its own, that one and its provider are used, and it is never closed here. Thread-safe.
 */
public final class ApplicationCaches implements AutoCloseable {
  private static final String OURS = "io.nearfar.NearfarCachingProvider";

  private final CacheTypes types;
  private final @Nullable Supplier<CacheManager> own;
  private final ClassLoader loader;
  private final ReentrantLock lock = new ReentrantLock();

  /** Written with {@link #lock} held. */
  private volatile @Nullable CacheManager manager;

  private volatile boolean closed;

  /**
   * @param types the classes that methods store
   * @param users the classes whose methods do
   * @param own finds the application's own manager; null = it has none. Asked once
   */
  public ApplicationCaches(
      CacheTypes types, Collection<Class<?>> users, @Nullable Supplier<CacheManager> own) {
    this.types = types;
    this.own = own;
    this.loader = ApplicationLoader.of(users);
  }

  /** The provider; never null. */
  public CachingProvider provider() {
    return own == null ? defaultProvider() : manager().getCachingProvider();
  }

  private CachingProvider defaultProvider() {
    if (System.getProperty(Caching.JAVAX_CACHE_CACHING_PROVIDER) == null && isThere(OURS)) {
      return Caching.getCachingProvider(OURS, loader);
    }
    return Caching.getCachingProvider(loader);
  }

  private boolean isThere(String type) {
    try {
      Class.forName(type, /* initialize= */ false, loader);
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  /**
   * The manager; open, unless it is the application's own.
   *
   * @throws IllegalStateException if the application has been stopped
   */
  public CacheManager manager() {
    CacheManager known = manager;
    // What the application has closed of its own, it must open itself.
    return known == null || (own == null && known.isClosed()) ? open() : known;
  }

  private CacheManager open() {
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException(CdiMessages.closed());
      }
      CacheManager known = manager;
      if (known == null || (own == null && known.isClosed())) {
        known =
            own == null ? defaultProvider().getCacheManager(/* uri= */ null, loader) : own.get();
        manager = known;
      }
      return known;
    } finally {
      lock.unlock();
    }
  }

  /**
   * The cache of a name, made if it is missing.
   *
   * @return an open cache; its types are not checked
   */
  @SuppressWarnings("unchecked") // the types are Object, or nobody's concern here
  public Cache<Object, Object> cache(String name) {
    Cache<?, ?> known = find(name);
    return (Cache<Object, Object>) (known == null ? create(name) : known);
  }

  private @Nullable Cache<?, ?> find(String name) {
    return manager().getCache(name);
  }

  private Cache<?, ?> create(String name) {
    CacheManager into = manager();
    try {
      return into.createCache(name, configuration(into, name));
    } catch (CacheException e) {
      // Somebody else has made it between the two calls; otherwise the failure stands.
      Cache<?, ?> known = find(name);
      if (known == null) {
        throw e;
      }
      return known;
    }
  }

  private Configuration<Object, Object> configuration(CacheManager into, String name) {
    if (into.getCachingProvider().getClass().getName().equals(OURS)) {
      return NearfarSetup.configuration(types.of(name));
    }
    return new MutableConfiguration<Object, Object>().setTypes(Object.class, Object.class);
  }

  /** Closes the manager if it was opened here; nothing can be cached any more. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      CacheManager open = manager;
      if (open != null && own == null) {
        open.close();
      }
    } finally {
      lock.unlock();
    }
  }
}
