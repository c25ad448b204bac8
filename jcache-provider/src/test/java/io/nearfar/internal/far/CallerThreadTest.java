package io.nearfar.internal.far;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearfar.spi.FarException;
import io.nearfar.spi.FarStore;
import io.nearfar.testing.RedisServer;
import io.netty.util.concurrent.FastThreadLocal;
import io.netty.util.internal.InternalThreadLocalMap;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A thread that has called the driver keeps nothing of it: a thread of a server outlives the
 * application that it served, and would hold its class loader.
 */
@Timeout(120)
class CallerThreadTest {
  private final FarClients clients = new FarClients();
  private RedisServer redis;

  @BeforeEach
  void start() {
    redis = RedisServer.builder().start();
  }

  @AfterEach
  void stop() {
    redis.close();
  }

  private FarLease connect() {
    ClientSettings.Mode mode = ClientSettings.Mode.STANDALONE;
    return clients.acquire(FarFixture.settings(mode, Duration.ofSeconds(5), redis.url()));
  }

  /** A thread of nobody's; what the test's own thread has met before does not matter. */
  private static void onNewThread(Runnable task) {
    CompletableFuture<Void> ended = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
                ended.complete(null);
              } catch (Throwable e) {
                ended.completeExceptionally(e);
              }
            });
    thread.start();
    ended.join();
  }

  private static void assertNothingLeft(String after) {
    assertThat(InternalThreadLocalMap.getIfSet()).as("left after %s", after).isNull();
  }

  @Test
  void everyOperation_leavesNothing() {
    onNewThread(
        () -> {
          List<byte[]> keys = IntStream.range(0, 50).mapToObj(i -> new byte[] {(byte) i}).toList();
          FarLease lease = connect();
          assertNothingLeft("connect");
          RedisFarStore store = lease.open(FarFixture.store("orders"));
          assertNothingLeft("open");
          store.get(keys.get(0), FarStore.KEEP);
          assertNothingLeft("get");
          store.get(keys.get(0), Duration.ofHours(1).toNanos());
          assertNothingLeft("get and touch");
          store.getAll(keys, FarStore.KEEP);
          assertNothingLeft("getAll");
          store.touch(keys.get(0), 1, Duration.ofHours(1).toNanos());
          assertNothingLeft("touch");
          store.reread(keys.get(0), 1);
          assertNothingLeft("reread");
          store.clocks().toCompletableFuture().join();
          assertNothingLeft("clocks");
          store.entries().forEachRemaining(entry -> {});
          assertNothingLeft("entries");
          store.clear();
          assertNothingLeft("clear");
          new Sweep(store.client(), store.layout()).sweep(nanos -> {});
          assertNothingLeft("sweep");
          store.destroy();
          assertNothingLeft("destroy");
          lease.close();
          assertNothingLeft("close");
        });
  }

  @Test
  void failure_leavesNothing() {
    onNewThread(
        () -> {
          try (FarLease lease = connect()) {
            RedisFarStore store = lease.open(FarFixture.store("orders"));
            redis.kill();
            assertThatThrownBy(() -> store.get(new byte[] {1}, FarStore.KEEP))
                .isInstanceOf(FarException.class);
            assertNothingLeft("get");
            assertThatThrownBy(store::clear).isInstanceOf(FarException.class);
            assertNothingLeft("clear");
          }
          assertNothingLeft("close");
          assertThatThrownBy(this::connect).isInstanceOf(FarException.class);
          assertNothingLeft("connect");
        });
  }

  @Test
  void whatOthersKeepThere_stays() {
    FastThreadLocal<String> others = new FastThreadLocal<>();
    onNewThread(
        () -> {
          others.set("theirs");
          try (FarLease lease = connect()) {
            lease.open(FarFixture.store("orders")).clear();
            assertThat(others.get()).isEqualTo("theirs");
          }
          assertThat(others.get()).isEqualTo("theirs");
        });
  }
}
