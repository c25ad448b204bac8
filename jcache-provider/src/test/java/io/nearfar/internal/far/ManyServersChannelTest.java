package io.nearfar.internal.far;

import static io.nearfar.internal.far.Heard.LINKED;
import static io.nearfar.internal.far.Heard.UNLINKED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.internal.far.ClientSettings.Mode;
import io.nearfar.spi.FarException;
import io.nearfar.spi.FarStore;
import io.nearfar.spi.FarStore.Change;
import io.nearfar.spi.FarStore.Clock;
import io.nearfar.spi.FarStore.Condition;
import io.nearfar.spi.InvalidationChannel;
import io.nearfar.testing.RedisCluster;
import io.nearfar.testing.RedisSentinel;
import io.nearfar.testing.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The announcements of servers of which another one may take the master's place. */
@Timeout(180)
class ManyServersChannelTest {
  private static final Change PUT =
      new Change(Condition.ALWAYS, new byte[1], null, 0, FarStore.ETERNAL, FarStore.ETERNAL, false);

  private final FarClients clients = new FarClients();
  private final Heard heard = new Heard();

  /** Changes of one entry in each segment, each heard of, once the servers take them. */
  private void assertAllSegmentsHeard(RedisFarStore store) {
    Map<Integer, byte[]> keys =
        java.util.stream.IntStream.range(0, 1_000)
            .mapToObj(i -> ("key" + i).getBytes(UTF_8))
            .collect(Collectors.toMap(store::segmentOf, key -> key, (one, other) -> one));
    assertThat(keys).hasSize(store.segments());
    Set<Long> versions =
        keys.values().stream().map(key -> changed(store, key)).collect(Collectors.toSet());
    heard.await(
        h ->
            h.messages().stream()
                .map(message -> message.version())
                .collect(Collectors.toSet())
                .containsAll(versions));
  }

  private static long changed(RedisFarStore store, byte[] key) {
    return Objects.requireNonNull(
        Awaitility.await()
            .atMost(Duration.ofSeconds(60))
            .ignoreException(FarException.class)
            .until(() -> store.change(key, PUT).version(), version -> version > 0));
  }

  private static long subscribers(RedisServer server, RedisFarStore store) {
    String name = new String(store.layout().channel(), UTF_8);
    return (Long) ((List<?>) server.command("PUBSUB", "NUMSUB", name)).get(1);
  }

  @Test
  void cluster_hearsAllMasters_alsoAfterItsOwnDied() {
    try (RedisCluster cluster = RedisCluster.start(3, 1);
        FarLease lease =
            clients.acquire(
                FarFixture.settings(
                    Mode.CLUSTER, Duration.ofSeconds(2), cluster.urls().toArray(new String[0])))) {
      RedisFarStore store = lease.open(FarFixture.store("orders"));
      try (InvalidationChannel channel = store.newChannel()) {
        channel.subscribe(heard);
        heard.awaitStates(LINKED);
        assertAllSegmentsHeard(store);
        RedisServer own = cluster.masterOf(store.layout().descriptorSlot());
        assertThat(subscribers(own, store)).isEqualTo(1);
        List<RedisServer> replicas = cluster.replicasOf(own);
        own.kill();
        heard.awaitLinkedAgain();
        assertThat(heard.states().subList(0, 3)).containsExactly(LINKED, UNLINKED, LINKED);
        cluster.awaitPromotion(replicas);
        assertAllSegmentsHeard(store);
      }
    }
  }

  @Test
  void sentinel_follows() {
    try (RedisSentinel group = RedisSentinel.start()) {
      ClientSettings plain =
          FarFixture.settings(
              Mode.SENTINEL, Duration.ofSeconds(2), group.urls().toArray(new String[0]));
      ClientSettings settings =
          new ClientSettings(
              plain.mode(),
              plain.urls(),
              RedisSentinel.MASTER_NAME,
              plain.login(),
              plain.sentinelLogin(),
              0,
              10,
              plain.timeout(),
              plain.connectTimeout(),
              plain.pingInterval(),
              false,
              plain.tls());
      try (FarLease lease = clients.acquire(settings)) {
        RedisFarStore store = lease.open(FarFixture.store("orders"));
        try (InvalidationChannel channel = store.newChannel()) {
          channel.subscribe(heard);
          heard.awaitStates(LINKED);
          assertAllSegmentsHeard(store);
          String before = clock(store).server();
          RedisServer after = group.killMaster();
          heard.awaitLinkedAgain();
          assertAllSegmentsHeard(store);
          Awaitility.await()
              .atMost(Duration.ofSeconds(20))
              .until(() -> subscribers(after, store) == 1);
          assertThat(clock(store).server())
              .isEqualTo(after.info("server").get("run_id"))
              .isNotEqualTo(before);
        }
      }
    }
  }

  private static Clock clock(RedisFarStore store) {
    return Objects.requireNonNull(
        Awaitility.await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> store.clocks().toCompletableFuture().join().get(0), Objects::nonNull));
  }
}
