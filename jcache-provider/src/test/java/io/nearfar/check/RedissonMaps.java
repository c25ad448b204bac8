package io.nearfar.check;

import io.nearfar.config.Defaults;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import javax.cache.Cache;
import javax.cache.CacheException;
import org.redisson.Redisson;
import org.redisson.api.RMap;
import org.redisson.api.RedissonClient;
import org.redisson.api.options.LocalCachedMapOptions;
import org.redisson.api.options.LocalCachedMapOptions.CacheProvider;
import org.redisson.api.options.LocalCachedMapOptions.ReconnectionStrategy;
import org.redisson.api.options.LocalCachedMapOptions.SyncStrategy;
import org.redisson.client.codec.Codec;
import org.redisson.client.codec.IntegerCodec;
import org.redisson.client.codec.LongCodec;
import org.redisson.client.codec.StringCodec;
import org.redisson.codec.CompositeCodec;
import org.redisson.config.Config;
import org.redisson.config.ConstantDelay;
import org.redisson.config.SingleServerConfig;

/** Redisson's maps as the caches of a node: the open source edition, one server. */
final class RedissonMaps implements AutoCloseable {
  /** Without copies: the far tier itself. */
  static final String MAP = "redisson-map";

  /** With copies that messages remove; all go on reconnection. */
  static final String LOCAL_MAP = "redisson-local-map";

  /** As {@link #LOCAL_MAP}; copies live no longer than Nearfar's may be stale. */
  static final String MORTAL_LOCAL_MAP = "redisson-local-map-ttl";

  private static final Codec CODEC = new CompositeCodec(IntegerCodec.INSTANCE, LongCodec.INSTANCE);

  private final String caching;
  private final RedissonClient client;

  /**
   * Connects.
   *
   * @throws CacheException if that fails
   */
  RedissonMaps(String caching, Map<String, String> properties) {
    this.caching = caching;
    try {
      client = Redisson.create(config(properties));
    } catch (RuntimeException e) {
      throw new CacheException(e);
    }
  }

  /** Whether such nodes have maps, and nothing that only caches have. */
  static boolean areMeantBy(String caching) {
    return Set.of(MAP, LOCAL_MAP, MORTAL_LOCAL_MAP).contains(caching);
  }

  /** It waits as long as Nearfar does in the check, and notices and mends a cut as Nearfar does. */
  private static Config config(Map<String, String> properties) {
    Config config = new Config();
    // The default codec would need one more library.
    config.setCodec(StringCodec.INSTANCE);
    // Names of scripts are of no use where servers are told to forget them.
    config.setUseScriptCache(false);
    SingleServerConfig server = config.useSingleServer();
    server.setAddress(properties.get("nearfar.far.url"));
    server.setConnectionMinimumIdleSize(1);
    server.setTimeout(CheckSettings.TIMEOUT_MILLIS);
    server.setConnectTimeout(CheckSettings.CONNECT_TIMEOUT_MILLIS);
    server.setPingConnectionInterval((int) Defaults.FAR_TIMES.pingInterval().toMillis());
    server.setReconnectionDelay(new ConstantDelay(Duration.ofMillis(200)));
    // By default changes are sent again after a timeout, four times, whether they were made or not:
    // a value could be written twice, and be taken away by two.
    server.setRetryAttempts(0);
    server.setRetryDelay(new ConstantDelay(Duration.ofSeconds(1)));
    return config;
  }

  /**
   * A map that all nodes share.
   *
   * @throws CacheException if it can't be had; all is closed then
   */
  Cache<Integer, Long> cache(String name) {
    try {
      return MapCache.of(map(name));
    } catch (RuntimeException e) {
      close();
      throw new CacheException(e);
    }
  }

  private RMap<Integer, Long> map(String name) {
    if (caching.equals(MAP)) {
      return client.getMap(name, CODEC);
    }
    LocalCachedMapOptions<Integer, Long> options =
        LocalCachedMapOptions.<Integer, Long>name(name)
            .codec(CODEC)
            .cacheProvider(CacheProvider.CAFFEINE)
            .syncStrategy(SyncStrategy.INVALIDATE)
            .reconnectionStrategy(ReconnectionStrategy.CLEAR);
    return client.getLocalCachedMap(
        caching.equals(MORTAL_LOCAL_MAP) ? options.timeToLive(CheckSettings.NORMAL) : options);
  }

  @Override
  public void close() {
    client.shutdown();
  }
}
