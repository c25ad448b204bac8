package io.nearfar.internal.jcache;

import io.nearfar.cache.Invalidating;
import io.nearfar.cache.InvalidationJob;
import io.nearfar.cache.InvalidationResult;
import io.nearfar.cache.NearfarCache;
import io.nearfar.config.NearfarConfiguration;
import io.nearfar.config.Topology;
import io.nearfar.internal.batch.Batches;
import io.nearfar.internal.engine.CacheEngine;
import io.nearfar.internal.engine.EngineInvalidations;
import io.nearfar.stats.CacheStatistics;
import io.nearfar.stats.InvalidationStatistics;
import io.nearfar.stats.LinkStatistics;
import io.nearfar.stats.LoadStatistics;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
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
public final class NearfarJCache<K, V> implements NearfarCache<K, V> {
  private static final Logger LOGGER = System.getLogger(NearfarJCache.class.getName());

  private final NearfarCacheManager manager;
  private final CacheParts<K, V> parts;
  private final TypeCheck<K, V> types;
  private final Sources<K, V> sources;
  private final Processors<K, V> processors;
  private final Listeners<K, V> listeners;
  private final CacheInvalidations<K, V> invalidations;

  /** For who has no batch, whatever thread it is in. */
  private final CacheInvalidations<K, V> atOnce;

  private final DryRun<K, V> dryRun;
  private final TagCarriers<K, V> carriers;
  private final CacheLoads<K, V> loads;
  private final CacheBeans beans;
  private final AtomicBoolean closing = new AtomicBoolean();

  /**
   * Serializes changes of the configuration with their effects; of the application's code only what
   * listens to the MBean server runs.
   */
  private final ReentrantLock configuring = new ReentrantLock();

  private volatile NearfarConfiguration<K, V> configuration;

  /** Null once the cache is closed: what every operation needs also says whether it may run. */
  private volatile @Nullable CacheEngine<K, V> engine;

  NearfarJCache(NearfarCacheManager manager, CacheParts<K, V> parts, ManagerBeans managerBeans) {
    this.manager = manager;
    this.parts = parts;
    this.engine = parts.engine();
    this.configuration = parts.configuration();
    this.types =
        new TypeCheck<>(parts.identity(), configuration.getKeyType(), configuration.getValueType());
    this.sources = new Sources<>(types, parts.loads());
    this.processors = new Processors<>(parts.identity(), parts.engine(), types);
    this.listeners = new Listeners<>(parts.identity(), this, parts.copier(), parts.tasks());
    Supplier<EngineInvalidations<K, V>> invalidating = () -> open().invalidations();
    this.invalidations =
        new CacheInvalidations<>(
            invalidating, parts.copier(), parts.tasks(), parts.tagDependencies(), Batches.OF_JVM);
    this.atOnce =
        new CacheInvalidations<>(
            invalidating, parts.copier(), parts.tasks(), parts.tagDependencies(), Batches.NONE);
    this.dryRun = new DryRun<>(invalidating, invalidations::closure);
    this.carriers = new TagCarriers<>(invalidating, parts.copier());
    this.loads = new CacheLoads<>(parts, this::isClosed);
    CacheBean<K, V> bean = new CacheBean<>(this, parts, atOnce, carriers, () -> this.configuration);
    this.beans = new CacheBeans(parts, () -> this.configuration, bean, managerBeans);
  }

  /** Registers the configured listeners and MBeans. The cache can be found by then. */
  void start() {
    for (CacheEntryListenerConfiguration<K, V> listener :
        configuration.getCacheEntryListenerConfigurations()) {
      addListener(listener, now -> now);
    }
    reconfigure(now -> now, () -> showStatistics(configuration.isStatisticsEnabled()));
    reconfigure(now -> now, () -> beans.management(configuration.isManagementEnabled()));
  }

  TypeCheck<K, V> types() {
    return types;
  }

  // ---- reads

  @Override
  public @Nullable V get(K key) {
    return open().get(Checks.nonNull(key, "The key"));
  }

