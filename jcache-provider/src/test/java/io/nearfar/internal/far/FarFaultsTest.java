package io.nearfar.internal.far;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nearfar.internal.far.ClientSettings.Mode;
import io.nearfar.spi.FarException;
import io.nearfar.spi.FarStore;
import io.nearfar.spi.FarStore.Change;
import io.nearfar.spi.FarStore.Condition;
import io.nearfar.testing.RedisServer;
import io.nearfar.testing.TestThreads;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redisson.client.RedisTryAgainException;

/** What callers hear when the server can't, won't, or does not answer. */
class FarFaultsTest {
  private static final byte[] KEY = "secret-key".getBytes(UTF_8);

  private final FarClients clients = new FarClients();
  private final List<AutoCloseable> open = new ArrayList<>();
  private RedisServer redis;

  @BeforeEach
  void start() {
    redis = RedisServer.builder().start();
  }

  @AfterEach
  void stop() throws Exception {
    redis.resume();
    for (AutoCloseable one : open) {
      one.close();
    }
    redis.close();
  }

  private RedisFarStore store(Duration timeout) {
    FarLease lease = clients.acquire(FarFixture.settings(Mode.STANDALONE, timeout, redis.url()));
    open.add(lease);
    return lease.open(FarFixture.store("orders"));
  }

  private static Change put() {
    return new Change(
        Condition.ALWAYS,
        "secret-value".getBytes(UTF_8),
        null,
        0,
        FarStore.ETERNAL,
        FarStore.ETERNAL,
        false);
  }

  private static FarException failure(ThrowingCallable call) {
    FarException failure = catchThrowableOfType(FarException.class, call);
    assertThat(failure).isNotNull();
    StringWriter all = new StringWriter();
    failure.printStackTrace(new PrintWriter(all));
    // As text, and as the numbers by which the driver shows bytes.
    assertThat(all.toString())
        .doesNotContain("secret")
        .doesNotContain("115, 101, 99, 114")
        .doesNotContain("hunter2");
    return failure;
  }

  @Test
  void frozen_timeout_thenWellAgain() {
    RedisFarStore store = store(Duration.ofMillis(300));
    store.change(KEY, put());
    redis.pause();
    FarException read = failure(() -> store.get(KEY, FarStore.KEEP));
    assertThat(read).hasMessageContaining("NEARFAR-0401").hasMessageContaining("'orders'");
    assertThat(read.outcomeUnknown()).isFalse();
    FarException change = failure(() -> store.change(KEY, put()));
    assertThat(change).hasMessageContaining("NEARFAR-0401");
    FarException clear = failure(store::clear);
    assertThat(clear.outcomeUnknown()).isTrue();
    redis.resume();
    Awaitility.await()
        .atMost(20, TimeUnit.SECONDS)
        .ignoreExceptions()
        .until(() -> store.get(KEY, FarStore.KEEP) != null);
    store.change(KEY, put());
    assertThat(store.get(KEY, FarStore.KEEP).entry()).isNotNull();
  }

  @Test
  void frozen_change_outcomeUnknown() {
    RedisFarStore store = store(Duration.ofMillis(300));
    redis.pause();
    assertThat(failure(() -> store.change(KEY, put())).outcomeUnknown()).isTrue();
  }

  @Test
  void frozen_manyThreads_allHear() throws Exception {
    RedisFarStore store = store(Duration.ofMillis(300));
    redis.pause();
    TestThreads.together(
        16, thread -> assertThat(failure(() -> store.change(KEY, put()))).isNotNull());
  }

  @Test
  void interrupted_whileWaiting() throws Exception {
    RedisFarStore store = store(Duration.ofSeconds(15));
    redis.pause();
    TestThreads.Running<Boolean> caller =
        TestThreads.start(
            () -> {
              Thread.currentThread().interrupt();
              FarException early = failure(() -> store.change(KEY, put()));
              assertThat(early.outcomeUnknown()).as("was not sent").isFalse();
              return Thread.interrupted();
            });
    assertThat(caller.result()).isTrue();
    Thread[] thread = new Thread[1];
    TestThreads.Running<FarException> waiting =
        TestThreads.start(
            () -> {
              thread[0] = Thread.currentThread();
              FarException late = failure(() -> store.change(KEY, put()));
              assertThat(Thread.interrupted()).isTrue();
              return late;
            });
    Awaitility.await().atMost(20, TimeUnit.SECONDS).until(waiting::isWaiting);
    thread[0].interrupt();
    assertThat(waiting.result()).hasMessageContaining("NEARFAR-0402");
    assertThat(waiting.result().outcomeUnknown()).isTrue();
  }

  @Test
  void killed_thenRefused_thenBack() throws Exception {
    RedisFarStore store = store(Duration.ofSeconds(2));
    store.change(KEY, put());
    redis.kill();
    Awaitility.await()
        .atMost(20, TimeUnit.SECONDS)
        .until(() -> failure(() -> store.change(KEY, put())).getMessage().contains("NEARFAR-0403"));
    FarException refused = failure(() -> store.change(KEY, put()));
    assertThat(refused.outcomeUnknown()).as("could not be sent").isFalse();
    redis.start();
    Awaitility.await()
        .atMost(20, TimeUnit.SECONDS)
        .ignoreExceptions()
        .until(() -> store.change(KEY, put()) != null);
    assertThat(store.get(KEY, FarStore.KEEP).entry()).isNotNull();
  }

  @Test
  void cut_changes_heardAtOnce() throws Exception {
    RedisFarStore store = store(Duration.ofMinutes(10));
    redis.pause();
    TestThreads.Running<FarException> caller =
        TestThreads.start(() -> failure(() -> store.change(KEY, put())));
    Awaitility.await().atMost(20, TimeUnit.SECONDS).until(caller::isWaiting);
    redis.kill();
    FarException failure = caller.result();
    assertThat(failure).hasMessageContaining("NEARFAR-0404");
    assertThat(failure.outcomeUnknown()).isTrue();
  }

