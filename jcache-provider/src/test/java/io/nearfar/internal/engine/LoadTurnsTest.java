package io.nearfar.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearfar.testing.FakeFarStore;
import io.nearfar.testing.FakeTicker;
import io.nearfar.testing.Gate;
import io.nearfar.testing.TestThreads;
import io.nearfar.testing.TestThreads.Running;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two engines, A and B, over one far store, whose loads take turns. */
class LoadTurnsTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final FakeTicker ticker = new FakeTicker();
  private final FakeFarStore store = new FakeFarStore(ticker);
  private final AtomicInteger loads = new AtomicInteger();
  private final Gate gate = new Gate();
  private final EngineFixture<String, String> a = fixture(LONG);

  private EngineFixture<String, String> fixture(Duration wait) {
    return EngineFixture.<String, String>far(store, ticker).loadsWait(wait).build();
  }

  @AfterEach
  void close() {
    a.close();
  }

  private @Nullable String slowly(String key) {
    loads.incrementAndGet();
    gate.pass();
    return "by A";
  }

  private static void awaitWaiting(Running<?> one) {
    while (!one.isWaiting() && !one.isDone()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void otherNode_waitsAndFindsTheValue() throws Exception {
    try (EngineFixture<String, String> b = fixture(LONG)) {
      Running<@Nullable String> first =
          TestThreads.start(() -> a.engine().get("key", this::slowly));
      gate.awaitReached();
      Running<@Nullable String> second =
          TestThreads.start(() -> b.engine().get("key", key -> "by B"));
      awaitWaiting(second);
      CompletableFuture<@Nullable String> third =
          b.engine()
              .getAsync("key", key -> CompletableFuture.completedFuture("by B"))
              .toCompletableFuture();
      assertThat(third).isNotDone();
      gate.open();
      assertThat(first.result()).isEqualTo("by A");
      assertThat(second.result()).isEqualTo("by A");
      assertThat(third.join()).isEqualTo("by A");
      assertThat(loads).hasValue(1);
    }
  }

  @Test
  void otherNode_asynchronously() throws Exception {
    try (EngineFixture<String, String> b = fixture(LONG)) {
      CompletableFuture<String> coming = new CompletableFuture<>();
      CompletableFuture<@Nullable String> first =
          a.engine().getAsync("key", key -> coming).toCompletableFuture();
      CompletableFuture<@Nullable String> second =
          b.engine()
              .getAsync("key", key -> CompletableFuture.completedFuture("by B"))
              .toCompletableFuture();
      Running<@Nullable String> third =
          TestThreads.start(() -> b.engine().get("key", key -> "by B"));
      awaitWaiting(third);
      assertThat(second).isNotDone();
      coming.complete("by A");
      assertThat(first.join()).isEqualTo("by A");
      assertThat(second.join()).isEqualTo("by A");
      assertThat(third.result()).isEqualTo("by A");
    }
  }

  /** Nobody is left waiting for what will not come. */
  @Test
  void holderFailsOrFindsNothing_theOtherLoads() throws Exception {
    try (EngineFixture<String, String> b = fixture(LONG)) {
      Running<@Nullable String> failing =
          TestThreads.start(
              () ->
                  a.engine()
                      .get(
                          "key",
                          key -> {
                            gate.pass();
                            throw new IllegalStateException("source");
                          }));
      gate.awaitReached();
      Running<@Nullable String> second =
          TestThreads.start(() -> b.engine().get("key", key -> "by B"));
      awaitWaiting(second);
      gate.open();
      assertThatThrownBy(failing::result).hasRootCauseMessage("source");
      assertThat(second.result()).isEqualTo("by B");
      assertThat(a.engine().get("none", key -> null)).isNull();
      assertThat(b.engine().get("none", key -> "by B")).isEqualTo("by B");
      CompletableFuture<String> failed = new CompletableFuture<>();
      failed.completeExceptionally(new IllegalStateException("source"));
      assertThat(a.engine().getAsync("later", key -> failed).toCompletableFuture())
          .isCompletedExceptionally();
      assertThat(b.engine().get("later", key -> "by B")).isEqualTo("by B");
    }
  }

  /**
   * A node that hangs holds up the others for as long as the setting says, and is outdated then.
   */
  @Test
  void holderHangs_theOtherLoadsInTheEnd() throws Exception {
    try (EngineFixture<String, String> b = fixture(Duration.ofMillis(50))) {
      Running<@Nullable String> hanging =
          TestThreads.start(() -> a.engine().get("key", this::slowly));
      gate.awaitReached();
      assertThat(b.engine().get("key", key -> "by B")).isEqualTo("by B");
      assertThat(
              b.engine()
                  .reloadAsync("key", key -> CompletableFuture.completedFuture("by B again"))
                  .toCompletableFuture()
                  .join())
          .isEqualTo("by B again");
      Awaitility.await()
          .untilAsserted(() -> assertThat(b.engine().get("key")).isEqualTo("by B again"));
      gate.open();
      assertThat(hanging.result()).isEqualTo("by A");
      assertThat(a.engine().get("key")).isEqualTo("by B again");
    }
  }

  /** An asynchronous caller must not wait for ever either. */
  @Test
  void close_failsLoadsThatMightNeverEnd() {
    EngineFixture<String, String> b = fixture(LONG);
    CompletableFuture<@Nullable String> own =
        b.engine().getAsync("key", key -> new CompletableFuture<>()).toCompletableFuture();
    CompletableFuture<@Nullable String> afterOthers =
        a.engine().getAsync("key", key -> new CompletableFuture<>()).toCompletableFuture();
    a.close();
    assertThatThrownBy(afterOthers::join).cause().hasMessageStartingWith("NEARFAR-0308");
    assertThat(own).isNotDone();
    b.close();
    assertThatThrownBy(own::join).cause().hasMessageStartingWith("NEARFAR-0308");
  }

  /** After it has waited for another node, too. */
  @Test
  void functionAsksForItsOwnKey_isCalledThrough() throws Exception {
    try (EngineFixture<String, String> b = fixture(LONG)) {
      CompletableFuture<String> failing = new CompletableFuture<>();
      CompletableFuture<@Nullable String> first =
          a.engine().getAsync("key", key -> failing).toCompletableFuture();
      CompletableFuture<@Nullable String> second =
          b.engine()
              .getAsync(
                  "key",
                  key ->
                      b.engine()
                          .getAsync(key, own -> CompletableFuture.completedFuture("inner"))
                          .thenApply(inner -> inner + " outer"))
              .toCompletableFuture();
      failing.completeExceptionally(new IllegalStateException("source"));
      assertThat(first).isCompletedExceptionally();
      assertThat(second.join()).isEqualTo("inner outer");
    }
  }

  /** A load that was outdated keeps the turn, and nobody in its own JVM waits for that. */
  @Test
  void ownTurn_isNotWaitedFor() throws Exception {
    Running<@Nullable String> outdated =
        TestThreads.start(() -> a.engine().get("key", this::slowly));
    gate.awaitReached();
    a.engine().remove("key");
    assertThat(a.engine().get("key", key -> "later")).isEqualTo("later");
    gate.open();
    assertThat(outdated.result()).isEqualTo("by A");
    assertThat(a.engine().get("key")).isEqualTo("later");
  }
}