  @Override
  public @Nullable V get(K key, Function<? super K, ? extends @Nullable V> loader) {
    return open().get(types.key(key), sources.of(loader));
  }

  @Override
  public @Nullable V refresh(K key, Function<? super K, ? extends @Nullable V> loader) {
    return open().reload(types.key(key), sources.of(loader));
  }

  @Override
  public CompletionStage<@Nullable V> getAsync(
      K key, Function<? super K, ? extends CompletionStage<? extends @Nullable V>> loader) {
    return open().getAsync(types.key(key), sources.ofAsync(loader));
  }

  @Override
  public CompletionStage<@Nullable V> refreshAsync(
      K key, Function<? super K, ? extends CompletionStage<? extends @Nullable V>> loader) {
    return open().reloadAsync(types.key(key), sources.ofAsync(loader));
  }

  @Override
  public @Nullable V get(
      K key,
      Function<? super K, ? extends @Nullable V> loader,
      Function<? super V, ? extends Collection<String>> tags) {
    return open().get(types.key(key), sources.of(loader, tags));
  }

  @Override
  public @Nullable V refresh(
      K key,
      Function<? super K, ? extends @Nullable V> loader,
      Function<? super V, ? extends Collection<String>> tags) {
    return open().reload(types.key(key), sources.of(loader, tags));
  }

  @Override
  public CompletionStage<@Nullable V> getAsync(
      K key,
      Function<? super K, ? extends CompletionStage<? extends @Nullable V>> loader,
      Function<? super V, ? extends Collection<String>> tags) {
    return open().getAsync(types.key(key), sources.ofAsync(loader, tags));
  }

  @Override
  public CompletionStage<@Nullable V> refreshAsync(
      K key,
      Function<? super K, ? extends CompletionStage<? extends @Nullable V>> loader,
      Function<? super V, ? extends Collection<String>> tags) {
    return open().reloadAsync(types.key(key), sources.ofAsync(loader, tags));
  }

  @Override
  public Map<K, V> getAll(Set<? extends K> keys) {
    return open().getAll(Checks.nonNullKeys(keys));
  }

  @Override
  public boolean containsKey(K key) {
    return open().containsKey(Checks.nonNull(key, "The key"));
  }

  @Override
  public Iterator<Entry<K, V>> iterator() {
    return new CacheIterator<>(open(), this::requireOpen);
  }

  @Override
  public void loadAll(
      Set<? extends K> keys,
      boolean replaceExistingValues,
      @Nullable CompletionListener completionListener) {
    requireOpen();
    loads.begin(Checks.nonNullKeys(keys), replaceExistingValues, completionListener);
  }

  // ---- mutations

  @Override
  public void put(K key, V value) {
    open().put(types.key(key), types.value(value));
  }

  @Override
  public @Nullable V getAndPut(K key, V value) {
    return open().getAndPut(types.key(key), types.value(value));
  }

  @Override
  public void putAll(Map<? extends K, ? extends V> map) {
    CacheEngine<K, V> open = open();
    Map<K, V> entries = new LinkedHashMap<>();
    Checks.nonNull(map, "The map")
        .forEach((key, value) -> entries.put(types.key(key), types.value(value)));
    open.putAll(entries);
  }

  @Override
  public boolean putIfAbsent(K key, V value) {
    return open().putIfAbsent(types.key(key), types.value(value));
  }

  @Override
  public boolean remove(K key) {
    return open().remove(Checks.nonNull(key, "The key"));
  }

  @Override
  public boolean remove(K key, V oldValue) {
    return open().remove(Checks.nonNull(key, "The key"), Checks.nonNull(oldValue, "The old value"));
  }

  @Override
  public @Nullable V getAndRemove(K key) {
    return open().getAndRemove(Checks.nonNull(key, "The key"));
  }

