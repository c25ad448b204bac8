import io.nearfar.NearfarCachingProvider;
import io.nearfar.config.EvictionPolicy;
import io.nearfar.config.NearfarConfiguration;
import io.nearfar.config.Topology;
import io.nearfar.shaded.io.netty.channel.nio.NioIoHandler;
import io.nearfar.shaded.org.redisson.Redisson;
import io.nearfar.shaded.org.redisson.api.BatchOptions;
import io.nearfar.shaded.org.redisson.api.RBatch;
import io.nearfar.shaded.org.redisson.api.RScript;
import io.nearfar.shaded.org.redisson.api.RTopic;
import io.nearfar.shaded.org.redisson.api.RedissonClient;
import io.nearfar.shaded.org.redisson.client.codec.ByteArrayCodec;
import io.nearfar.shaded.org.redisson.client.codec.StringCodec;
import io.nearfar.shaded.org.redisson.config.Config;
import io.nearfar.shaded.org.redisson.config.Protocol;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;

/**
 * What IsolatedJarIT runs in a JVM that has the published jar and cache-api on its class path and
 * nothing else. It is no test class: it is compiled by that JVM, against the renamed libraries.
 *
 * <p>Arguments: pairs of a topology of Redis, or "selectors", and an address; with "tls", the
 * address, the file with the certificates and its password. Prints a line for each part that works.
 */
public final class RedisProbe {
  private RedisProbe() {}

  public static void main(String[] arguments) {
    try {
      caches();
      for (int i = 0; i < arguments.length; i += 2) {
        if (arguments[i].equals("tls")) {
          encrypted(arguments[i + 1].split(" "));
        } else if (arguments[i].equals("selectors")) {
          selectors(arguments[i + 1]);
        } else {
          redis(arguments[i], arguments[i + 1]);
        }
      }
    } catch (Throwable failure) {
      failure.printStackTrace();
      // A client that was not shut down would keep the JVM alive.
      System.exit(1);
    }
  }

  /** The default provider, each kind of near tier, copies. */
  private static void caches() {
    var provider = Caching.getCachingProvider();
    check(provider instanceof NearfarCachingProvider, "the default provider is ours");
    try (CacheManager manager = provider.getCacheManager()) {
      for (EvictionPolicy policy : EvictionPolicy.values()) {
        for (boolean bytes : new boolean[] {false, true}) {
          var limits = NearfarConfiguration.builder(Integer.class, List.class).evictionPolicy(policy);
          var configuration = bytes ? limits.maxBytes(100_000) : limits.maxEntries(100);
          Cache<Integer, List> cache =
              manager.createCache(policy + "-" + bytes, configuration.build());
          List<Object> value = new ArrayList<>(List.of("x", new Date(1), Map.of("a", 1)));
          for (int i = 0; i < 10_000; i++) {
            cache.put(i, value);
          }
          int kept = 0;
          for (Cache.Entry<Integer, List> entry : cache) {
            check(entry.getValue().equals(value) && entry.getValue() != value, "a copy is equal");
            kept++;
          }
          check(kept > 0 && kept < 5_000, "the cache is bounded");
        }
      }
    }
    provider.close();
    System.out.println("caches: ok");
  }

  /** A far tier, by its settings. */
  private static void encrypted(String[] server) {
    Properties settings = new Properties();
    settings.setProperty("nearfar.far.url", server[0]);
    settings.setProperty("nearfar.far.tls.trust-store", server[1]);
    settings.setProperty("nearfar.far.tls.trust-store-password", server[2]);
    try (CacheManager manager =
        Caching.getCachingProvider().getCacheManager(URI.create("urn:probe"), null, settings)) {
      Cache<String, String> cache =
          manager.createCache(
              "encrypted",
              NearfarConfiguration.builder(String.class, String.class)
                  .topology(Topology.NEAR_FAR)
                  .build());
      cache.put("key", "value");
      check(cache.get("key").equals("value"), "a value over TLS");
    }
    System.out.println("tls: ok");
  }

