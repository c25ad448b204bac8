package io.nearfar.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A master that sentinels watch. */
@Timeout(180)
class RedisSentinelTest {

  @Test
  void failover_replicaIsMaster_withItsData() {
    try (RedisSentinel group = RedisSentinel.start()) {
      RedisServer first = group.master();
      assertThat(group.urls()).hasSize(1);
      assertThat(first).isSameAs(group.servers().get(0));
      first.command("SET", "key", "value");
      assertThat(first.command("WAIT", "1", "10000")).isEqualTo(1L);
      RedisServer second = group.failover();
      assertThat(second).isNotSameAs(first);
      assertThat(second.command("GET", "key")).isEqualTo("value");
      assertThat(second.command("SET", "key", "newer")).isEqualTo("OK");
    }
  }

  @Test
  void killMaster_replicaIsMaster_threeSentinels() {
    try (RedisSentinel group = RedisSentinel.start(/* replicas= */ 1, /* sentinels= */ 3)) {
      RedisServer first = group.master();
      RedisServer second = group.killMaster();
      assertThat(second).isNotSameAs(first);
      assertThat(first.isAlive()).isFalse();
      assertThat(second.command("SET", "key", "value")).isEqualTo("OK");
    }
  }

  @Test
  void failover_password() {
    try (RedisSentinel group =
        RedisSentinel.start(
            /* replicas= */ 1, /* sentinels= */ 1, server -> server.password("open sesame"))) {
      RedisServer second = group.failover();
      assertThat(second.command("SET", "key", "value")).isEqualTo("OK");
      try (RespClient stranger = new RespClient(second.host(), second.port())) {
        assertThatThrownBy(() -> stranger.command("PING")).hasMessageStartingWith("NOAUTH");
      }
    }
  }

  @Test
  void close_leavesNothing() {
    RedisSentinel group = RedisSentinel.start();
    List<Long> pids = group.servers().stream().map(RedisServer::pid).toList();
    group.close();
    assertThat(pids)
        .noneMatch(pid -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent());
    assertThat(group.servers()).noneMatch(server -> server.directory().toFile().exists());
    assertThat(group.sentinels()).noneMatch(server -> server.directory().toFile().exists());
  }
}
