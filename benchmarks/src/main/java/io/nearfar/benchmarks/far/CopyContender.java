package io.nearfar.benchmarks.far;

import io.nearfar.benchmarks.CaffeineSubject;
import io.nearfar.benchmarks.Subject;
import io.nearfar.benchmarks.Workload;
import java.time.Duration;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.api.options.LocalCachedMapOptions;
import org.redisson.client.codec.IntegerCodec;
import org.redisson.client.codec.StringCodec;
import org.redisson.codec.CompositeCodec;
import org.redisson.config.Config;

/** Whose near copies of a store in Redis are read; and raw Caffeine, which has no store. */
public enum CopyContender {
  /** The yardstick. */
  CAFFEINE {
    @Override
    public Subject open(Workload workload, String url, int maxEntries) {
      return new CaffeineSubject(workload, maxEntries);
    }
  },
  /** Nearfar, topology {@code near-far}, bounded, adaptive eviction. */
  NEARFAR {
    @Override
    public Subject open(Workload workload, String url, int maxEntries) {
      return new NearFarSubject(url, workload, maxEntries);
    }
  },
  /** Redisson's map with local copies, as it comes: no bound, copies found by a digest of keys. */
  REDISSON_LOCAL_MAP {
    @Override
    public Subject open(Workload workload, String url, int maxEntries) {
      return redisson(workload, url, options());
    }
  },
  /** The same, but copies are found by the key objects themselves. */
  REDISSON_LOCAL_MAP_OBJECT_KEYS {
    @Override
    public Subject open(Workload workload, String url, int maxEntries) {
      return redisson(workload, url, options().useObjectAsCacheKey(true));
    }
  };

  /**
   * Opens an empty cache.
   *
   * @param workload what it has to hold
   * @param url of the server
   * @param maxEntries the bound of those that have one
   * @return the cache; copies are served by now
   */
  public abstract Subject open(Workload workload, String url, int maxEntries);

  private static LocalCachedMapOptions<Integer, Object> options() {
    return LocalCachedMapOptions.<Integer, Object>name("bench-copies")
        .codec(new CompositeCodec(IntegerCodec.INSTANCE, StringCodec.INSTANCE));
  }

  private static Subject redisson(
      Workload workload, String url, LocalCachedMapOptions<Integer, Object> options) {
    Config config = new Config();
    // The default codec would need one more library.
    config.setCodec(StringCodec.INSTANCE);
    config.useSingleServer().setAddress(url).setDatabase(0);
    RedissonClient client = Redisson.create(config);
    return new LocalMapSubject(
        client,
        client.getLocalCachedMap(
            workload.expiring()
                ? options.timeToLive(Duration.ofMinutes(Workload.EXPIRY_MINUTES))
                : options));
  }
}
