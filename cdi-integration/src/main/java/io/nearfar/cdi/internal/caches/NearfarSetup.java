package io.nearfar.cdi.internal.caches;

import io.nearfar.cdi.CacheLevels;
import io.nearfar.cdi.CachedNull;
import io.nearfar.cdi.MethodKey;
import io.nearfar.config.Defaults;
import io.nearfar.config.NearfarConfiguration;
import io.nearfar.config.NearfarConfigurationBuilder;
import io.nearfar.config.Topology;
import javax.cache.Cache;
import javax.cache.configuration.Configuration;

/** The one class that knows Nearfar's own configuration; loaded only where the provider is ours. */
final class NearfarSetup {
  private NearfarSetup() {}

  static Configuration<Object, Object> configuration(CacheWish wish) {
    NearfarConfigurationBuilder<Object, Object> builder =
        NearfarConfiguration.builder(Object.class, Object.class)
            .allowedType(MethodKey.class, CachedNull.class)
            .allowedTypes(wish.types().toArray(String[]::new));
    if (wish.ttl() != null) {
      // A value that replaces another is as new as one that does not.
      builder.expireAfterCreation(wish.ttl()).expireAfterUpdate(wish.ttl());
    }
    if (wish.levels() != CacheLevels.CONFIGURED) {
      builder.topology(Topology.valueOf(wish.levels().name()));
    }
    return builder.build();
  }

  /** The name of a cache's topology. */
  static String topology(Cache<?, ?> cache) {
    @SuppressWarnings("unchecked") // the class literal has no type arguments
    NearfarConfiguration<?, ?> configuration = cache.getConfiguration(NearfarConfiguration.class);
    return configuration.topology().orElse(Defaults.TOPOLOGY).name();
  }
}
