package io.nearfar.benchmarks.compare;

import com.github.benmanes.caffeine.jcache.configuration.CaffeineConfiguration;
import com.github.benmanes.caffeine.jcache.spi.CaffeineCachingProvider;
import io.nearfar.benchmarks.CaffeineSubject;
import io.nearfar.benchmarks.CopyingSubject;
import io.nearfar.benchmarks.JCacheSubject;
import io.nearfar.benchmarks.MapSubject;
import io.nearfar.benchmarks.Nearfar;
import io.nearfar.benchmarks.Subject;
import io.nearfar.benchmarks.Workload;
import java.time.Duration;
import java.util.OptionalLong;
import javax.cache.configuration.Configuration;
import org.cache2k.Cache2kBuilder;
import org.cache2k.jcache.ExtendedMutableConfiguration;
import org.cache2k.jcache.JCacheConfig;
import org.cache2k.jcache.provider.JCacheProvider;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.ExpiryPolicyBuilder;
import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.ehcache.jsr107.Eh107Configuration;
import org.ehcache.jsr107.EhcacheCachingProvider;
import org.ehcache.jsr107.config.ConfigurationElementState;
import org.ehcache.jsr107.config.Jsr107CacheConfiguration;

/** Who is measured. All but the map and the unbounded Nearfar have the same bound. */
public enum Contender {
  /** {@code ConcurrentHashMap}: no bound, no expiry, no statistics whatever the workload says. */
  MAP {
    @Override
    public Subject open(Workload workload, Bound bound) {
      return byHand(workload, new MapSubject());
    }
  },
  /** Raw Caffeine with {@code maximumSize}, and with {@code expireAfterWrite} if expiring. */
  CAFFEINE {
    @Override
    public Subject open(Workload workload, Bound bound) {
      return byHand(workload, new CaffeineSubject(workload, bound.entries));
    }
  },
  /** Nearfar, bounded, adaptive eviction. */
  NEARFAR {
    @Override
    public Subject open(Workload workload, Bound bound) {
      return bound.nearfar.open(workload);
    }
  },
  /** Nearfar without a bound. */
  NEARFAR_UNBOUNDED {
    @Override
    public Subject open(Workload workload, Bound bound) {
      return Nearfar.UNBOUNDED.open(workload);
    }
  },
  /** Caffeine's JCache provider; copies by JDK serialization (its default). */
  CAFFEINE_JCACHE {
    @Override
    public Subject open(Workload workload, Bound bound) {
      CaffeineConfiguration<Integer, Object> configuration =
          new CaffeineConfiguration<>(workload.configuration());
      configuration.setMaximumSize(OptionalLong.of(bound.entries));
      return jcache(CaffeineCachingProvider.class, workload, configuration);
    }
  },
  /** The JCache provider of cache2k, with the settings it has by default under JCache. */
  CACHE2K_JCACHE {
    @Override
    public Subject open(Workload workload, Bound bound) {
      ExtendedMutableConfiguration<Integer, Object> configuration =
          workload.configure(new ExtendedMutableConfiguration<Integer, Object>());
      configuration.setCache2kConfiguration(
          Cache2kBuilder.of(Integer.class, workload.valueType())
              .entryCapacity(bound.entries)
              .sharpExpiry(true)
              .with(
                  JCacheConfig.class,
                  (JCacheConfig.Builder section) ->
                      section.copyAlwaysIfRequested(true).supportOnlineListenerAttachment(true))
              .config());
      return jcache(JCacheProvider.class, workload, configuration);
    }
  },
  /** The JCache provider of Ehcache; copies by its {@code SerializingCopier} (its default). */
  EHCACHE_JCACHE {
    @Override
    public Subject open(Workload workload, Bound bound) {
      CacheConfigurationBuilder<Integer, Object> builder =
          CacheConfigurationBuilder.newCacheConfigurationBuilder(
                  Integer.class, workload.valueType(), ResourcePoolsBuilder.heap(bound.entries))
              .withService(
                  new Jsr107CacheConfiguration(
                      workload.statistics()
                          ? ConfigurationElementState.ENABLED
                          : ConfigurationElementState.DISABLED,
                      ConfigurationElementState.DISABLED));
      if (workload.copies()) {
        builder = builder.withValueSerializingCopier();
      }
      if (workload.expiring()) {
        builder =
            builder.withExpiry(
                ExpiryPolicyBuilder.timeToLiveExpiration(
                    Duration.ofMinutes(Workload.EXPIRY_MINUTES)));
      }
      return jcache(
          EhcacheCachingProvider.class,
          workload,
          Eh107Configuration.fromEhcacheCacheConfiguration(builder));
    }
  };

  /** How many entries the bounded contenders hold. */
  public enum Bound {
    /** For the benchmarks. */
    STANDARD(100_000, Nearfar.ADAPTIVE),
    /** For the memory measurement. */
    LARGE(1_048_576, Nearfar.LARGE);

    final int entries;
    final Nearfar nearfar;

    Bound(int entries, Nearfar nearfar) {
      this.entries = entries;
      this.nearfar = nearfar;
    }

    /**
     * The bound.
     *
     * @return in entries
     */
    public int entries() {
      return entries;
    }
  }

  /**
   * Opens an empty cache with the standard bound.
   *
   * @param workload what it has to hold
   * @return the cache
   */
  public Subject open(Workload workload) {
    return open(workload, Bound.STANDARD);
  }

  /**
   * Opens an empty cache.
   *
   * @param workload what it has to hold
   * @param bound how much
   * @return the cache
   */
  public abstract Subject open(Workload workload, Bound bound);

  private static Subject byHand(Workload workload, Subject raw) {
    return workload.copies() ? new CopyingSubject(raw) : raw;
  }

  private static Subject jcache(
      Class<?> provider, Workload workload, Configuration<Integer, Object> configuration) {
    return new JCacheSubject(provider.getName(), "compare-" + workload, configuration);
  }
}
