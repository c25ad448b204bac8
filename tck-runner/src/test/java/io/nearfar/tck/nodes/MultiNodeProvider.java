package io.nearfar.tck.nodes;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.BiPredicate;
import javax.cache.CacheManager;
import javax.cache.configuration.OptionalFeature;
import javax.cache.spi.CachingProvider;
import org.jspecify.annotations.Nullable;

/**
 * Two providers that look like one. Managers, caches, listeners, loaders and writers are made on
 * both; each operation is done by one of them, chosen by chance.
 *
 * <p>A node's manager has the URI that was asked for with the number of the node as its fragment,
 * which keeps the MBeans of the nodes apart but not their data. Thread-safe.
 */
public final class MultiNodeProvider implements CachingProvider {
  private final Nodes<CachingProvider> nodes =
      Nodes.make(node -> NodeClassLoader.newProvider("node-" + node), CachingProvider::close);

  /** Guarded by this, as the other one. */
  private final Map<ClassLoader, Map<URI, MultiNodeManager>> managers = new HashMap<>();

  /** What was asked for, by the URI of the manager on a node: events name that one. */
  private final Map<URI, URI> askedFor = new HashMap<>();

  /** Used by {@code javax.cache.Caching}. */
  public MultiNodeProvider() {}

  @Override
  public synchronized CacheManager getCacheManager(
      @Nullable URI uri, @Nullable ClassLoader classLoader, @Nullable Properties properties) {
    ClassLoader loader = classLoader == null ? getDefaultClassLoader() : classLoader;
    URI asked = uri == null ? defaultUri(loader) : askedFor.getOrDefault(uri, uri);
    Map<URI, MultiNodeManager> ofLoader = managers.computeIfAbsent(loader, key -> new HashMap<>());
    MultiNodeManager known = ofLoader.get(asked);
    if (known != null && !known.isClosed()) {
      return known;
    }
    MultiNodeManager made =
        new MultiNodeManager(
            this,
            asked,
            Nodes.make(
                node -> {
                  URI ofNode = onNode(node, asked);
                  askedFor.put(ofNode, asked);
                  return nodes.on(node).getCacheManager(ofNode, loader, properties);
                },
                CacheManager::close));
    ofLoader.put(asked, made);
    return made;
  }

  private static URI onNode(int node, URI uri) {
    return URI.create(uri.toString().replace('#', '-') + "#node-" + node);
  }

  private URI defaultUri(ClassLoader loader) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return nodes.same(CachingProvider::getDefaultURI);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Override
  public CacheManager getCacheManager(@Nullable URI uri, @Nullable ClassLoader classLoader) {
    return getCacheManager(uri, classLoader, null);
  }

  @Override
  public CacheManager getCacheManager() {
    return getCacheManager(null, null, null);
  }

  @Override
  public ClassLoader getDefaultClassLoader() {
    return nodes.same(CachingProvider::getDefaultClassLoader);
  }

  @Override
  public URI getDefaultURI() {
    return defaultUri(getDefaultClassLoader());
  }

  @Override
  public Properties getDefaultProperties() {
    return nodes.same(CachingProvider::getDefaultProperties);
  }

  @Override
  public void close() {
    close((loader, uri) -> true);
    nodes.each(CachingProvider::close);
  }

  @Override
  public void close(ClassLoader classLoader) {
    close((loader, uri) -> loader.equals(classLoader));
    nodes.each(node -> node.close(classLoader));
  }

  @Override
  public void close(@Nullable URI uri, @Nullable ClassLoader classLoader) {
    ClassLoader wantedLoader = classLoader == null ? getDefaultClassLoader() : classLoader;
    URI wantedUri = uri == null ? defaultUri(wantedLoader) : uri;
    close((loader, asked) -> loader.equals(wantedLoader) && asked.equals(wantedUri));
  }

  private void close(BiPredicate<ClassLoader, URI> selected) {
    List<MultiNodeManager> closing = new ArrayList<>();
    synchronized (this) {
      managers.forEach(
          (loader, ofLoader) ->
              ofLoader.forEach(
                  (uri, manager) -> {
                    if (selected.test(loader, uri)) {
                      closing.add(manager);
                    }
                  }));
    }
    closing.forEach(MultiNodeManager::close);
  }

  @Override
  public boolean isSupported(OptionalFeature optionalFeature) {
    return nodes.same(node -> node.isSupported(optionalFeature));
  }
}
