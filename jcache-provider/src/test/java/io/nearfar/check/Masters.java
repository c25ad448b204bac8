package io.nearfar.check;

import static org.awaitility.Awaitility.await;

import io.nearfar.testing.RedisCluster;
import io.nearfar.testing.RedisCluster.Failover;
import io.nearfar.testing.RedisServer;
import java.time.Duration;
import java.util.List;

/** Faults in which another server becomes the master. */
final class Masters {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private Masters() {}

  /** Waits until nobody can take the server for a master any more. */
  static void awaitReplica(Scene scene) {
    await("the old master to follow")
        .atMost(PATIENCE)
        .until(() -> ((List<?>) scene.victim().command("ROLE")).contains("slave"));
  }

  /** Waits until the sentinels are content with the master, whichever it is now. */
  static void awaitCalm(Scene scene) {
    await("one master, and a replica that follows it")
        .atMost(PATIENCE)
        .until(() -> scene.sentinel().group().isCalm());
  }

  static void replace(Scene scene, Failover how) {
    cluster(scene).failover(replica(scene), how);
  }

  /**
   * What is written while the fault lasts is lost with the master: its replica gets nothing, and
   * does not know. To stop the replica is not enough: the system would keep the stream for it.
   */
  static void loseTail(Scene scene) {
    RedisServer replica = replica(scene);
    replica.pause();
    scene.victim().command("CLIENT", "KILL", "TYPE", "replica");
    scene.pass();
    scene.victim().kill();
    replica.resume();
    replica.command("CLUSTER", "FAILOVER", "TAKEOVER");
    cluster(scene).awaitPromotion(List.of(replica));
    scene.victim().start();
    cluster(scene).awaitReady();
    awaitReplica(scene);
  }

  /** A slot that holds something, to the master after that which has it. */
  static void moveSlot(Scene scene) {
    List<?> page = (List<?>) scene.victim().command("SCAN", "0", "COUNT", "100");
    List<?> keys = page == null ? List.of() : (List<?>) page.get(1);
    List<RedisServer> masters = cluster(scene).masters();
    int next = (masters.indexOf(scene.victim()) + 1) % masters.size();
    if (!keys.isEmpty()) {
      String key = String.valueOf(keys.get(scene.choice() % keys.size()));
      cluster(scene).moveSlot(cluster(scene).slotOf(key), masters.get(next));
    }
  }

  private static RedisServer replica(Scene scene) {
    return cluster(scene).replicasOf(scene.victim()).get(0);
  }

  private static RedisCluster cluster(Scene scene) {
    return scene.cluster().cluster();
  }
}
