package io.nearfar.internal.jcache;

import io.nearfar.spi.Ticker;
import java.net.URI;
import java.util.Properties;
import javax.cache.CacheManager;
import javax.cache.configuration.OptionalFeature;
import javax.cache.spi.CachingProvider;

/** The provider over a clock of the test's own. */
final class TestProvider implements CachingProvider {
  private final ManagerRegistry managers;

  TestProvider(Ticker ticker) {
    managers = new ManagerRegistry(this, ticker);
  }

  @Override
  public CacheManager getCacheManager(URI uri, ClassLoader loader, Properties properties) {
    ClassLoader ours = loader == null ? getDefaultClassLoader() : loader;
    return managers.manager(
        uri == null ? managers.defaultUri(ours) : uri,
        ours,
        properties == null ? new Properties() : properties);
  }

  @Override
  public ClassLoader getDefaultClassLoader() {
    return TestProvider.class.getClassLoader();
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
  public CacheManager getCacheManager(URI uri, ClassLoader loader) {
    return getCacheManager(uri, loader, null);
  }

  @Override
  public CacheManager getCacheManager() {
    return getCacheManager(null, null, null);
  }

  @Override
  public void close() {
    managers.close((loader, uri) -> true);
  }

  @Override
  public void close(ClassLoader wanted) {
    managers.close((loader, uri) -> loader == wanted);
  }

  @Override
  public void close(URI wantedUri, ClassLoader wanted) {
    managers.close((loader, uri) -> loader == wanted && uri.equals(wantedUri));
  }

  @Override
  public boolean isSupported(OptionalFeature feature) {
    return true;
  }
}
