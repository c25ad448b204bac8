package io.nearfar.cdi.internal.caches;

import io.nearfar.cdi.CachedNull;
import io.nearfar.cdi.MethodKey;
import io.nearfar.config.NearfarConfiguration;
import java.util.Set;
import javax.cache.configuration.Configuration;

/** The one class that knows Nearfar's own configuration; loaded only where the provider is ours. */
final class NearfarSetup {
  private NearfarSetup() {}

  static Configuration<Object, Object> configuration(Set<String> types) {
    return NearfarConfiguration.builder(Object.class, Object.class)
        .allowedType(MethodKey.class, CachedNull.class)
        .allowedTypes(types.toArray(String[]::new))
        .build();
  }
}
