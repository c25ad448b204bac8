package io.nearfar.cdi;

import io.nearfar.cdi.internal.portable.NearfarCdiExtension;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.Extension;
import javax.cache.Cache;
import javax.cache.CacheManager;

/** Weld SE with some bean classes and our extension. */
final class TestContainer implements AutoCloseable {
  private final SeContainer container;

  TestContainer(Class<?>... beans) {
    this(new Extension[0], beans);
  }

  TestContainer(Extension[] extensions, Class<?>... beans) {
    container =
        SeContainerInitializer.newInstance()
            .disableDiscovery()
            .addBeanClasses(beans)
            // Without discovery Weld looks for no extensions; DiscoveryTest has it find ours.
            .addExtensions(new NearfarCdiExtension())
            .addExtensions(extensions)
            .initialize();
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
