package io.nearfar.benchmarks.far;

import io.nearfar.NearfarCachingProvider;
import io.nearfar.config.NearfarConfiguration;
import io.nearfar.config.Topology;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;
import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.api.RMap;
import org.redisson.api.RMapCache;
import org.redisson.api.RedissonClient;
import org.redisson.api.options.MapOptions;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;
import org.redisson.jcache.configuration.RedissonConfiguration;

/** Who is measured. All talk to the same server, and read from the master. */
public enum FarContender {
  /** Redisson's bare commands: GET, SET and MGET of strings. The yardstick. */
  REDISSON {
    @Override
    FarSubject open(int port) {
      RedissonClient client = client(port);
      return new FarSubject() {
        @Override
        public @Nullable String get(String key) {
          return client.<String>getBucket(key, StringCodec.INSTANCE).get();
        }

        @Override
        public void put(String key, String value) {
          client.<String>getBucket(key, StringCodec.INSTANCE).set(value);
        }

        @Override
        public Map<String, String> getAll(Set<String> keys) {
          return client.getBuckets(StringCodec.INSTANCE).get(keys.toArray(String[]::new));
        }

        @Override
        public void putAll(Map<String, String> entries) {
          client.getBuckets(StringCodec.INSTANCE).set(entries);
        }

        @Override
        public void close() {
          client.shutdown();
        }
      };
    }
  },
  /** Redisson's map: one hash for all entries, no expiry. */
  REDISSON_MAP {
    @Override
    FarSubject open(int port) {
      RedissonClient client = client(port);
      RMap<String, String> map =
          client.getMap(MapOptions.<String, String>name("bench-map").codec(StringCodec.INSTANCE));
      return map(client, map);
    }
  },
  /** Redisson's map with expiry per entry. */
  REDISSON_MAP_CACHE {
    @Override
    FarSubject open(int port) {
      RedissonClient client = client(port);
      RMapCache<String, String> map = client.getMapCache("bench-map-cache", StringCodec.INSTANCE);
      return map(client, map);
    }
  },
  /** Redisson's JCache provider. */
  REDISSON_JCACHE {
    @Override
    FarSubject open(int port) {
      CacheManager manager =
          Caching.getCachingProvider("org.redisson.jcache.JCachingProvider").getCacheManager();
      Cache<String, String> cache =
          manager.createCache(
              "bench-jcache",
              RedissonConfiguration.fromConfig(
                  config(port),
                  new MutableConfiguration<String, String>().setTypes(String.class, String.class)));
      return jcache(manager, cache);
    }
  },
  /** Nearfar, topology {@code far}. */
  NEARFAR {
    @Override
    FarSubject open(int port) {
      Properties properties = new Properties();
      properties.setProperty("nearfar.far.url", "redis://127.0.0.1:" + port);
      CacheManager manager =
          Caching.getCachingProvider(NearfarCachingProvider.class.getName())
              .getCacheManager(null, null, properties);
      Cache<String, String> cache =
          manager.createCache(
              "bench",
              NearfarConfiguration.builder(String.class, String.class)
                  .topology(Topology.FAR)
                  .build());
      return jcache(manager, cache);
    }
  };

  abstract FarSubject open(int port);

  private static Config config(int port) {
    Config config = new Config();
    config.setCodec(StringCodec.INSTANCE);
    config.useSingleServer().setAddress("redis://127.0.0.1:" + port).setDatabase(0);
    return config;
  }

  private static RedissonClient client(int port) {
    return Redisson.create(config(port));
  }

  static FarSubject map(RedissonClient client, RMap<String, String> map) {
    return new FarSubject() {
      @Override
      public @Nullable String get(String key) {
        return map.get(key);
      }

      @Override
      public void put(String key, String value) {
        map.fastPut(key, value);
      }

      @Override
      public Map<String, String> getAll(Set<String> keys) {
        return map.getAll(keys);
      }

      @Override
      public void putAll(Map<String, String> entries) {
        map.putAll(entries);
      }

      @Override
      public void close() {
        client.shutdown();
      }
    };
  }

  static FarSubject jcache(CacheManager manager, Cache<String, String> cache) {
    return new FarSubject() {
      @Override
      public @Nullable String get(String key) {
        return cache.get(key);
      }

      @Override
      public void put(String key, String value) {
        cache.put(key, value);
      }

      @Override
      public Map<String, String> getAll(Set<String> keys) {
        return cache.getAll(keys);
      }

      @Override
      public void putAll(Map<String, String> entries) {
        cache.putAll(entries);
      }

      @Override
      public void close() {
        manager.close();
      }
    };
  }
}
