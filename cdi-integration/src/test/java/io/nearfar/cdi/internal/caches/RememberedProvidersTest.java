package io.nearfar.cdi.internal.caches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.util.Properties;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.OptionalFeature;
import javax.cache.spi.CachingProvider;
import org.junit.jupiter.api.Test;

/** An application whose provider is its own, and JCache's API the server's. */
class RememberedProvidersTest {
  private static final ClassLoader SERVER = RememberedProvidersTest.class.getClassLoader();

  /** That of an application: one class is its own, all others are the server's. */
  private static final class ApplicationClassLoader extends ClassLoader {
    ApplicationClassLoader() {
      super(SERVER);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        if (!name.equals(Provider.class.getName())) {
          return super.loadClass(name, resolve);
        }
        Class<?> known = findLoadedClass(name);
        return known == null ? define(name) : known;
      }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (InputStream in = SERVER.getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  private static CachingProvider lookUp(ClassLoader loader) {
    return Caching.getCachingProvider(Provider.class.getName(), loader);
  }

  @Test
  void loader_isCollected() {
    ClassLoader loader = new ApplicationClassLoader();
    assertThat(lookUp(loader).getClass().getClassLoader()).isSameAs(loader);
    RememberedProviders.forget(loader);

    WeakReference<ClassLoader> reference = new WeakReference<>(loader);
    loader = null;
    await()
        .until(
            () -> {
              System.gc();
              return reference.refersTo(null);
            });
  }

  @Test
  void providersOfOthers_stay() {
    ClassLoader ending = new ApplicationClassLoader();
    ClassLoader other = new ApplicationClassLoader();
    CachingProvider ofOther = lookUp(other);
    lookUp(ending);
    int all = count(ending);
    RememberedProviders.forget(ending);

    assertThat(lookUp(other)).isSameAs(ofOther);
    assertThat(count(ending)).isEqualTo(all - 1);
  }

  private static int count(ClassLoader loader) {
    int count = 0;
    for (CachingProvider provider : Caching.getCachingProviders(loader)) {
      assertThat(provider).isNotNull();
      count++;
    }
    return count;
  }

  @Test
  void apiOfTheApplication_isLeftAlone() {
    CachingProvider provider = Caching.getCachingProvider(SERVER);
    RememberedProviders.forget(SERVER);
    assertThat(Caching.getCachingProvider(SERVER)).isSameAs(provider);
  }

  /** Does nothing. */
  public static final class Provider implements CachingProvider {
    @Override
    public ClassLoader getDefaultClassLoader() {
      return Provider.class.getClassLoader();
    }

    @Override
    public URI getDefaultURI() {
      return URI.create("urn:test");
    }

    @Override
    public Properties getDefaultProperties() {
      return new Properties();
    }

    @Override
    public CacheManager getCacheManager(URI uri, ClassLoader loader, Properties properties) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CacheManager getCacheManager(URI uri, ClassLoader loader) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CacheManager getCacheManager() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}

    @Override
    public void close(ClassLoader loader) {}

    @Override
    public void close(URI uri, ClassLoader loader) {}

    @Override
    public boolean isSupported(OptionalFeature feature) {
      return false;
    }
  }
}