  @Override
  public boolean replace(K key, V oldValue, V newValue) {
    CacheEngine<K, V> open = open();
    Checks.nonNull(oldValue, "The old value");
    return open.replace(types.key(key), oldValue, types.value(newValue));
  }

  @Override
  public boolean replace(K key, V value) {
    return open().replace(types.key(key), types.value(value));
  }

  @Override
  public @Nullable V getAndReplace(K key, V value) {
    return open().getAndReplace(types.key(key), types.value(value));
  }

  @Override
  public void removeAll(Set<? extends K> keys) {
    open().removeAll(Checks.nonNullKeys(keys));
  }

  @Override
  public void removeAll() {
    open().removeAll();
  }

  @Override
  public void clear() {
    open().clear();
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
    // No key twice, not even of a set that tells keys apart by identity.
    Set<K> wanted = new LinkedHashSet<>(Checks.nonNullKeys(keys));
    wanted.forEach(types::key);
    return processors.invokeAll(
        wanted, Checks.nonNull(entryProcessor, "The entry processor"), arguments);
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
    requireNew(listener, configuration);
    addListener(
        listener,
        now -> {
          requireNew(listener, now);
          return now.withListener(listener);
        });
  }

  private void requireNew(
      CacheEntryListenerConfiguration<K, V> listener, NearfarConfiguration<K, V> now) {
    if (now.getCacheEntryListenerConfigurations().contains(listener)) {
      throw new IllegalArgumentException(
          JCacheMessages.listenerExists(getName(), parts.identity().manager()));
    }
  }

  /** Makes the listener, without a lock, then changes configuration and events as one. */
  private void addListener(
      CacheEntryListenerConfiguration<K, V> listener,
      UnaryOperator<NearfarConfiguration<K, V>> change) {
    UserObjects userObjects = parts.userObjects();
    Registration<K, V> made = Registration.create(parts.identity(), listener, userObjects);
    configuring.lock();
    try {
      requireOpen();
      requireLink(made);
      configuration = change.apply(configuration);
      listeners.register(made);
      sendToListeners();
    } catch (RuntimeException e) {
      made.close(userObjects);
      throw e;
    } finally {
      configuring.unlock();
    }
  }

  @Override
  public void deregisterCacheEntryListener(CacheEntryListenerConfiguration<K, V> listener) {
    requireOpen();
    Checks.nonNull(listener, "The listener configuration");
    Registration<K, V> gone;
    configuring.lock();
    try {
      configuration = configuration.withoutListener(listener);
      gone = listeners.deregister(listener);
      sendToListeners();
    } finally {
      configuring.unlock();
    }
    if (gone != null) {
      listeners.dismiss(gone, parts.userObjects());
    }
  }

  /** Who wants to hear other nodes must be able to, if there are any. */
  private void requireLink(Registration<K, V> made) {
    if (made.hearsOthers() && isFar() && parts.engine().link() == null) {
      throw new UnsupportedOperationException(
          JCacheMessages.noLink(getName(), parts.identity().manager()));
    }
  }

  /** Events cost something: only if somebody hears them. */
  private void sendToListeners() {
    parts.engine().sendEvents(listeners.hearOwn() ? listeners : null);
    parts.engine().sendRemoteChanges(listeners.hearOthers() ? listeners : null);
  }

  void enableStatistics(boolean enabled) {
    reconfigure(now -> now.withStatisticsEnabled(enabled), () -> showStatistics(enabled));
  }

  void enableManagement(boolean enabled) {
    reconfigure(now -> now.withManagementEnabled(enabled), () -> beans.management(enabled));
  }

  /** A closed cache stays as it is, so that no MBean of it comes back. */
  private void reconfigure(UnaryOperator<NearfarConfiguration<K, V>> change, Runnable effect) {
    configuring.lock();
    try {
      if (!isClosed()) {
        configuration = change.apply(configuration);
        effect.run();
      }
    } finally {
      configuring.unlock();
    }
  }

  private void showStatistics(boolean enabled) {
    parts.engine().countOperations(enabled);
    beans.statistics(enabled);
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
    close(/* destroying= */ false);
  }

