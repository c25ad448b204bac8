package io.nearfar.internal.jcache;

import io.nearfar.config.NearfarConfiguration;
import io.nearfar.internal.util.Failures;
import io.nearfar.internal.util.RecordMethods;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.Configuration;
import javax.cache.spi.CachingProvider;
import org.jspecify.annotations.Nullable;

/** The caches of one (URI, class loader). No lock is held while application code runs. */
public final class NearfarCacheManager implements CacheManager {
  private final ManagerRegistry registry;
  private final ManagerContext context;
  private final CacheFactory factory;
  private final ManagerBeans beans;
  private final Map<String, NearfarJCache<?, ?>> caches = new ConcurrentHashMap<>();

  /** Far caches that were destroyed here, as long as it is not certain that they are gone. */
  private final Set<String> farNames = ConcurrentHashMap.newKeySet();

  private final AtomicBoolean closing = new AtomicBoolean();
  private volatile boolean closed;

  NearfarCacheManager(ManagerRegistry registry, ManagerContext context) {
    this.registry = registry;
    this.context = context;
    FarTiers farTiers =
        new FarTiers(context.settings().far().orElse(null), context.loader(), context.uri());
    this.factory =
        new CacheFactory(
            context.settings(),
            context.background(),
            context.ticker(),
            context.loader(),
            context.uri(),
            farTiers);
    this.beans =
        new ManagerBeans(
            BeanNames.manager(context.uri()),
            new ManagerBean(context, farTiers, () -> new TreeMap<>(caches).values()));
  }

  @Override
  public CachingProvider getCachingProvider() {
    return registry.provider();
  }

  @Override
  public URI getURI() {
    return context.uri();
  }

  @Override
  public ClassLoader getClassLoader() {
    return context.loader();
  }

  @Override
  public Properties getProperties() {
    return context.properties();
  }

  @Override
  public <K, V, C extends Configuration<K, V>> Cache<K, V> createCache(
      String cacheName, C configuration) {
    requireOpen();
    Checks.nonNull(cacheName, "The cache name");
    Checks.nonNull(configuration, "The configuration");
    if (caches.containsKey(cacheName)) {
      throw exists(cacheName);
    }
    NearfarJCache<K, V> cache = make(cacheName, NearfarConfiguration.copyOf(configuration));
    if (caches.putIfAbsent(cacheName, cache) != null) {
      cache.close();
      throw exists(cacheName);
    }
    start(cache);
    return cache;
  }

  private <K, V> NearfarJCache<K, V> make(String name, NearfarConfiguration<K, V> configuration) {
    return new NearfarJCache<>(this, factory.create(name, configuration), beans);
  }

  private void start(NearfarJCache<?, ?> cache) {
    try {
      cache.start();
    } catch (RuntimeException | Error e) {
      cache.close();
      throw e;
    }
    if (closed) {
      // The manager was closed meanwhile and may have missed this one.
      cache.close();
      requireOpen();
    }
  }

  private CacheException exists(String cacheName) {
    return new CacheException(JCacheMessages.cacheExists(cacheName, getURI()));
  }

  @Override
  public <K, V> @Nullable Cache<K, V> getCache(
      String cacheName, Class<K> keyType, Class<V> valueType) {
    requireOpen();
    Checks.nonNull(cacheName, "The cache name");
    Checks.nonNull(keyType, "The key type");
    Checks.nonNull(valueType, "The value type");
    NearfarJCache<?, ?> cache = find(cacheName);
    if (cache == null) {
      return null;
    }
    cache.types().request(keyType, valueType);
    return unchecked(cache);
  }

  @Override
  public <K, V> @Nullable Cache<K, V> getCache(String cacheName) {
    requireOpen();
    NearfarJCache<?, ?> cache = find(Checks.nonNull(cacheName, "The cache name"));
    return cache == null ? null : unchecked(cache);
  }

  /** The cache, made now if only the configuration file knows it. */
  private @Nullable NearfarJCache<?, ?> find(String name) {
    NearfarJCache<?, ?> cache = caches.get(name);
    if (cache != null) {
      return cache;
    }
    NearfarConfiguration<?, ?> declared = context.settings().declaredCache(name).orElse(null);
    if (declared == null) {
      return null;
    }
    NearfarJCache<?, ?> made = make(name, declared);
    NearfarJCache<?, ?> earlier = caches.putIfAbsent(name, made);
    if (earlier != null) {
      made.close();
      return earlier;
    }
    start(made);
    return made;
  }

  /** Either its types were checked, or the specification leaves the risk to the caller. */
  @SuppressWarnings("unchecked")
  private static <K, V> Cache<K, V> unchecked(NearfarJCache<?, ?> cache) {
    return (Cache<K, V>) cache;
  }

  @Override
  public Iterable<String> getCacheNames() {
    requireOpen();
    Set<String> names = new TreeSet<>(caches.keySet());
    return Collections.unmodifiableSet(names);
  }

  @Override
  public void destroyCache(String cacheName) {
    requireOpen();
    NearfarJCache<?, ?> cache = caches.get(Checks.nonNull(cacheName, "The cache name"));
    if (cache != null) {
      if (cache.isFar()) {
        farNames.add(cacheName);
      }
      cache.destroy();
    } else {
      factory.destroyClosed(cacheName, farNames.contains(cacheName));
    }
    farNames.remove(cacheName);
  }

  @Override
  public void enableManagement(String cacheName, boolean enabled) {
    requireOpen();
    NearfarJCache<?, ?> cache = find(Checks.nonNull(cacheName, "The cache name"));
    if (cache != null) {
      cache.enableManagement(enabled);
    }
  }

  @Override
  public void enableStatistics(String cacheName, boolean enabled) {
    requireOpen();
    NearfarJCache<?, ?> cache = find(Checks.nonNull(cacheName, "The cache name"));
    if (cache != null) {
      cache.enableStatistics(enabled);
    }
  }

  /** A cache closes. */
  void forget(NearfarJCache<?, ?> cache) {
    caches.remove(cache.getName(), cache);
  }

  @Override
  public void close() {
    if (!closing.compareAndSet(false, true)) {
      return;
    }
    closed = true;
    Throwable failure = null;
    for (NearfarJCache<?, ?> cache : new ArrayList<>(caches.values())) {
      failure = Failures.after(failure, cache::close);
    }
    failure = Failures.after(failure, factory::close);
    failure = Failures.after(failure, () -> registry.forget(this));
    // Ours, and those of the application that were compared.
    failure = Failures.after(failure, RecordMethods::forgetLast);
    Failures.throwIfAny(failure);
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException(JCacheMessages.managerClosed(getURI()));
    }
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    return Unwrapping.unwrap(this, type);
  }

  @Override
  public String toString() {
    return "NearfarCacheManager[" + getURI() + "]";
  }
}
