package io.nearfar.tck.nodes;

import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.Configuration;
import javax.cache.integration.CompletionListener;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.EntryProcessorResult;
import org.jspecify.annotations.Nullable;

/**
 * The caches of one name on all nodes. Each call goes to one of them, when all of them have heard
 * of those before. Thread-safe.
 */
final class MultiNodeCache<K, V> implements Cache<K, V> {
  private final MultiNodeManager manager;
  private final String name;
  private final Nodes<Cache<K, V>> nodes;
  private final SummedBeans beans;
  private final Fence fence;

  MultiNodeCache(MultiNodeManager manager, String name, Nodes<Cache<K, V>> nodes) {
    this.manager = manager;
    this.name = name;
    this.nodes = nodes;
    this.fence = new Fence(nodes.list());
    this.beans = new SummedBeans(manager.getURI(), manager.urisOnNodes(), name);
    showBeans();
  }

  Nodes<Cache<K, V>> nodes() {
    return nodes;
  }

  /** Follows what the nodes show. */
  void showBeans() {
    beans.show();
  }

  private Cache<K, V> any() {
    fence.pass();
    return nodes.any();
  }

  @Override
  public @Nullable V get(K key) {
    return any().get(key);
  }

  @Override
  public Map<K, V> getAll(Set<? extends K> keys) {
    return any().getAll(keys);
  }

  @Override
  public boolean containsKey(K key) {
    return any().containsKey(key);
  }

  @Override
  public void loadAll(
      Set<? extends K> keys,
      boolean replaceExistingValues,
      @Nullable CompletionListener completionListener) {
    any().loadAll(keys, replaceExistingValues, completionListener);
  }

  @Override
  public void put(K key, V value) {
    any().put(key, value);
  }

  @Override
  public @Nullable V getAndPut(K key, V value) {
    return any().getAndPut(key, value);
  }

  @Override
  public void putAll(Map<? extends K, ? extends V> map) {
    any().putAll(map);
  }

  @Override
  public boolean putIfAbsent(K key, V value) {
    return any().putIfAbsent(key, value);
  }

  @Override
  public boolean remove(K key) {
    return any().remove(key);
  }

  @Override
  public boolean remove(K key, V oldValue) {
    return any().remove(key, oldValue);
  }

  @Override
  public @Nullable V getAndRemove(K key) {
    return any().getAndRemove(key);
  }

  @Override
  public boolean replace(K key, V oldValue, V newValue) {
    return any().replace(key, oldValue, newValue);
  }

  @Override
  public boolean replace(K key, V value) {
    return any().replace(key, value);
  }

  @Override
  public @Nullable V getAndReplace(K key, V value) {
    return any().getAndReplace(key, value);
  }

  @Override
  public void removeAll(Set<? extends K> keys) {
    any().removeAll(keys);
  }

  @Override
  public void removeAll() {
    any().removeAll();
  }

  @Override
  public void clear() {
    any().clear();
  }

  @Override
  public <T> @Nullable T invoke(
      K key, EntryProcessor<K, V, T> entryProcessor, @Nullable Object... arguments) {
    return any().invoke(key, entryProcessor, arguments);
  }

  @Override
  public <T> Map<K, EntryProcessorResult<T>> invokeAll(
      Set<? extends K> keys,
      EntryProcessor<K, V, T> entryProcessor,
      @Nullable Object... arguments) {
    return any().invokeAll(keys, entryProcessor, arguments);
  }

  /** One node's from beginning to end. */
  @Override
  public Iterator<Entry<K, V>> iterator() {
    return any().iterator();
  }

  @Override
  public <C extends Configuration<K, V>> C getConfiguration(Class<C> type) {
    return nodes.any().getConfiguration(type);
  }

  @Override
  public void registerCacheEntryListener(CacheEntryListenerConfiguration<K, V> listener) {
    nodes.each(cache -> cache.registerCacheEntryListener(listener));
  }

  @Override
  public void deregisterCacheEntryListener(CacheEntryListenerConfiguration<K, V> listener) {
    nodes.each(cache -> cache.deregisterCacheEntryListener(listener));
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public CacheManager getCacheManager() {
    return manager;
  }

  @Override
  public void close() {
    nodes.each(Cache::close);
    fence.close();
    showBeans();
  }

  @Override
  public boolean isClosed() {
    return nodes.same(Cache::isClosed);
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    return type.isInstance(this) ? type.cast(this) : nodes.any().unwrap(type);
  }
}
