package io.nearfar.internal.far;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.spi.FarStore;
import io.nearfar.spi.Tags;
import io.nearfar.testing.FarStoreTagsKit;
import io.nearfar.testing.RedisServer;
import io.nearfar.testing.RespClient;
import io.nearfar.testing.TestThreads;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rules of every far store, with a replica that answers the reads and may lag. */
class RedisReplicaStoreTest extends FarStoreTagsKit {
  private static RedisServer master;
  private static RedisServer replica;
  private static FarLease lease;

  private RedisFarStore store;

  @BeforeAll
  static void start() {
    master = RedisServer.builder().start();
    replica = RedisServer.builder().config("replicaof 127.0.0.1 " + master.port()).start();
    Awaitility.await()
        .atMost(20, TimeUnit.SECONDS)
        .until(() -> "up".equals(replica.info("replication").get("master_link_status")));
    lease = new FarClients().acquire(FarFixture.withReplicas(master.url(), replica.url()));
  }

  @AfterAll
  static void stop() {
    lease.close();
    replica.close();
    master.close();
  }

  @BeforeEach
  void open() {
    // Not a change of ours: a replica may have it later.
    try (RespClient client = master.connect()) {
      client.command("FLUSHALL");
      assertThat(client.command("WAIT", "1", "10000")).isEqualTo(1L);
    }
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
  void ownWrites_readAtOnce_whileOthersWrite() throws Exception {
    replica.resetCalls();
    TestThreads.together(
        4,
        thread -> {
          byte[] key = b("key" + thread);
          for (int i = 0; i < 1000; i++) {
            byte[] value = b(thread + "-" + i);
            store.change(key, put(thread + "-" + i));
            FarStore.Entry entry = store.get(key, FarStore.KEEP).entry();
            assertThat(entry).isNotNull();
            assertThat(entry.value()).isEqualTo(value);
            entry = store.getAll(List.of(key), FarStore.KEEP).get(0).entry();
            assertThat(entry).isNotNull();
            assertThat(entry.value()).isEqualTo(value);
          }
        });
    assertThat(replica.calls().get("mget")).isGreaterThan(1000);
  }

  /** Another node may have invalidated it, of which neither this one nor the replica has heard. */
  @Test
  void tagged_judgedByTheMaster() {
    Tags tags = Tags.of(List.of("t"));
    store.change(b("k"), put("v", tags));
    replica.resetCalls();
    for (int i = 0; i < 300; i++) {
      store.change(b("k"), put("v", tags));
      RedisFarStore knows = lease.open(FarFixture.store("orders"));
      assertThat(knows.get(b("k"), FarStore.KEEP).entry()).isNotNull();
      RedisFarStore one = lease.open(FarFixture.store("orders"));
      RedisFarStore many = lease.open(FarFixture.store("orders"));
      invalidate("t");
      assertThat(knows.get(b("k"), FarStore.KEEP).entry()).isNull();
      assertThat(one.get(b("k"), FarStore.KEEP).entry()).isNull();
      assertThat(many.getAll(List.of(b("k")), FarStore.KEEP).get(0).entry()).isNull();
    }
    assertThat(replica.calls().get("mget")).isGreaterThan(100);
  }

  @Test
  void versions_neverGoBack() throws Exception {
    store.change(b("k"), put("v"));
    TestThreads.together(
        4,
        thread -> {
          long seen = 0;
          for (int i = 0; i < 2000; i++) {
            if (thread == 0) {
              store.change(b("k"), put("v"));
            } else {
              FarStore.Entry entry = store.get(b("k"), FarStore.KEEP).entry();
              assertThat(entry).isNotNull();
              assertThat(entry.version()).isGreaterThanOrEqualTo(seen);
              seen = entry.version();
            }
          }
        });
  }
}
