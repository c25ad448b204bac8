package io.nearfar.internal.jcache;

import io.nearfar.config.NearfarConfiguration;
import io.nearfar.internal.engine.CacheEngine;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.Configuration;
import javax.cache.integration.CompletionListener;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.EntryProcessorResult;
import org.jspecify.annotations.Nullable;

/**
 * A JCache cache: checks what the specification asks for (first that the cache is open, then that
 * nothing is null), and leaves the work to the engine.
 *
 * @param <K> the key type
 * @param <V> the value type
 */
public final class NearfarJCache<K, V> implements Cache<K, V> {
  private static final Logger LOGGER = System.getLogger(NearfarJCache.class.getName());

  private final NearfarCacheManager manager;
  private final CacheParts<K, V> parts;
  private final CacheEngine<K, V> engine;
  private final TypeCheck<K, V> types;
  private final Processors<K, V> processors;
  private final Listeners<K, V> listeners;
  private final MBeans mbeans;
  private final AtomicBoolean closing = new AtomicBoolean();

  /** Serializes changes of the configuration. */
  private final ReentrantLock configuring = new ReentrantLock();

  private volatile NearfarConfiguration<K, V> configuration;
  private volatile boolean closed;

  NearfarJCache(NearfarCacheManager manager, CacheParts<K, V> parts) {
    this.manager = manager;
    this.parts = parts;
    this.engine = parts.engine();
    this.configuration = parts.configuration();
    this.types =
        new TypeCheck<>(parts.identity(), configuration.getKeyType(), configuration.getValueType());
    this.processors = new Processors<>(parts.identity(), engine);
    this.listeners = new Listeners<>(parts.identity(), this, parts.copier(), parts.tasks());
    this.mbeans = new MBeans(parts.identity());
  }

  /** Registers the configured listeners and MBeans. The cache can be found by then. */
  void start() {
    for (CacheEntryListenerConfiguration<K, V> listener :
        configuration.getCacheEntryListenerConfigurations()) {
      addListener(listener);
    }
    showStatistics(configuration.isStatisticsEnabled());
    showManagement(configuration.isManagementEnabled());
  }

  TypeCheck<K, V> types() {
    return types;
  }

  // ---- reads

  @Override
  public @Nullable V get(K key) {
    requireOpen();
    return engine.get(Checks.nonNull(key, "The key"));
  }

  @Override
  public Map<K, V> getAll(Set<? extends K> keys) {
    requireOpen();
    return engine.getAll(nonNullKeys(keys));
  }

  @Override
  public boolean containsKey(K key) {
    requireOpen();
    return engine.containsKey(Checks.nonNull(key, "The key"));
  }

  @Override
  public Iterator<Entry<K, V>> iterator() {
    requireOpen();
    return new CacheIterator<>(engine, this::requireOpen);
  }

  @Override
  public void loadAll(
      Set<? extends K> keys,
      boolean replaceExistingValues,
      @Nullable CompletionListener completionListener) {
    requireOpen();
    Set<K> wanted = nonNullKeys(keys);
    boolean accepted =
        parts.tasks().load(() -> load(wanted, replaceExistingValues, completionListener));
    if (!accepted && completionListener != null) {
      completionListener.onException(closedWhileLoading());
    }
  }

  private void load(Set<K> keys, boolean replace, @Nullable CompletionListener listener) {
    try {
      if (closed) {
        throw closedWhileLoading();
      }
      engine.loadAll(keys, replace);
    } catch (RuntimeException e) {
      if (listener == null) {
        LOGGER.log(
            Level.WARNING,
            () -> JCacheMessages.loaderFailed(getName(), parts.identity().manager()),
            e);
      } else {
        listener.onException(e);
      }
      return;
    }
    if (listener != null) {
      listener.onCompletion();
    }
  }

  private CacheException closedWhileLoading() {
    return new CacheException(
        JCacheMessages.closedWhileLoading(getName(), parts.identity().manager()));
  }

  // ---- mutations

  @Override
  public void put(K key, V value) {
    requireOpen();
    engine.put(types.key(key), types.value(value));
  }

  @Override
  public @Nullable V getAndPut(K key, V value) {
    requireOpen();
    return engine.getAndPut(types.key(key), types.value(value));
  }

  @Override
  public void putAll(Map<? extends K, ? extends V> map) {
    requireOpen();
    Map<K, V> entries = new LinkedHashMap<>();
    Checks.nonNull(map, "The map")
        .forEach((key, value) -> entries.put(types.key(key), types.value(value)));
    engine.putAll(entries);
  }

  @Override
  public boolean putIfAbsent(K key, V value) {
    requireOpen();
    return engine.putIfAbsent(types.key(key), types.value(value));
  }

  @Override
  public boolean remove(K key) {
    requireOpen();
    return engine.remove(Checks.nonNull(key, "The key"));
  }

  @Override
  public boolean remove(K key, V oldValue) {
    requireOpen();
    return engine.remove(Checks.nonNull(key, "The key"), Checks.nonNull(oldValue, "The old value"));
  }

  @Override
  public @Nullable V getAndRemove(K key) {
    requireOpen();
    return engine.getAndRemove(Checks.nonNull(key, "The key"));
  }

  @Override
  public boolean replace(K key, V oldValue, V newValue) {
    requireOpen();
    Checks.nonNull(oldValue, "The old value");
    return engine.replace(types.key(key), oldValue, types.value(newValue));
  }

