package io.nearfar.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.testing.RedisCluster.Failover;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;
import org.redisson.config.ReadMode;

/** The servers that tests start are such as the client of the far tier takes, in every topology. */
@Timeout(180)
class RedissonConnectsTest {

  private static Config config() {
    return new Config().setThreads(2).setNettyThreads(2).setCodec(StringCodec.INSTANCE);
  }

  private static void use(Config config, Runnable whileConnected) {
    RedissonClient client = Redisson.create(config);
    try {
      for (int i = 0; i < 100; i++) {
        client.getBucket("before" + i).set("value");
      }
      whileConnected.run();
      Awaitility.await()
          .ignoreExceptions()
          .untilAsserted(
              () -> {
                client.getBucket("after").set("value");
                assertThat(client.getBucket("after").get()).isEqualTo("value");
              });
    } finally {
      client.shutdown();
    }
  }

  @Test
  void standalone_password_restart() {
    try (RedisServer redis = RedisServer.builder().password("open sesame").start()) {
      Config config = config().setPassword("open sesame");
      config.useSingleServer().setConnectionMinimumIdleSize(1).setAddress(redis.url());
      use(config, redis::restart);
    }
  }

  @Test
  void standalone_tls() throws Exception {
    try (RedisServer redis = RedisServer.builder().tls().start()) {
      Config config =
          config()
              .setSslTruststore(redis.certificate().trustStore().toUri().toURL())
              .setSslTruststorePassword(redis.certificate().password());
      config.useSingleServer().setConnectionMinimumIdleSize(1).setAddress(redis.tlsUrl());
      use(config, () -> assertThat(redis.command("EXISTS", "before1")).isEqualTo(1L));
    }
  }

  @Test
  void sentinel_failover() {
    try (RedisSentinel group = RedisSentinel.start()) {
      Config config = config();
      config
          .useSentinelServers()
          .setMasterName(RedisSentinel.MASTER_NAME)
          .setCheckSentinelsList(false)
          .setReadMode(ReadMode.MASTER)
          .addSentinelAddress(group.urls().toArray(String[]::new));
      use(config, group::failover);
    }
  }

  @Test
  void cluster_failover() {
    try (RedisCluster cluster = RedisCluster.start(/* masters= */ 3, /* replicasEach= */ 1)) {
      Config config = config();
      config
          .useClusterServers()
          .setReadMode(ReadMode.MASTER)
          .addNodeAddress(cluster.urls().toArray(String[]::new));
      use(config, () -> cluster.failover(cluster.nodes().get(3), Failover.ORDERLY));
    }
  }
}
