package io.nearfar.internal.jcache;

import static io.nearfar.internal.jcache.FarNode.awaitFailure;
import static io.nearfar.internal.jcache.FarNode.awaitWell;
import static io.nearfar.internal.jcache.FarNode.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.testing.RedisCluster;
import io.nearfar.testing.RedisSentinel;
import io.nearfar.testing.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import javax.cache.Cache;
import javax.cache.CacheException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Servers that replace each other: what callers hear meanwhile, and that it works afterwards. */
class FarServersTest {

  @Test
  void sentinel_masterKilled_failsThenWorks() {
    try (RedisSentinel group = RedisSentinel.start();
        FarNode node =
            new FarNode(
                "mode",
                "sentinel",
                "url",
                String.join(",", group.urls()),
                "master-name",
                RedisSentinel.MASTER_NAME)) {
      Cache<String, String> cache = node.cache("orders");
      cache.put("k", "v");
      awaitCopied(group.servers().get(0));
      RedisServer before = group.master();
      before.kill();
      CacheException failure = failure(() -> cache.put("k", "w"));
      assertThat(failure.getMessage()).containsAnyOf("NEARFAR-0403", "NEARFAR-0404");
      group.awaitOther(before);
      awaitWell(cache);
      assertThat(cache.get("k")).isEqualTo("v");
    }
  }

  /** A replica is never waited for by a write; a test that kills its master has to. */
  private static void awaitCopied(RedisServer master) {
    assertThat(master.command("WAIT", "1", "10000")).isNotNull();
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              String replica = master.info("replication").get("slave0");
              String offset = master.info("replication").get("master_repl_offset");
              return replica != null && replica.contains("offset=" + offset);
            });
  }

  @Test
  void sentinel_unknownMaster_saysSo() {
    try (RedisSentinel group = RedisSentinel.start();
        FarNode node =
            new FarNode(
                "mode",
                "sentinel",
                "url",
                String.join(",", group.urls()),
                "master-name",
                "other")) {
      assertThat(failure(() -> node.cache("orders")))
          .hasMessageContaining("NEARFAR-0421")
          .hasMessageContaining("nearfar.far.master-name");
    }
  }

  @Test
  void replicated_replicaPromoted_worksAgain() {
    try (RedisServer master = RedisServer.builder().start();
        RedisServer replica =
            RedisServer.builder().config("replicaof 127.0.0.1 " + master.port()).start();
        FarNode node =
            new FarNode("mode", "replicated", "url", master.url() + "," + replica.url())) {
      Cache<String, String> cache = node.cache("orders");
      cache.put("k", "v");
      assertThat(cache.get("k")).isEqualTo("v");
      awaitCopied(master);
      replica.command("REPLICAOF", "NO", "ONE");
      master.command("REPLICAOF", "127.0.0.1", String.valueOf(replica.port()));
      awaitWell(cache);
      assertThat(cache.get("k")).isEqualTo("v");
      assertThat(replica.calls().get("evalsha")).isPositive();
    }
  }

  @Test
  void cluster_masterKilled_replicaTakesOver() {
    try (RedisCluster cluster = RedisCluster.start(3, 1);
        FarNode node = clusterNode(cluster)) {
      Cache<String, String> cache = node.cache("orders");
      List<String> keys = IntStream.range(0, 100).mapToObj(i -> "k" + i).toList();
      keys.forEach(key -> cache.put(key, "v"));
      RedisServer master = cluster.masters().get(0);
      List<RedisServer> replicas = cluster.replicasOf(master);
      awaitCopied(master);
      master.kill();
      CacheException failure = failure(() -> keys.forEach(key -> cache.put(key, "w")));
      assertThat(failure.getMessage()).containsAnyOf("NEARFAR-0403", "NEARFAR-0404");
      cluster.awaitPromotion(replicas);
      keys.forEach(key -> awaitWritten(cache, key));
      assertThat(cache.get("k1")).isEqualTo("x");
    }
  }

  private static void awaitWritten(Cache<String, String> cache, String key) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptionsInstanceOf(CacheException.class)
        .until(
            () -> {
              cache.put(key, "x");
              return true;
            });
  }

  private static FarNode clusterNode(RedisCluster cluster) {
    return new FarNode("mode", "cluster", "url", String.join(",", cluster.urls()), "timeout", "2s");
  }

  @Test
  void cluster_slotUncovered_saysSo() {
    try (RedisCluster cluster =
            RedisCluster.start(3, 0, node -> node.config("cluster-require-full-coverage no"));
        FarNode node = clusterNode(cluster)) {
      Cache<String, String> cache = node.cache("orders");
      int first = RedisCluster.SLOTS / 3 + 1;
      for (RedisServer each : cluster.masters()) {
        each.command(
            "CLUSTER", "DELSLOTSRANGE", String.valueOf(first), String.valueOf(first + 3000));
      }
      awaitFailure(
          () -> IntStream.range(0, 100).forEach(i -> cache.put("k" + i, "v")), "NEARFAR-0410");
      // The rest goes on.
      assertThat(IntStream.range(0, 100).filter(i -> isWell(cache, "k" + i)).count())
          .isBetween(20L, 99L);
      for (RedisServer each : cluster.masters()) {
        each.command("CONFIG", "SET", "cluster-require-full-coverage", "yes");
        // The node looks at its state when something has changed.
        each.command("CLUSTER", "DELSLOTS", String.valueOf(first + 3001));
      }
      for (String key : List.of("a", "b", "c", "d")) {
        awaitFailure(() -> cache.get(key), "NEARFAR-0410");
      }
    }
  }

  private static boolean isWell(Cache<String, String> cache, String key) {
    try {
      cache.put(key, "v");
      return true;
    } catch (CacheException e) {
      return false;
    }
  }
}