  /** Which tiers it has, as the configuration file spells it. */
  String topology() {
    return configuration.settings().getOrDefault("topology", "");
  }

  /** Whether other JVMs may share it. */
  boolean isFar() {
    return configuration.topology().orElse(Topology.NEAR).hasFar();
  }

  /** Closes the cache, and removes what it shares with other JVMs. */
  void destroy() {
    close(/* destroying= */ true);
  }

  private void close(boolean destroying) {
    if (!closing.compareAndSet(false, true)) {
      return;
    }
    engine = null;
    // Before the name is free for another cache, whose MBeans have the same names.
    configuring.lock();
    try {
      beans.hide();
    } finally {
      configuring.unlock();
    }
    if (!destroying) {
      manager.forget(this);
    }
    // First: a task may be waiting for one of them.
    parts.engine().abandonLoads();
    if (!parts.tasks().close()) {
      LOGGER.log(Level.WARNING, JCacheMessages.tasksRunning(getName()));
    }
    try (CacheEngine<K, V> closing = parts.engine()) {
      if (destroying) {
        closing.destroy();
      }
    } finally {
      // Not before what the servers have is gone: who creates it anew must not lose that.
      manager.forget(this);
      parts.userObjects().closeAll();
    }
  }

  @Override
  public boolean isClosed() {
    return engine == null;
  }

  private void requireOpen() {
    open();
  }

  /** The engine of a cache that is open. */
  private CacheEngine<K, V> open() {
    CacheEngine<K, V> now = engine;
    if (now == null) {
      throw new IllegalStateException(
          JCacheMessages.cacheClosed(getName(), parts.identity().manager()));
    }
    return now;
  }

  @Override
  public CacheStatistics statistics() {
    requireOpen();
    return parts.counters().snapshot();
  }

  @Override
  public LoadStatistics loadStatistics() {
    requireOpen();
    return parts.loads().snapshot();
  }

  @Override
  public long nearEntries() {
    return open().nearEntries();
  }

  @Override
  public Optional<LinkStatistics> linkStatistics() {
    return Optional.ofNullable(open().link());
  }

  // ---- tags and invalidation

  @Override
  public void put(K key, V value, Collection<String> tags) {
    CacheEngine<K, V> open = open();
    open.put(types.key(key), types.value(value), TagNames.of(tags));
  }

  /** Invalidates tags that were checked, whether a batch is open or not. */
  void invalidateNow(Set<String> tags) {
    var unused = atOnce.invalidateTags(tags);
  }

  @Override
  public InvalidationResult invalidate(Set<? extends K> keys) {
    return invalidations.invalidate(keys);
  }

  @Override
  public InvalidationResult invalidateTag(String tag) {
    return invalidations.invalidateTag(tag);
  }

  @Override
  public InvalidationResult invalidateTags(Collection<String> tags) {
    return invalidations.invalidateTags(tags);
  }

  @Override
  public InvalidationJob invalidateIntersection(Collection<String> tags) {
    return invalidations.invalidateIntersection(tags);
  }

  @Override
  public InvalidationJob invalidateMatching(String pattern) {
    return invalidations.invalidateMatching(pattern);
  }

  @Override
  public InvalidationResult invalidateTable(String table) {
    return invalidations.invalidateTable(table);
  }

  @Override
  public InvalidationResult fire(String event) {
    return invalidations.fire(event);
  }

  @Override
  public Invalidating<K> dryRun() {
    requireOpen();
    return dryRun;
  }

  @Override
  public SortedMap<String, Long> tags() {
    return carriers.tags();
  }

  @Override
  public Set<K> keysOf(String tag, int limit) {
    return carriers.keysOf(tag, limit);
  }

  @Override
  public long countOf(String tag) {
    return carriers.countOf(tag);
  }

  @Override
  public InvalidationStatistics invalidationStatistics() {
    return open().invalidations().statistics();
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
}
