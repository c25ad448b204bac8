package io.nearfar.benchmarks.far;

import io.nearfar.config.NearfarConfiguration;
import io.nearfar.config.Topology;
import javax.cache.CacheManager;
import org.redisson.Redisson;
import org.redisson.api.RLocalCachedMap;
import org.redisson.api.RedissonClient;
import org.redisson.api.options.LocalCachedMapOptions;
import org.redisson.api.options.LocalCachedMapOptions.ReconnectionStrategy;
import org.redisson.api.options.LocalCachedMapOptions.SyncStrategy;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;

/** Who keeps copies of a store in Redis in each node. */
enum NearContender {
  /** Nearfar, in the topology that is asked for. */
  NEARFAR {
    @Override
    FarSubject open(String url, Topology topology) {
      CacheManager manager = FarManagers.open(url);
      return FarContender.jcache(
          manager,
          manager.createCache(
              "bench",
              NearfarConfiguration.builder(String.class, String.class).topology(topology).build()));
    }
  },
  /** Redisson's map with local copies that a message removes; all copies go on reconnection. */
  REDISSON_LOCAL_MAP {
    @Override
    FarSubject open(String url, Topology topology) {
      Config config = new Config();
      config.setCodec(StringCodec.INSTANCE);
      config
          .useSingleServer()
          .setAddress(url)
          .setDatabase(0)
          .setTimeout(PATIENCE_MILLIS)
          .setConnectTimeout(PATIENCE_MILLIS);
      RedissonClient client = Redisson.create(config);
      RLocalCachedMap<String, String> map =
          client.getLocalCachedMap(
              LocalCachedMapOptions.<String, String>name("bench-local-map")
                  .codec(StringCodec.INSTANCE)
                  .syncStrategy(SyncStrategy.INVALIDATE)
                  .reconnectionStrategy(ReconnectionStrategy.CLEAR));
      return FarContender.map(client, map);
    }
  };

  /** As Nearfar is given. */
  private static final int PATIENCE_MILLIS = 60_000;

  /**
   * Opens a node's view of the store.
   *
   * @param topology for Nearfar
   */
  abstract FarSubject open(String url, Topology topology);
}
