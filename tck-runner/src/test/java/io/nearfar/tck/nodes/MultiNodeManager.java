package io.nearfar.tck.nodes;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.Configuration;
import javax.cache.spi.CachingProvider;
import org.jspecify.annotations.Nullable;

/** The managers of the same URI and class loader on all nodes. Thread-safe. */
final class MultiNodeManager implements CacheManager {
  private final CachingProvider provider;
  private final URI uri;
  private final Nodes<CacheManager> nodes;

  /** Those that were asked for: the same is given again while the nodes' are the same. */
  private final Map<String, MultiNodeCache<?, ?>> caches = new ConcurrentHashMap<>();

  MultiNodeManager(CachingProvider provider, URI uri, Nodes<CacheManager> nodes) {
    this.provider = provider;
    this.uri = uri;
    this.nodes = nodes;
  }

  @Override
  public CachingProvider getCachingProvider() {
    return provider;
  }

  @Override
  public URI getURI() {
    return uri;
  }

  @Override
  public ClassLoader getClassLoader() {
    return nodes.same(CacheManager::getClassLoader);
  }

  @Override
  public Properties getProperties() {
    return nodes.same(CacheManager::getProperties);
  }

  @Override
  public <K, V, C extends Configuration<K, V>> Cache<K, V> createCache(
      String cacheName, C configuration) {
    Nodes<Cache<K, V>> made =
        Nodes.make(
            node -> nodes.on(node).<K, V, C>createCache(cacheName, configuration), Cache::close);
    return cache(cacheName, made);
  }

  @Override
  public <K, V> @Nullable Cache<K, V> getCache(
      String cacheName, Class<K> keyType, Class<V> valueType) {
    return find(cacheName, manager -> manager.getCache(cacheName, keyType, valueType));
  }

  @Override
  public <K, V> @Nullable Cache<K, V> getCache(String cacheName) {
    return find(cacheName, manager -> manager.<K, V>getCache(cacheName));
  }

  private <K, V> @Nullable Cache<K, V> find(
      String name, Function<CacheManager, @Nullable Cache<K, V>> finder) {
    Nodes<Cache<K, V>> found = nodes.find(finder);
    return found == null ? null : cache(name, found);
  }

  /** The nodes' caches are the same, so their types are. */
  @SuppressWarnings("unchecked")
  private <K, V> Cache<K, V> cache(String name, Nodes<Cache<K, V>> ofNodes) {
    return (Cache<K, V>)
        caches.compute(
            name,
            (key, known) ->
                known != null && known.nodes().isSameAs(ofNodes)
                    ? known
                    : new MultiNodeCache<>(this, name, ofNodes));
  }

  @Override
  public Iterable<String> getCacheNames() {
    return nodes.any().getCacheNames();
  }

  @Override
  public void destroyCache(String cacheName) {
    nodes.each(manager -> manager.destroyCache(cacheName));
    MultiNodeCache<?, ?> gone = caches.remove(cacheName);
    if (gone != null) {
      gone.close();
    }
  }

  @Override
  public void enableManagement(String cacheName, boolean enabled) {
    nodes.each(manager -> manager.enableManagement(cacheName, enabled));
    showBeans(cacheName);
  }

  @Override
  public void enableStatistics(String cacheName, boolean enabled) {
    nodes.each(manager -> manager.enableStatistics(cacheName, enabled));
    showBeans(cacheName);
  }

  private void showBeans(String cacheName) {
    MultiNodeCache<?, ?> cache = caches.get(cacheName);
    if (cache != null) {
      cache.showBeans();
    }
  }

  /** The URI of the manager on each node. */
  List<URI> urisOnNodes() {
    return nodes.list().stream().map(CacheManager::getURI).toList();
  }

  @Override
  public void close() {
    nodes.each(CacheManager::close);
    new ArrayList<>(caches.values()).forEach(MultiNodeCache::close);
    caches.clear();
  }

  @Override
  public boolean isClosed() {
    return nodes.same(CacheManager::isClosed);
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    return type.isInstance(this) ? type.cast(this) : nodes.any().unwrap(type);
  }
}