  @Override
  public boolean replace(K key, V value) {
    requireOpen();
    return engine.replace(types.key(key), types.value(value));
  }

  @Override
  public @Nullable V getAndReplace(K key, V value) {
    requireOpen();
    return engine.getAndReplace(types.key(key), types.value(value));
  }

  @Override
  public void removeAll(Set<? extends K> keys) {
    requireOpen();
    engine.removeAll(nonNullKeys(keys));
  }

  @Override
  public void removeAll() {
    requireOpen();
    engine.removeAll();
  }

  @Override
  public void clear() {
    requireOpen();
    engine.clear();
  }

  // ---- processors

  @Override
  public <T> @Nullable T invoke(
      K key, EntryProcessor<K, V, T> entryProcessor, @Nullable Object... arguments) {
    requireOpen();
    return processors.invoke(
        types.key(key), Checks.nonNull(entryProcessor, "The entry processor"), arguments);
  }

  @Override
  public <T> Map<K, EntryProcessorResult<T>> invokeAll(
      Set<? extends K> keys,
      EntryProcessor<K, V, T> entryProcessor,
      @Nullable Object... arguments) {
    requireOpen();
    return processors.invokeAll(
        nonNullKeys(keys), Checks.nonNull(entryProcessor, "The entry processor"), arguments);
  }

  // ---- configuration

  @Override
  public <C extends Configuration<K, V>> C getConfiguration(Class<C> type) {
    NearfarConfiguration<K, V> now = configuration;
    if (!Checks.nonNull(type, "The configuration type").isInstance(now)) {
      throw new IllegalArgumentException(JCacheMessages.unknownConfiguration(type));
    }
    return type.cast(now);
  }

  @Override
  public void registerCacheEntryListener(CacheEntryListenerConfiguration<K, V> listener) {
    requireOpen();
    Checks.nonNull(listener, "The listener configuration");
    configuring.lock();
    try {
      if (configuration.getCacheEntryListenerConfigurations().contains(listener)) {
        throw new IllegalArgumentException(
            JCacheMessages.listenerExists(getName(), parts.identity().manager()));
      }
      configuration = configuration.withListener(listener);
    } finally {
      configuring.unlock();
    }
    addListener(listener);
  }

  private void addListener(CacheEntryListenerConfiguration<K, V> listener) {
    listeners.register(listener).closeables().forEach(parts.userObjects()::add);
    connectListeners();
  }

  /** Looks and acts in one step: who registers while the last other one leaves must be told. */
  private void connectListeners() {
    configuring.lock();
    try {
      engine.sendEvents(listeners.isEmpty() ? null : listeners);
    } finally {
      configuring.unlock();
    }
  }

  @Override
  public void deregisterCacheEntryListener(CacheEntryListenerConfiguration<K, V> listener) {
    requireOpen();
    Checks.nonNull(listener, "The listener configuration");
    configuring.lock();
    try {
      configuration = configuration.withoutListener(listener);
    } finally {
      configuring.unlock();
    }
    Registration<K, V> gone = listeners.deregister(listener);
    if (gone != null) {
      gone.closeables().forEach(parts.userObjects()::close);
    }
    connectListeners();
  }

  void enableStatistics(boolean enabled) {
    reconfigure(now -> now.withStatisticsEnabled(enabled));
    showStatistics(enabled);
  }

  void enableManagement(boolean enabled) {
    reconfigure(now -> now.withManagementEnabled(enabled));
    showManagement(enabled);
  }

  private void reconfigure(UnaryOperator<NearfarConfiguration<K, V>> change) {
    configuring.lock();
    try {
      configuration = change.apply(configuration);
    } finally {
      configuring.unlock();
    }
  }

  private void showStatistics(boolean enabled) {
    engine.countOperations(enabled);
    if (enabled) {
      mbeans.register(MBeans.Kind.STATISTICS, new StatisticsBean(parts.counters()));
    } else {
      mbeans.unregister(MBeans.Kind.STATISTICS);
    }
  }

  private void showManagement(boolean enabled) {
    if (enabled) {
      mbeans.register(MBeans.Kind.CONFIGURATION, new ConfigurationBean(() -> this.configuration));
    } else {
      mbeans.unregister(MBeans.Kind.CONFIGURATION);
    }
  }

  // ---- life cycle

  @Override
  public String getName() {
    return parts.identity().name();
  }

  @Override
  public CacheManager getCacheManager() {
    return manager;
  }

  @Override
  public void close() {
    if (!closing.compareAndSet(false, true)) {
      return;
    }
    closed = true;
    manager.forget(this);
    mbeans.unregister(MBeans.Kind.STATISTICS);
    mbeans.unregister(MBeans.Kind.CONFIGURATION);
    if (!parts.tasks().close()) {
      LOGGER.log(Level.WARNING, JCacheMessages.tasksRunning(getName()));
    }
    engine.close();
    parts.userObjects().closeAll();
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException(
          JCacheMessages.cacheClosed(getName(), parts.identity().manager()));
    }
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    return Unwrapping.unwrap(this, type);
  }

  /** Name and manager only. */
  @Override
  public String toString() {
    return "NearfarJCache[" + getName() + ", manager " + parts.identity().manager() + "]";
  }

  private static <K> Set<K> nonNullKeys(Set<? extends K> keys) {
    Set<K> copy = new LinkedHashSet<>();
    for (K key : Checks.nonNull(keys, "The set of keys")) {
      copy.add(Checks.nonNull(key, "A key"));
    }
    return copy;
  }
}
