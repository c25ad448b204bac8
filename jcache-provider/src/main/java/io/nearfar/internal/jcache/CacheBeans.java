package io.nearfar.internal.jcache;

import io.nearfar.config.NearfarConfiguration;
import io.nearfar.management.NearfarCacheMXBean;
import java.util.function.Supplier;

/** What one cache shows over JMX. Not thread-safe: the cache changes one thing at a time. */
final class CacheBeans {
  private final CacheParts<?, ?> parts;
  private final Supplier<? extends NearfarConfiguration<?, ?>> configuration;
  private final NearfarCacheMXBean bean;
  private final ManagerBeans manager;
  private final MBeans mbeans = new MBeans();

  /**
   * Nothing is shown yet.
   *
   * @param configuration the cache's, now
   * @param bean our own bean of the cache
   * @param manager shows the manager as long as it shows a cache
   */
  CacheBeans(
      CacheParts<?, ?> parts,
      Supplier<? extends NearfarConfiguration<?, ?>> configuration,
      NearfarCacheMXBean bean,
      ManagerBeans manager) {
    this.parts = parts;
    this.configuration = configuration;
    this.bean = bean;
    this.manager = manager;
  }

  /** Shows the statistics, or no more. */
  void statistics(boolean shown) {
    if (shown) {
      mbeans.register(BeanNames.statistics(parts.identity()), new StatisticsBean(parts.counters()));
    } else {
      mbeans.unregister(BeanNames.statistics(parts.identity()));
    }
  }

  /** Shows the configuration, and what we have to say ourselves, or no more. */
  void management(boolean shown) {
    CacheIdentity cache = parts.identity();
    if (shown) {
      mbeans.register(BeanNames.configuration(cache), new ConfigurationBean(configuration));
      mbeans.register(BeanNames.cache(cache), DescribedBean.of(bean, NearfarCacheMXBean.class));
      manager.show(this);
    } else {
      mbeans.unregister(BeanNames.configuration(cache));
      mbeans.unregister(BeanNames.cache(cache));
      manager.hide(this);
    }
  }

  /** Shows nothing any more. */
  void hide() {
    statistics(/* shown= */ false);
    management(/* shown= */ false);
  }
}
