package io.nearfar.cdi.internal.caches;

import io.nearfar.cdi.internal.messages.CdiMessages;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ModifiedExpiryPolicy;
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

  private final CacheUses uses;
  private final @Nullable Supplier<CacheManager> own;
  private final ClassLoader loader;
  private final ReentrantLock lock = new ReentrantLock();

  /** Written with {@link #lock} held. */
  private volatile @Nullable CacheManager manager;

  private volatile boolean closed;

  /** Those that were made here, as methods want them, and those that were checked. */
  private final ConcurrentHashMap<String, Cache<?, ?>> right = new ConcurrentHashMap<>();

  /**
   * @param uses what methods want of caches
   * @param users the classes whose methods do
   * @param own finds the application's own manager; null = it has none. Asked once
   */
  public ApplicationCaches(
      CacheUses uses, Collection<Class<?>> users, @Nullable Supplier<CacheManager> own) {
    this.uses = uses;
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
   * @throws CacheException if others have made it, and not as the policy of methods says
   */
  @SuppressWarnings("unchecked") // the types are Object, or nobody's concern here
  public Cache<Object, Object> cache(String name) {
    Cache<?, ?> known = find(name);
    Cache<?, ?> cache = known == null ? create(name) : known;
    if (right.get(name) != cache) {
      WishChecks.check(cache, uses.of(name), isOurs(manager()));
      right.put(name, cache);
    }
    return (Cache<Object, Object>) cache;
  }

  /** The caches in which an event may be heard: those of methods that name it, and all others. */
  public Set<Cache<?, ?>> hearing(String event) {
    // Other nodes may have entries in caches that are not open here.
    uses.listeners(event).forEach(this::cache);
    Set<Cache<?, ?>> hearing = new LinkedHashSet<>();
    for (String name : manager().getCacheNames()) {
      Cache<?, ?> cache = find(name);
      if (cache != null) {
        hearing.add(cache);
      }
    }
    return hearing;
  }

  private @Nullable Cache<?, ?> find(String name) {
    return manager().getCache(name);
  }

  private Cache<?, ?> create(String name) {
    CacheManager into = manager();
    try {
      Cache<?, ?> made = into.createCache(name, configuration(into, uses.of(name)));
      right.put(name, made);
      return made;
    } catch (CacheException e) {
      // Somebody else has made it between the two calls; otherwise the failure stands.
      Cache<?, ?> known = find(name);
      if (known == null) {
        throw e;
      }
      return known;
    }
  }

  private static Configuration<Object, Object> configuration(CacheManager into, CacheWish wish) {
    if (isOurs(into)) {
      return NearfarSetup.configuration(wish);
    }
    MutableConfiguration<Object, Object> configuration =
        new MutableConfiguration<Object, Object>().setTypes(Object.class, Object.class);
    return wish.ttl() == null
        ? configuration
        : configuration.setExpiryPolicyFactory(
            ModifiedExpiryPolicy.factoryOf(
                new Duration(TimeUnit.MILLISECONDS, wish.ttl().toMillis())));
  }

  private static boolean isOurs(CacheManager manager) {
    return manager.getCachingProvider().getClass().getName().equals(OURS);
  }

  /**
   * Closes the manager if it was opened here; nothing can be cached any more. Then JCache's API
   * forgets the application.
   */
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
      RememberedProviders.forget(loader);
    }
  }
}
