package io.nearfar.cdi;

import io.nearfar.cdi.internal.portable.NearfarCdiExtension;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.spi.Extension;
import javax.cache.Cache;
import javax.cache.CacheManager;
import org.jboss.weld.environment.se.Weld;

/** Weld SE with some bean classes and our extension. */
final class TestContainer implements AutoCloseable {
  /** Whether the extension under test is the build compatible one. */
  private static final boolean IS_LITE = Boolean.getBoolean("io.nearfar.cdi.test.lite");

  private final SeContainer container;

  TestContainer(Class<?>... beans) {
    this(new Extension[0], beans);
  }

  @SuppressWarnings("unchecked") // varargs of Weld
  TestContainer(Extension[] extensions, Class<?>... beans) {
    // Without discovery Weld looks for no extensions; LifecycleTest has it find ours.
    Weld weld = new Weld().disableDiscovery();
    weld.addBeanClasses(beans).addExtensions(extensions);
    if (IS_LITE) {
      weld.addBuildCompatibleExtensions(TestedLiteExtension.class);
    } else {
      weld.addExtensions(new NearfarCdiExtension());
    }
    container = weld.initialize();
  }

  <T> T get(Class<T> type) {
    return container.select(type).get();
  }

  SeContainer container() {
    return container;
  }

  CacheManager manager() {
    return get(CacheManager.class);
  }

  Cache<Object, Object> cache(String name) {
    return manager().getCache(name);
  }

  @Override
  public void close() {
    if (container.isRunning()) {
      container.close();
    }
  }
}
