package io.nearfar.benchmarks.far;

import io.nearfar.NearfarCachingProvider;
import io.nearfar.config.NearfarConfiguration;
import io.nearfar.config.NearfarConfigurationBuilder;
import io.nearfar.config.Topology;
import io.nearfar.testing.RedisServer;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.LongFunction;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import org.redisson.Redisson;
import org.redisson.api.RBatch;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;

/**
 * Memory of the server per entry, as {@code used_memory} tells: first 200,000 entries with strings
 * of 50 to 150 bytes, then 100 bytes under the names of an application. This server is built
 * without jemalloc, whose sizes of blocks matter more than single bytes: decision record 0006 has
 * both.
 *
 * <pre>java -cp benchmarks/target/benchmarks.jar io.nearfar.benchmarks.far.FarFootprint</pre>
 */
public final class FarFootprint {
  private static final int ENTRIES = 200_000;
  private static final int AT_ONCE = 1_000;

  /** F4: at the most so many times a plain SET of the same bytes. */
  private static final double ALLOWED = 1.2;

  private FarFootprint() {}

  /**
   * Measures and prints two tables.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) {
    double plain = perEntry(FarContender.REDISSON);
    System.out.println("| | bytes per entry | x plain SET | |");
    System.out.println("| --- | ---: | ---: | --- |");
    for (FarContender contender : FarContender.values()) {
      double bytes = contender == FarContender.REDISSON ? plain : perEntry(contender);
      String verdict = "";
      if (contender == FarContender.NEARFAR) {
        verdict = bytes <= ALLOWED * plain ? "F4 (<= 1.2) reached" : "F4 (<= 1.2) **missed**";
      }
      System.out.printf("| %s | %.0f | %.2f | %s |%n", contender, bytes, bytes / plain, verdict);
    }
    System.out.println();
    System.out.println("| 100 bytes | plain SET | SET products:key | Nearfar | x | x |");
    System.out.println("| --- | ---: | ---: | ---: | ---: | ---: |");
    named("Long, eternal", Long.class, key -> key, /* ends= */ false);
    named("Long, with an end", Long.class, key -> key, /* ends= */ true);
    named("String, eternal", String.class, key -> "product-" + key, /* ends= */ false);
    named("String, with an end", String.class, key -> "product-" + key, /* ends= */ true);
  }

  private static double perEntry(FarContender contender) {
    return perEntry(
        server -> {
          try (FarSubject subject = contender.open(server.port())) {
            fill(i -> "key:" + (1_000_000 + i), i -> value(i, 50 + i % 101), subject::putAll);
          }
        });
  }

  private static <K extends Comparable<K>> void named(
      String what, Class<K> type, LongFunction<K> key, boolean ends) {
    double plain = plain(key, "", ends);
    double prefixed = plain(key, "products:", ends);
    double ours = ours(type, key, ends);
    System.out.printf(
        "| %s | %.0f | %.0f | %.0f | %.2f | %.2f |%n",
        what, plain, prefixed, ours, ours / plain, ours / prefixed);
  }

  /** What an application without a cache library has. */
  private static double plain(LongFunction<?> key, String prefix, boolean ends) {
    return perEntry(
        server -> {
          Config config = new Config();
          config.setCodec(StringCodec.INSTANCE);
          config.useSingleServer().setAddress("redis://127.0.0.1:" + server.port());
          RedissonClient client = Redisson.create(config);
          try {
            fill(
                i -> prefix + key.apply(1_000_000 + i),
                i -> value(i, 100),
                some -> set(client.createBatch(), some, ends));
          } finally {
            client.shutdown();
          }
        });
  }

  @SuppressWarnings("FutureReturnValueIgnored") // The batch tells of failures.
  private static void set(RBatch batch, Map<String, String> some, boolean ends) {
    some.forEach(
        (key, value) -> {
          if (ends) {
            batch.<String>getBucket(key).setAsync(value, 1, TimeUnit.HOURS);
          } else {
            batch.<String>getBucket(key).setAsync(value);
          }
        });
    batch.execute();
  }

  private static <K extends Comparable<K>> double ours(
      Class<K> type, LongFunction<K> key, boolean ends) {
    NearfarConfigurationBuilder<K, String> cache =
        NearfarConfiguration.builder(type, String.class).topology(Topology.FAR);
    if (ends) {
      cache.expireAfterCreation(Duration.ofHours(1));
    }
    return perEntry(
        server -> {
          Properties properties = new Properties();
          properties.setProperty("nearfar.far.url", "redis://127.0.0.1:" + server.port());
          properties.setProperty("nearfar.far.namespace", "shop");
          try (CacheManager manager =
              Caching.getCachingProvider(NearfarCachingProvider.class.getName())
                  .getCacheManager(null, null, properties)) {
            Cache<K, String> products = manager.createCache("products", cache.build());
            fill(i -> key.apply(1_000_000 + i), i -> value(i, 100), products::putAll);
          }
        });
  }

  private static String value(int i, int length) {
    return ("value " + i + " ").repeat(20).substring(0, length);
  }

  private static <K extends Comparable<K>> void fill(
      IntFunction<K> key, IntFunction<String> value, Consumer<Map<K, String>> store) {
    Map<K, String> some = new TreeMap<>();
    for (int i = 0; i < ENTRIES; i++) {
      some.put(key.apply(i), value.apply(i));
      if (some.size() == AT_ONCE) {
        store.accept(some);
        some.clear();
      }
    }
  }

  private static double perEntry(Consumer<RedisServer> fill) {
    try (RedisServer server = RedisServer.builder().start()) {
      long before = usedMemory(server);
      fill.accept(server);
      // The buffers of connections go with them; what else a contender has there counts.
      while (!"1".equals(server.info("clients").get("connected_clients"))) {
        Thread.onSpinWait();
      }
      return (double) (usedMemory(server) - before) / ENTRIES;
    }
  }

  private static long usedMemory(RedisServer server) {
    return Long.parseLong(server.info("memory").getOrDefault("used_memory", "0"));
  }
}
