package io.nearfar.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearfar.testing.RedisCluster.Failover;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A cluster of processes on this machine. */
@Timeout(180)
class RedisClusterTest {

  @Test
  void start_slotsShared_keysMove() {
    try (RedisCluster cluster = RedisCluster.start()) {
      assertThat(cluster.masters()).hasSize(3).isEqualTo(cluster.nodes());
      assertThat(cluster.urls()).hasSize(3).doesNotHaveDuplicates();
      int slot = cluster.slotOf("{a}1");
      RedisServer source = cluster.masterOf(slot);
      RedisServer target =
          cluster.masters().stream().filter(node -> node != source).findFirst().orElseThrow();
      source.command("SET", "{a}1", "one");
      source.command("SET", "{a}2", "two");
      assertThatThrownBy(() -> target.command("GET", "{a}1"))
          .isInstanceOfSatisfying(
              RespException.class, e -> assertThat(e.code()).isEqualTo("MOVED"));
      cluster.moveSlot(slot, target);
      cluster.moveSlot(slot, target);
      assertThat(cluster.masterOf(slot)).isSameAs(target);
      assertThat(target.command("GET", "{a}1")).isEqualTo("one");
      assertThat(target.command("GET", "{a}2")).isEqualTo("two");
      assertThatThrownBy(() -> source.command("GET", "{a}1")).hasMessageStartingWith("MOVED");
    }
  }

  @Test
  void slotMoved_thereAndBackAtOnce() {
    try (RedisCluster cluster = RedisCluster.start()) {
      int slot = cluster.slotOf("{a}1");
      RedisServer one = cluster.masterOf(slot);
      RedisServer other =
          cluster.masters().stream().filter(node -> node != one).findFirst().orElseThrow();
      one.command("SET", "{a}1", "one");
      for (int i = 0; i < 20; i++) {
        cluster.moveSlot(slot, other);
        cluster.moveSlot(slot, one);
      }
      assertThat(one.command("GET", "{a}1")).isEqualTo("one");
    }
  }

  @Test
  void replicas_takeTheirMastersPlaces() {
    try (RedisCluster cluster =
        RedisCluster.start(
            /* masters= */ 3, /* replicasEach= */ 1, node -> node.password("open sesame"))) {
      List<RedisServer> nodes = cluster.nodes();
      assertThat(nodes).hasSize(6);
      RedisServer master = nodes.get(0);
      RedisServer replica = nodes.get(3);
      assertThat(cluster.masters()).isEqualTo(nodes.subList(0, 3));
      assertThat(cluster.replicasOf(master)).containsExactly(replica);
      cluster.failover(replica, Failover.ORDERLY);
      assertThat(cluster.masters()).contains(replica).doesNotContain(master);
      assertThat(cluster.replicasOf(replica)).containsExactly(master);
      cluster.failover(master, Failover.TAKEOVER);
      assertThat(cluster.masters()).contains(master).doesNotContain(replica);
      // Another one: the masters don't vote on the same one again so soon.
      RedisServer second = nodes.get(1);
      RedisServer heir = nodes.get(4);
      second.kill();
      assertThat(cluster.awaitPromotion(List.of(heir))).isSameAs(heir);
      assertThat(cluster.masterOf(RedisCluster.SLOTS / 2)).isSameAs(heir);

      second.start();
      cluster.awaitReady();
      assertThat(cluster.replicasOf(heir)).containsExactly(second);
    }
  }
}