  /** The JVM's selectors keep their own sets of keys, once a cache has a far tier. */
  private static void selectors(String address) throws ReflectiveOperationException {
    Properties settings = new Properties();
    settings.setProperty("nearfar.far.url", address);
    try (CacheManager manager =
        Caching.getCachingProvider().getCacheManager(URI.create("urn:probe"), null, settings)) {
      manager
          .createCache(
              "selectors",
              NearfarConfiguration.builder(String.class, String.class)
                  .topology(Topology.FAR)
                  .build())
          .put("key", "value");
      var disabled = NioIoHandler.class.getDeclaredField("DISABLE_KEY_SET_OPTIMIZATION");
      disabled.setAccessible(true);
      check(disabled.getBoolean(null), "no set of the driver's in the JVM's selectors");
    }
    System.out.println("selectors: ok");
  }

  private static void redis(String topology, String address) throws Exception {
    for (Protocol protocol : Protocol.values()) {
      RedissonClient client = Redisson.create(config(topology, address, protocol));
      try {
        values(client);
        scripts(client);
        topics(client);
      } finally {
        client.shutdown(0, 5, TimeUnit.SECONDS);
      }
    }
    System.out.println(topology + ": ok");
  }

  private static Config config(String topology, String address, Protocol protocol)
      throws Exception {
    String text =
        switch (topology) {
          case "single" -> "singleServerConfig: { address: '" + address + "' }";
          case "masterSlave" ->
              "masterSlaveServersConfig: { readMode: MASTER, masterAddress: '" + address + "' }";
          case "replicated" ->
              "replicatedServersConfig: { readMode: MASTER, nodeAddresses: ['" + address + "'] }";
          case "cluster" ->
              "clusterServersConfig: { readMode: MASTER, nodeAddresses: ['" + address + "'] }";
          case "sentinel" ->
              "sentinelServersConfig: { readMode: MASTER, masterName: nearfar,"
                  + (" checkSentinelsList: false, sentinelAddresses: ['" + address + "'] }");
          default -> throw new IllegalArgumentException(topology);
        };
    Config config =
        Config.fromYAML(text + "\nprotocol: " + protocol + "\nthreads: 2\nnettyThreads: 2\n");
    if (topology.equals("single")) {
      // Names of classes travel in it.
      check(Config.fromYAML(config.toYAML()).getProtocol() == protocol, "settings make a round trip");
    }
    return config.setCodec(ByteArrayCodec.INSTANCE);
  }

  private static void values(RedissonClient client) {
    byte[] value = "value".getBytes(StandardCharsets.UTF_8);
    client.<byte[]>getBucket("probe").set(value);
    check(Arrays.equals(client.<byte[]>getBucket("probe").get(), value), "SET and GET");
    RBatch batch = client.createBatch(BatchOptions.defaults());
    for (int i = 0; i < 10; i++) {
      batch.<byte[]>getBucket("probe:" + i).setAsync(value);
    }
    check(batch.execute().getResponses().size() == 10, "a batch");
    int keys = 0;
    for (String key : client.getKeys().getKeys()) {
      keys += key.startsWith("probe:") ? 1 : 0;
    }
    check(keys == 10, "SCAN");
    check(client.getBuckets(ByteArrayCodec.INSTANCE).get("probe:1", "probe:2").size() == 2, "MGET");
  }

  private static void scripts(RedissonClient client) {
    Object doubled =
        client
            .getScript(StringCodec.INSTANCE)
            .eval(
                RScript.Mode.READ_WRITE,
                "return redis.call('strlen', KEYS[1]) * tonumber(ARGV[1])",
                RScript.ReturnType.LONG,
                List.of("probe"),
                "2");
    check(doubled.equals(10L), "EVAL");
  }

  private static void topics(RedissonClient client) throws InterruptedException {
    RTopic topic = client.getTopic("probe");
    CountDownLatch received = new CountDownLatch(1);
    int listener = topic.addListener(byte[].class, (channel, message) -> received.countDown());
    topic.publish(new byte[] {1});
    check(received.await(20, TimeUnit.SECONDS), "PUBLISH");
    topic.removeListener(listener);
  }

  private static void check(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError("Failed: " + what);
    }
  }
}
