package io.nearfar.internal.far;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearfar.internal.far.ClientSettings.Mode;
import io.nearfar.spi.FarException;
import io.nearfar.spi.FarStore;
import io.nearfar.spi.FarStore.Change;
import io.nearfar.spi.FarStore.Clock;
import io.nearfar.spi.FarStore.Replies;
import io.nearfar.spi.FarStore.Reply;
import io.nearfar.spi.FarStore.Status;
import io.nearfar.testing.FarStoreTagsKit;
import io.nearfar.testing.RedisCluster;
import io.nearfar.testing.RedisServer;
import io.nearfar.testing.TestThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rules of every far store, on three masters of a cluster. */
class RedisClusterStoreTest extends FarStoreTagsKit {
  private static RedisCluster cluster;
  private static FarLease lease;

  private RedisFarStore store;

  @BeforeAll
  static void start() {
    cluster = RedisCluster.start();
    lease = new FarClients().acquire(settings(Duration.ofSeconds(10)));
  }

  private static ClientSettings settings(Duration timeout) {
    return FarFixture.settings(Mode.CLUSTER, timeout, cluster.urls().toArray(new String[0]));
  }

  @AfterAll
  static void stop() {
    lease.close();
    cluster.close();
  }

  @BeforeEach
  void open() {
    cluster.masters().forEach(RedisServer::flushAll);
    store = lease.open(FarFixture.store("orders"));
  }

  @Override
  protected FarStore store() {
    return store;
  }

  @Override
  protected void settle() {
    FarFixture.settle(store);
  }

  @Test
  void fresh_64Segments() {
    assertThat(store.segments()).isEqualTo(64);
  }