  @Test
  void cut_readsGoOn() {
    RedisFarStore store = store(Duration.ofMinutes(10));
    store.change(KEY, put());
    for (int i = 0; i < 10; i++) {
      redis.command("CLIENT", "KILL", "TYPE", "normal");
      assertThat(store.get(KEY, FarStore.KEEP).entry()).isNotNull();
    }
  }

  @Test
  void noServer_refused() {
    redis.kill();
    FarException failure = failure(() -> store(Duration.ofSeconds(2)));
    assertThat(failure)
        .hasMessageContaining("NEARFAR-0403")
        .hasMessageContaining(redis.url())
        .hasMessageContaining("nearfar.far.url");
    assertThat(failure.outcomeUnknown()).isFalse();
  }

  @Test
  void password_missingOrWrong() {
    redis.command("CONFIG", "SET", "requirepass", "hunter2");
    assertThat(failure(() -> store(Duration.ofSeconds(2)))).hasMessageContaining("NEARFAR-0405");
    ClientSettings wrong = FarFixture.withPassword(redis.url(), "hunter2-not");
    assertThat(failure(() -> clients.acquire(wrong))).hasMessageContaining("NEARFAR-0405");
    assertThat(wrong.toString()).doesNotContain("hunter2");
    open.add(clients.acquire(FarFixture.withPassword(redis.url(), "hunter2")));
  }

  @Test
  void notPermitted_saysWhat() {
    redis.command("ACL", "SETUSER", "default", "resetchannels");
    assertThat(failure(() -> store(Duration.ofSeconds(2))))
        .hasMessageContaining("NEARFAR-0406")
        .hasMessageContaining("&nf:*");
  }

  @Test
  void outOfMemory_nothingChanged() {
    RedisFarStore store = store(Duration.ofSeconds(10));
    redis.command("CONFIG", "SET", "maxmemory", "1");
    FarException failure = failure(() -> store.change(KEY, put()));
    assertThat(failure).hasMessageContaining("NEARFAR-0407");
    assertThat(failure.outcomeUnknown()).isFalse();
    redis.command("CONFIG", "SET", "maxmemory", "0");
    assertThat(store.get(KEY, FarStore.KEEP).entry()).isNull();
  }

  @Test
  void outOfMemory_readsThatProlong_goOn() {
    RedisFarStore store = store(Duration.ofSeconds(10));
    long hour = Duration.ofHours(1).toNanos();
    store.change(KEY, put());
    long end = store.get(KEY, hour).entry().expireAtMicros();
    redis.command("CONFIG", "SET", "maxmemory", "1");
    assertThat(store.get(KEY, 5 * hour).entry().expireAtMicros()).isEqualTo(end);
    assertThat(store.get(KEY, FarStore.ETERNAL).entry().expireAtMicros()).isEqualTo(end);
    assertThat(store.get(KEY, FarStore.KEEP).entry().expireAtMicros()).isEqualTo(end);
    byte[] clock = store.layout().metaKey(store.segmentOf(KEY));
    redis.command("DEL", new String(clock, UTF_8));
    assertThat(store.get(KEY, hour)).isEqualTo(store.get(KEY, FarStore.KEEP));
    assertThat(store.get(KEY, hour).entry()).isNull();
  }

  @Test
  void interrupted_betweenSlices_outcomeUnknown() {
    RedisFarStore store = store(Duration.ofSeconds(10));
    Changes changes = new Changes(store.layout(), store.heads());
    List<Call> calls =
        new ArrayList<>() {
          @Override
          public List<Call> subList(int from, int to) {
            if (from > 0) {
              Thread.currentThread().interrupt();
            }
            return super.subList(from, to);
          }
        };
    for (int i = 0; i <= FarClient.SLICE; i++) {
      calls.add(changes.call(("key" + i).getBytes(UTF_8), put()));
    }
    FarException failure = failure(() -> store.client().callAll(calls, "orders"));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(failure).hasMessageContaining("NEARFAR-0402");
    assertThat(failure.outcomeUnknown()).as("the first slice was sent").isTrue();
  }

  @Test
  void interrupted_beforeFirstSlice_nothingMade() {
    RedisFarStore store = store(Duration.ofSeconds(10));
    Thread.currentThread().interrupt();
    FarException failure = failure(store::clear);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(failure.outcomeUnknown()).isFalse();
  }

  @Test
  void replica_readOnly() {
    RedisFarStore store = store(Duration.ofSeconds(10));
    redis.command("REPLICAOF", "127.0.0.1", "1");
    FarException failure = failure(() -> store.change(KEY, put()));
    assertThat(failure.getMessage()).containsAnyOf("NEARFAR-0408", "NEARFAR-0409");
    assertThat(failure.outcomeUnknown()).isFalse();
  }

  @Test
  void slotOnTheMove_saysSo() {
    RuntimeException reported = new RedisTryAgainException("TRYAGAIN Multiple keys request");
    FarException failure = FarFailures.of("orders", reported, /* isChange= */ true);
    assertThat(failure).hasMessageContaining("NEARFAR-0424");
    assertThat(failure.outcomeUnknown()).isFalse();
    assertThat(FarFailures.isRedirection(reported)).isTrue();
  }

  @Test
  void closed_saysSo() {
    RedisFarStore store = store(Duration.ofSeconds(10));
    open.forEach(
        one -> {
          try {
            one.close();
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        });
    assertThat(failure(() -> store.change(KEY, put()))).hasMessageContaining("NEARFAR-0413");
  }
}
