package io.nearfar.internal.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nearfar.NearfarCachingProvider;
import io.nearfar.config.NearfarConfiguration;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.concurrent.Callable;
import javax.cache.CacheManager;
import javax.cache.spi.CachingProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An application that uses caches with classes of its own is garbage after it has closed its
 * manager, also if other applications go on using the same provider and its threads.
 */
@Timeout(180)
class ClassLoaderLeakTest {

  /** Loads the application anew, as a server does at each deployment. */
  private static final class ApplicationLoader extends URLClassLoader {
    ApplicationLoader(URL[] urls) {
      super("application", urls, ClassLoaderLeakTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(LeakyApplication.class.getName())) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? findClass(name) : loaded;
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void close_applicationIsCollected(boolean othersStay) throws Exception {
    CachingProvider provider = new NearfarCachingProvider();
    CacheManager others =
        othersStay ? provider.getCacheManager(URI.create("urn:others"), null) : null;
    WeakReference<ClassLoader> application = run(provider, others);
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(application.get()).isNull();
            });
    assertThat(Thread.getAllStackTraces().keySet())
        .as("no library starts a thread behind our back")
        .noneMatch(thread -> thread.getName().startsWith("fory"));
    if (others != null) {
      assertThat(others.isClosed()).isFalse();
    }
    provider.close();
  }

  @Test
  void close_applicationStays_whileManagerIsOpen() throws Exception {
    CachingProvider provider = new NearfarCachingProvider();
    ClassLoader loader = loader();
    CacheManager manager = provider.getCacheManager(null, loader);
    WeakReference<ClassLoader> application = new WeakReference<>(loader);
    loader = null;
    System.gc();
    assertThat(application.get()).as("the test can tell").isNotNull();
    manager.close();
  }

  private static ClassLoader loader() {
    return new ApplicationLoader(
        new URL[] {ClassLoaderLeakTest.class.getProtectionDomain().getCodeSource().getLocation()});
  }

  /** In a method of its own, so that no variable holds the loader. */
  private static WeakReference<ClassLoader> run(CachingProvider provider, CacheManager others)
      throws Exception {
    ClassLoader loader = loader();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try (CacheManager manager = provider.getCacheManager(null, loader)) {
      Class<?> type = loader.loadClass(LeakyApplication.class.getName());
      assertThat(type.getClassLoader()).isSameAs(loader);
      Object application = type.getDeclaredConstructor(CacheManager.class).newInstance(manager);
      ((Callable<?>) application).call();
      if (others != null) {
        // Keeps the timer's thread, which the first application has started, busy for ever.
        others.createCache(
            "expiring",
            NearfarConfiguration.builder(String.class, String.class)
                .expireAfterCreation(Duration.ofHours(1))
                .build());
      }
    } finally {
      thread.setContextClassLoader(before);
    }
    return new WeakReference<>(loader);
  }
}