  @Test
  void madeOnOneServer_usedWithItsSegments() {
    List<byte[]> keys = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      keys.add(b("key" + i));
    }
    CacheLayout layout = store.layout();
    RedisServer master = cluster.masterOf(layout.descriptorSlot());
    String name = new String(layout.descriptor(), UTF_8);
    assertThat(master.command("HSET", name, "segments", "16")).isEqualTo(0L);
    RedisFarStore moved = lease.open(FarFixture.store("orders"));
    assertThat(moved.segments()).isEqualTo(16);
    keys.forEach(key -> moved.change(key, put("v")));
    assertThat(moved.getAll(keys, FarStore.KEEP)).allMatch(found -> found.entry() != null);
    assertThat(moved.entries()).toIterable().hasSize(100);
    assertThat(moved.clear()).hasSize(16);
    assertThat(moved.entries()).isExhausted();
  }

  @Test
  void bulk_oneBatchPerNode_spreadEvenly() {
    List<byte[]> keys = new ArrayList<>();
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < 900; i++) {
      keys.add(b("key" + i));
      changes.add(put("v"));
    }
    assertThat(store.changeAll(keys, changes).failure()).isNull();
    for (RedisServer master : cluster.masters()) {
      assertThat((Long) master.command("DBSIZE")).isBetween(200L, 450L);
    }
  }

  @Test
  void clocks_eachOfItsMaster() {
    store.clear();
    List<Clock> clocks = store.clocks().toCompletableFuture().join();
    for (int i = 0; i < store.segments(); i++) {
      RedisServer master = cluster.masterOf(store.layout().slot(i));
      assertThat(clocks.get(i).server()).isEqualTo(master.info("server").get("run_id"));
      assertThat(clocks.get(i).version()).isPositive();
    }
    assertThat(clocks.stream().map(Clock::server).distinct()).hasSize(3);
  }

  @Test
  void clocks_oneMasterStopped_othersTellTheirs() {
    List<RedisServer> masters = new ArrayList<>();
    for (int i = 0; i < store.segments(); i++) {
      masters.add(cluster.masterOf(store.layout().slot(i)));
    }
    RedisServer stopped = masters.get(0);
    stopped.pause();
    List<Clock> clocks;
    try {
      clocks = store.clocks().toCompletableFuture().join();
    } finally {
      stopped.resume();
    }
    for (int i = 0; i < store.segments(); i++) {
      assertThat(clocks.get(i) == null).isEqualTo(masters.get(i) == stopped);
    }
    Awaitility.await()
        .atMost(20, TimeUnit.SECONDS)
        .until(() -> !store.clocks().toCompletableFuture().join().contains(null));
    cluster.awaitReady();
  }

  @Test
  void bulk_oneNodeRefuses_othersDoIt() {
    List<byte[]> keys = new ArrayList<>();
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      keys.add(b("key" + i));
      changes.add(put("v"));
    }
    RedisServer full = cluster.masterOf(store.layout().slot(store.segmentOf(keys.get(0))));
    List<RedisServer> others = cluster.masters().stream().filter(node -> node != full).toList();
    others.forEach(node -> node.command("SCRIPT", "FLUSH"));
    full.command("CONFIG", "SET", "maxmemory", "1");
    Replies replies;
    try {
      replies = store.changeAll(keys, changes);
    } finally {
      full.command("CONFIG", "SET", "maxmemory", "0");
    }
    assertThat(replies.failure())
        .isInstanceOfSatisfying(FarException.class, e -> assertThat(e.outcomeUnknown()).isTrue())
        .hasMessageContaining("NEARFAR-0407");
    for (int i = 0; i < keys.size(); i++) {
      int slot = store.layout().slot(store.segmentOf(keys.get(i)));
      boolean made = cluster.masterOf(slot) != full;
      assertThat(store.get(keys.get(i), FarStore.KEEP).entry() != null).isEqualTo(made);
      Reply reply = replies.each().get(i);
      assertThat(reply == null ? null : reply.status()).isEqualTo(made ? Status.CREATED : null);
    }
  }

  @Test
  void slotsMoved_underLoad_nothingLost() throws Exception {
    change(put("0"));
    AtomicBoolean moved = new AtomicBoolean();
    TestThreads.Running<Integer> writer =
        TestThreads.start(
            () -> {
              int last = 0;
              while (!moved.get()) {
                last++;
                change(put(Integer.toString(last)));
                assertThat(value()).isEqualTo(Integer.toString(last));
                store.getAll(List.of(b("k"), b("l"), b("m")), FarStore.KEEP);
              }
              return last;
            });
    try {
      for (String key : List.of("k", "l", "m")) {
        int slot = store.layout().slot(store.segmentOf(b(key)));
        RedisServer owner = cluster.masterOf(slot);
        RedisServer other =
            cluster.masters().stream().filter(node -> node != owner).findFirst().orElseThrow();
        cluster.moveSlot(slot, other);
      }
    } finally {
      moved.set(true);
    }
    assertThat(value()).isEqualTo(Integer.toString(writer.result()));
  }

  @Test
  void oneNodeHangs_othersAnswer() throws Exception {
    try (FarLease impatient = new FarClients().acquire(settings(Duration.ofMillis(500)))) {
      RedisFarStore mine = impatient.open(FarFixture.store("orders"));
      RedisServer hanging = cluster.masters().get(0);
      byte[] there = key(mine, hanging, true);
      byte[] elsewhere = key(mine, hanging, false);
      hanging.pause();
      try {
        TestThreads.together(
            4,
            thread -> {
              byte[] key = thread % 2 == 0 ? there : elsewhere;
              for (int i = 0; i < 3; i++) {
                if (thread % 2 == 0) {
                  assertThatThrownBy(() -> mine.get(key, FarStore.KEEP))
                      .isInstanceOf(FarException.class);
                } else {
                  assertThat(mine.get(key, FarStore.KEEP).entry()).isNull();
                }
              }
            });
      } finally {
        hanging.resume();
      }
    }
    cluster.awaitReady();
  }

  private static byte[] key(RedisFarStore store, RedisServer node, boolean onIt) {
    for (int i = 0; ; i++) {
      byte[] key = b("key" + i);
      int slot = store.layout().slot(store.segmentOf(key));
      if ((cluster.masterOf(slot) == node) == onIt) {
        return key;
      }
    }
  }
}
