package io.nearfar.internal.jcache;

import io.nearfar.config.NearfarConfiguration;
import java.util.function.Supplier;
import javax.cache.management.CacheMXBean;

/** Shows a cache's configuration over JMX. */
final class ConfigurationBean implements CacheMXBean {
  private final Supplier<? extends NearfarConfiguration<?, ?>> configuration;

  ConfigurationBean(Supplier<? extends NearfarConfiguration<?, ?>> configuration) {
    this.configuration = configuration;
  }

  @Override
  public String getKeyType() {
    return configuration.get().getKeyType().getName();
  }

  @Override
  public String getValueType() {
    return configuration.get().getValueType().getName();
  }

  @Override
  public boolean isReadThrough() {
    return configuration.get().isReadThrough();
  }

  @Override
  public boolean isWriteThrough() {
    return configuration.get().isWriteThrough();
  }

  @Override
  public boolean isStoreByValue() {
    return configuration.get().isStoreByValue();
  }

  @Override
  public boolean isStatisticsEnabled() {
    return configuration.get().isStatisticsEnabled();
  }

  @Override
  public boolean isManagementEnabled() {
    return configuration.get().isManagementEnabled();
  }
}
