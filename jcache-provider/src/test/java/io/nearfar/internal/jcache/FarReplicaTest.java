package io.nearfar.internal.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.testing.RedisCluster;
import io.nearfar.testing.RedisSentinel;
import io.nearfar.testing.RedisServer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.cache.Cache;
import javax.cache.CacheException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Reads from replicas: who answers them, and that nobody reads what is older than what he knows.
 */
class FarReplicaTest {
  private static final int READS = 50;

  private RedisServer master;
  private RedisServer replica;
  private FarNode node;

  @BeforeEach
  void start() {
    master = RedisServer.builder().start();
    replica = RedisServer.builder().config("replicaof 127.0.0.1 " + master.port()).start();
    FarNode.await(() -> "up".equals(replica.info("replication").get("master_link_status")));
    node =
        new FarNode(
            "mode",
            "replicated",
            "url",
            master.url() + "," + replica.url(),
            "read-from",
            "replica",
            "timeout",
            "1s");
  }

  @AfterEach
  void stop() {
    replica.resume();
    node.close();
    replica.close();
    master.close();
  }

  /** Waits until the replica has what the master has, and counts from here on. */
  private void settle() {
    FarNode.await(
        () ->
            master
                .info("replication")
                .get("slave0")
                .contains("offset=" + master.info("replication").get("master_repl_offset")));
    master.resetCalls();
    replica.resetCalls();
  }

  /** The replica follows nobody any more and keeps what it has. */
  private void cutOff() {
    replica.command("REPLICAOF", "127.0.0.1", "1");
    replica.resetCalls();
  }

  private static long reads(RedisServer server) {
    return server.calls().getOrDefault("mget", 0L);
  }

  @Test
  void wellReplica_answersReads() {
    Cache<String, String> cache = node.cache("orders");
    cache.putAll(Map.of("a", "1", "b", "2"));
    settle();
    for (int i = 0; i < READS; i++) {
      assertThat(cache.get("a")).isEqualTo("1");
      assertThat(cache.getAll(Set.of("a", "b"))).hasSize(2);
      assertThat(cache.containsKey("b")).isTrue();
    }
    assertThat(reads(replica)).isEqualTo(3 * READS);
    assertThat(reads(master)).isZero();
  }

  @Test
  void laggingReplica_ownWritesAreRead() {
    Cache<String, String> cache = node.cache("orders");
    cache.putAll(Map.of("a", "1", "b", "2"));
    settle();
    cutOff();
    cache.put("a", "new");
    master.resetCalls();
    for (int i = 0; i < READS; i++) {
      assertThat(cache.get("a")).isEqualTo("new");
      assertThat(cache.getAll(Set.of("a", "b"))).containsEntry("a", "new").containsEntry("b", "2");
    }
    // It is asked each time, and found to lag.
    assertThat(reads(replica)).isEqualTo(2 * READS);
    assertThat(reads(master)).isEqualTo(2 * READS);
    cache.remove("b");
    assertThat(cache.get("b")).isNull();
    cache.clear();
    assertThat(cache.get("a")).isNull();
    assertThat(cache.containsKey("a")).isFalse();
  }

  @Test
  void laggingReplica_othersWritesMayBeMissed_butNotAfterTheyWereSeen() {
    Cache<String, String> cache = node.cache("orders");
    cache.put("a", "1");
    settle();
    cutOff();
    try (FarNode other =
        new FarNode("mode", "replicated", "url", master.url() + "," + replica.url())) {
      other.cache("orders").put("a", "2");
    }
    assertThat(cache.get("a")).as("as of the replica").isEqualTo("1");
    assertThat(cache.getAndPut("b", "1")).isNull();
    assertThat(cache.replace("a", "2", "3")).isTrue();
    assertThat(cache.get("a")).isEqualTo("3");
  }

  @Test
  void caughtUp_answersAgain() {
    Cache<String, String> cache = node.cache("orders");
    cache.put("a", "1");
    settle();
    cutOff();
    cache.put("a", "2");
    assertThat(cache.get("a")).isEqualTo("2");
    replica.command("REPLICAOF", "127.0.0.1", String.valueOf(master.port()));
    FarNode.await(() -> "up".equals(replica.info("replication").get("master_link_status")));
    FarNode.await(
        () -> {
          settle();
          return "2".equals(cache.get("a")) && reads(replica) == 1 && reads(master) == 0;
        });
  }

  @Test
  void hangingReplica_masterAnswers() {
    Cache<String, String> cache = node.cache("orders");
    cache.put("a", "1");
    settle();
    replica.pause();
    for (int i = 0; i < READS; i++) {
      assertThat(cache.get("a")).isEqualTo("1");
      assertThat(cache.getAll(Set.of("a", "b"))).containsEntry("a", "1");
    }
    assertThat(reads(master)).isPositive();
  }

