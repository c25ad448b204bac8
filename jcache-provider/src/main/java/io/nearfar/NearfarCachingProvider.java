package io.nearfar;

import io.nearfar.internal.jcache.Checks;
import io.nearfar.internal.jcache.ManagerRegistry;
import io.nearfar.spi.Ticker;
import java.net.URI;
import java.util.Properties;
import javax.cache.CacheManager;
import javax.cache.configuration.OptionalFeature;
import javax.cache.spi.CachingProvider;
import org.jspecify.annotations.Nullable;

/**
 * Nearfar as a JCache provider. {@code Caching.getCachingProvider()} finds it by its service file;
 * where a server brings another provider, ask for it by name: {@code
 * Caching.getCachingProvider("io.nearfar.NearfarCachingProvider")}.
 *
 * <p>Managers are kept by (URI, class loader). The default class loader is the thread's context
 * class loader, the default URI is different for each class loader. If a manager's URI addresses a
 * file ({@code classpath:}, {@code file:}, {@code jar:}, {@code vfs:}), the manager is configured
 * by it, otherwise by {@code nearfar.yaml} on the class path, if there is one.
 *
 * <p>Thread-safe. Nothing blocks but for the reading of configuration files and the closing, which
 * waits for running loads and asynchronous listeners.
 */
public final class NearfarCachingProvider implements CachingProvider {
  private final ManagerRegistry managers;

  /** Used by {@link java.util.ServiceLoader} and {@code javax.cache.Caching}. */
  public NearfarCachingProvider() {
    this.managers = new ManagerRegistry(this, Ticker.system());
  }

  /**
   * {@inheritDoc}
   *
   * @throws io.nearfar.config.NearfarConfigurationException with all faults, if the configuration
   *     is wrong
   */
  @Override
  public CacheManager getCacheManager(
      @Nullable URI uri, @Nullable ClassLoader classLoader, @Nullable Properties properties) {
    ClassLoader loader = classLoader == null ? getDefaultClassLoader() : classLoader;
    return managers.manager(
        uri == null ? managers.defaultUri(loader) : uri,
        loader,
        properties == null ? new Properties() : properties);
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
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return context == null ? NearfarCachingProvider.class.getClassLoader() : context;
  }

  @Override
  public URI getDefaultURI() {
    return managers.defaultUri(getDefaultClassLoader());
  }

  @Override
  public Properties getDefaultProperties() {
    return new Properties();
  }

  @Override
  public void close() {
    managers.close((loader, uri) -> true);
  }

  @Override
  public void close(ClassLoader classLoader) {
    Checks.nonNull(classLoader, "The class loader");
    managers.close((loader, uri) -> loader.equals(classLoader));
  }

  @Override
  public void close(@Nullable URI uri, @Nullable ClassLoader classLoader) {
    ClassLoader wantedLoader = classLoader == null ? getDefaultClassLoader() : classLoader;
    URI wantedUri = uri == null ? managers.defaultUri(wantedLoader) : uri;
    managers.close((loader, name) -> loader.equals(wantedLoader) && name.equals(wantedUri));
  }

  @Override
  public boolean isSupported(OptionalFeature optionalFeature) {
    return switch (Checks.nonNull(optionalFeature, "The optional feature")) {
      case STORE_BY_REFERENCE -> true;
    };
  }
}
