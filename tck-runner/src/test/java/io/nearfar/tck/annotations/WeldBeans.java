package io.nearfar.tck.annotations;

import io.nearfar.cdi.internal.portable.NearfarCdiExtension;
import io.nearfar.tck.RunSetup;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import javax.cache.annotation.BeanProvider;
import manager.CacheNameOnEachMethodBlogManagerImpl;
import manager.ClassLevelCacheConfigBlogManagerImpl;
import manager.UsingDefaultCacheNameBlogManagerImpl;

/**
 * Gives the TCK's tests of the annotations its beans, from Weld with our extension. The tests find
 * it as a service. The container starts with the first bean: a provider that can't be made lets the
 * tests pass without a word, one that gives no bean lets them fail.
 */
public final class WeldBeans implements BeanProvider {

  /** For the service loader. */
  public WeldBeans() {}

  @Override
  public <T> T getBeanByType(Class<T> type) {
    return Started.CONTAINER.select(type).get();
  }

  /** One for all tests. */
  private static final class Started {
    static final SeContainer CONTAINER = start();

    private static SeContainer start() {
      SeContainer container =
          SeContainerInitializer.newInstance()
              .disableDiscovery()
              .addBeanClasses(
                  CacheNameOnEachMethodBlogManagerImpl.class,
                  ClassLevelCacheConfigBlogManagerImpl.class,
                  UsingDefaultCacheNameBlogManagerImpl.class)
              .addExtensions(new NearfarCdiExtension())
              .initialize();
      // It closes its caches, which needs the servers.
      RunSetup.closeBeforeServers(container);
      return container;
    }
  }
}