  @Test
  void deadReplica_masterAnswers() {
    Cache<String, String> cache = node.cache("orders");
    cache.put("a", "1");
    settle();
    replica.kill();
    for (int i = 0; i < READS; i++) {
      assertThat(cache.get("a")).isEqualTo("1");
      assertThat(cache.getAll(Set.of("a", "b"))).containsEntry("a", "1");
    }
    assertThat(reads(master)).isPositive();
  }

  @Test
  void deadReplicaAtStart_masterAnswers() {
    replica.kill();
    try (FarNode late =
        new FarNode(
            "mode",
            "replicated",
            "url",
            master.url() + "," + replica.url(),
            "read-from",
            "replica",
            "connect-timeout",
            "1s")) {
      Cache<String, String> cache = late.cache("orders");
      cache.put("a", "1");
      assertThat(cache.get("a")).isEqualTo("1");
    }
  }

  @Test
  void destroyed_laggingReplica_staysDestroyed() {
    Cache<String, String> cache = node.cache("orders");
    cache.put("a", "1");
    settle();
    cutOff();
    cache.getCacheManager().destroyCache("orders");
    assertThat(node.cache("orders").get("a")).isNull();
  }

  @Test
  void replicaPromoted_writesAreRead() {
    Cache<String, String> cache = node.cache("orders");
    cache.put("a", "1");
    settle();
    replica.command("REPLICAOF", "NO", "ONE");
    master.command("REPLICAOF", "127.0.0.1", String.valueOf(replica.port()));
    FarNode.awaitWell(cache);
    for (int i = 0; i < READS; i++) {
      String value = "v" + i;
      cache.put("a", value);
      assertThat(cache.get("a")).isEqualTo(value);
    }
  }

  @Test
  void hangingMaster_replicaAnswersReads() {
    Cache<String, String> cache = node.cache("orders");
    cache.put("a", "1");
    settle();
    master.pause();
    try {
      assertThat(cache.get("a")).isEqualTo("1");
    } finally {
      master.resume();
    }
  }

  @Test
  void sentinel_masterKilled_writesAreRead() {
    try (RedisSentinel group = RedisSentinel.start();
        FarNode watched =
            new FarNode(
                "mode",
                "sentinel",
                "url",
                String.join(",", group.urls()),
                "master-name",
                RedisSentinel.MASTER_NAME,
                "read-from",
                "replica")) {
      Cache<String, String> cache = watched.cache("orders");
      cache.put("a", "1");
      FarNode.await(
          () -> {
            cache.get("a");
            return group.servers().stream()
                .anyMatch(server -> server != group.master() && reads(server) > 0);
          });
      group.killMaster();
      FarNode.awaitWell(cache);
      for (int i = 0; i < READS; i++) {
        String value = "v" + i;
        cache.put("a", value);
        assertThat(cache.get("a")).isEqualTo(value);
      }
    }
  }

  @Test
  void livesThatReadsProlong_masterAnswers() {
    Cache<String, String> cache = node.mortalCache("orders");
    cache.put("a", "1");
    assertThat(cache.get("a")).isEqualTo("1");
    settle();
    for (int i = 0; i < READS; i++) {
      assertThat(cache.get("a")).isEqualTo("1");
      assertThat(cache.containsKey("a")).isTrue();
    }
    assertThat(reads(replica)).isZero();
  }

  @Test
  void cluster_replicasAnswerReads() {
    try (RedisCluster cluster = RedisCluster.start(3, 1);
        FarNode clustered =
            new FarNode(
                "mode",
                "cluster",
                "url",
                String.join(",", cluster.urls()),
                "read-from",
                "replica")) {
      Cache<String, String> cache = clustered.cache("orders");
      Map<String, String> all = new HashMap<>();
      for (int i = 0; i < 200; i++) {
        all.put("k" + i, "v" + i);
      }
      cache.putAll(all);
      cluster.nodes().forEach(RedisServer::resetCalls);
      // Until the replicas have all that was put, masters answer instead.
      FarNode.await(
          () -> {
            cluster.nodes().forEach(RedisServer::resetCalls);
            assertThat(cache.getAll(all.keySet())).isEqualTo(all);
            all.forEach((key, value) -> assertThat(cache.get(key)).isEqualTo(value));
            return cluster.masters().stream().allMatch(one -> reads(one) == 0)
                && cluster.masters().stream()
                    .flatMap(one -> cluster.replicasOf(one).stream())
                    .allMatch(one -> reads(one) > 0);
          });
      RedisServer heir = cluster.replicasOf(cluster.masters().get(0)).get(0);
      cluster.failover(heir, RedisCluster.Failover.TAKEOVER);
      all.replaceAll((key, value) -> value + "!");
      // Redirected at first, then cut off when the driver leaves the old master.
      FarNode.await(
          () -> {
            try {
              cache.putAll(all);
              return true;
            } catch (CacheException e) {
              return false;
            }
          });
      assertThat(cache.getAll(all.keySet())).isEqualTo(all);
    }
  }
}
