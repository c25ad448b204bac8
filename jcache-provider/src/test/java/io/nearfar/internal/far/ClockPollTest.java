package io.nearfar.internal.far;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.spi.FarStore;
import io.nearfar.spi.FarStore.Clock;
import io.nearfar.testing.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Asking for the clocks of all segments, of a server that fails in many ways. */
@Timeout(120)
class ClockPollTest {
  private static final FarStore.Change PUT =
      new FarStore.Change(FarStore.Condition.ALWAYS, new byte[1], null, 0, -1, -1, false);

  private final FarClients clients = new FarClients();
  private RedisServer redis;
  private FarLease lease;
  private RedisFarStore store;

  @BeforeEach
  void start() {
    redis = RedisServer.builder().user("shop", "secret", rules()).start();
    lease = clients.acquire(FarFixture.settings(redis.url()));
    store = lease.open(FarFixture.store("orders"));
  }

  private static String rules() {
    return "~nf:* &nf:* +@all -info";
  }

  @AfterEach
  void stop() {
    lease.close();
    redis.close();
  }

  private static List<Clock> clocks(RedisFarStore of) {
    return of.clocks().toCompletableFuture().join();
  }

  private List<Clock> none() {
    return java.util.Collections.nCopies(store.segments(), null);
  }

  @Test
  void noClockYet_zero() {
    assertThat(clocks(store)).extracting(Clock::version).containsOnly(0L);
    assertThat(clocks(store)).extracting(Clock::server).containsOnly(runId());
  }

  private String runId() {
    return redis.info("server").get("run_id");
  }

  @Test
  void oneBatch() {
    clocks(store);
    redis.resetCalls();
    clocks(store);
    assertThat(redis.calls()).containsEntry("mget", 1L).containsEntry("time", 1L);
  }

  @Test
  void foreignClock_zero() {
    redis.command("SET", new String(store.layout().metaKey(3), UTF_8), "foreign");
    redis.command("LPUSH", new String(store.layout().metaKey(4), UTF_8), "foreign");
    assertThat(clocks(store)).extracting(Clock::version).containsOnly(0L);
  }

  @Test
  void restart_otherServer() {
    store.change(new byte[] {1}, PUT);
    String before = clocks(store).get(0).server();
    redis.kill();
    assertThat(clocks(store)).isEqualTo(none());
    redis.restart();
    List<Clock> after = clocks(store);
    while (after.contains(null)) {
      after = clocks(store);
    }
    assertThat(after).extracting(Clock::server).containsOnly(runId()).doesNotContain(before);
  }

  @Test
  void stopped_noneInTime() {
    redis.pause();
    CompletableFuture<List<Clock>> asked = store.clocks().toCompletableFuture();
    // The patience of other operations is ten seconds.
    assertThat(asked).succeedsWithin(Duration.ofSeconds(8)).isEqualTo(none());
    // What waits for a dead server must not use up the connections.
    for (int i = 0; i < 15; i++) {
      assertThat(clocks(store)).isEqualTo(none());
    }
    redis.resume();
    List<Clock> after = clocks(store);
    while (after.contains(null)) {
      after = clocks(store);
    }
    assertThat(after).hasSize(store.segments());
  }

  @Test
  void closedWhileAsking_none() {
    redis.pause();
    CompletableFuture<List<Clock>> asked = store.clocks().toCompletableFuture();
    lease.close();
    assertThat(asked).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(none());
  }

  @Test
  void closed_none() {
    lease.close();
    assertThat(store.clocks().toCompletableFuture())
        .succeedsWithin(Duration.ofSeconds(20))
        .isEqualTo(none());
  }

  @Test
  void serverHidden_addressInstead() {
    ClientSettings plain = FarFixture.settings(redis.url());
    ClientSettings.Login login = new ClientSettings.Login("shop", "secret");
    try (FarLease other = clients.acquire(FarFixture.withLogin(plain, login))) {
      RedisFarStore limited = other.open(FarFixture.store("orders"));
      long version = limited.change(new byte[] {1}, PUT).version();
      List<Clock> clocks = clocks(limited);
      assertThat(clocks.get(limited.segmentOf(new byte[] {1})).version()).isEqualTo(version);
      assertThat(clocks.get(0).server()).contains(":" + redis.port());
      assertThat(clocks(limited).get(0).server()).isEqualTo(clocks.get(0).server());
    }
  }
}
