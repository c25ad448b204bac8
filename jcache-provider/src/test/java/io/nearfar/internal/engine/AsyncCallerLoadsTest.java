package io.nearfar.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearfar.internal.engine.CallerLoadsTest.Tiers;
import io.nearfar.testing.FakeFarStore;
import io.nearfar.testing.FakeTicker;
import io.nearfar.testing.Gate;
import io.nearfar.testing.TestThreads;
import io.nearfar.testing.TestThreads.Running;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Loads whose values come later, in every topology. */
class AsyncCallerLoadsTest {
  private final CompletableFuture<String> coming = new CompletableFuture<>();

  private static <T extends @Nullable Object> CompletableFuture<T> future(
      CompletionStage<T> stage) {
    return stage.toCompletableFuture();
  }

  private static void awaitStored(CacheEngine<String, String> engine, String value) {
    Awaitility.await().untilAsserted(() -> assertThat(engine.get("key")).isEqualTo(value));
  }

  @ParameterizedTest
  @EnumSource
  void getAsync_manyCallers_oneCall(Tiers tiers) {
    AtomicInteger calls = new AtomicInteger();
    try (EngineFixture<String, String> fixture = tiers.open()) {
      CacheEngine<String, String> engine = fixture.engine();
      List<CompletableFuture<@Nullable String>> all = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        all.add(
            future(
                engine.getAsync(
                    "key",
                    key -> {
                      calls.incrementAndGet();
                      return coming;
                    })));
      }
      assertThat(all).noneMatch(CompletableFuture::isDone);
      coming.complete("value");
      assertThat(all).allMatch(one -> "value".equals(one.join()));
      assertThat(calls).hasValue(1);
      awaitStored(engine, "value");
      assertThat(future(engine.getAsync("key", key -> new CompletableFuture<>())).join())
          .isEqualTo("value");
    }
  }

  @ParameterizedTest
  @EnumSource
  void getAsync_oneCallerCancels_othersAndTheLoadGoOn(Tiers tiers) {
    try (EngineFixture<String, String> fixture = tiers.open()) {
      CacheEngine<String, String> engine = fixture.engine();
      CompletableFuture<@Nullable String> first = future(engine.getAsync("key", key -> coming));
      CompletableFuture<@Nullable String> second = future(engine.getAsync("key", key -> coming));
      first.cancel(true);
      assertThat(coming).isNotDone();
      coming.complete("value");
      assertThat(second.join()).isEqualTo("value");
      awaitStored(engine, "value");
    }
  }

  @ParameterizedTest
  @EnumSource
  void getAsync_failure_reachesAllAndIsNotRemembered(Tiers tiers) {
    IllegalStateException failure = new IllegalStateException("source");
    try (EngineFixture<String, String> fixture = tiers.open()) {
      CacheEngine<String, String> engine = fixture.engine();
      CompletableFuture<@Nullable String> first = future(engine.getAsync("key", key -> coming));
      CompletableFuture<@Nullable String> second = future(engine.getAsync("key", key -> coming));
      coming.completeExceptionally(failure);
      assertThatThrownBy(first::join).hasCause(failure);
      assertThatThrownBy(second::join).hasCause(failure);
      assertThat(engine.get("key", key -> "found")).isEqualTo("found");
    }
  }

  @ParameterizedTest
  @EnumSource
  void getAsync_cancelledAtItsSource_isNotRemembered(Tiers tiers) {
    try (EngineFixture<String, String> fixture = tiers.open()) {
      CacheEngine<String, String> engine = fixture.engine();
      CompletableFuture<@Nullable String> waiting = future(engine.getAsync("key", key -> coming));
      coming.cancel(true);
      assertThat(waiting).isCompletedExceptionally();
      assertThat(engine.get("key", key -> "found")).isEqualTo("found");
    }
  }

  @ParameterizedTest
  @EnumSource
  void getAsync_noValueOrNoStage_isNotRemembered(Tiers tiers) {
    try (EngineFixture<String, String> fixture = tiers.open()) {
      CacheEngine<String, String> engine = fixture.engine();
      coming.complete(null);
      assertThat(future(engine.getAsync("key", key -> coming)).join()).isNull();
      assertThat(engine.containsKey("key")).isFalse();
      assertThatThrownBy(() -> engine.getAsync("key", AsyncCallerLoadsTest::nothing))
          .isInstanceOf(NullPointerException.class)
          .hasMessageStartingWith("NEARFAR-0306");
      assertThat(engine.get("key", key -> "found")).isEqualTo("found");
    }
  }

  @SuppressWarnings("NullAway") // what careless code does
  private static CompletionStage<String> nothing(String key) {
    return null;
  }

  @ParameterizedTest
  @MethodSource("io.nearfar.internal.engine.CallerLoadsTest#tiersAndChanges")
  void getAsync_changedMeanwhile_isNotStoredNorGivenToWhoAsksLater(
      Tiers tiers, Consumer<CacheEngine<String, String>> change) {
    try (EngineFixture<String, String> fixture = tiers.open()) {
      CacheEngine<String, String> engine = fixture.engine();
      CompletableFuture<@Nullable String> early = future(engine.getAsync("key", key -> coming));
      change.accept(engine);
      assertThat(
              future(engine.getAsync("key", key -> CompletableFuture.completedFuture("newer")))
                  .join())
          .isEqualTo("newer");
      awaitStored(engine, "newer");
      coming.complete("old");
      assertThat(early.join()).isEqualTo("old");
      assertThat(engine.get("key")).isEqualTo("newer");
    }
  }

  @ParameterizedTest
  @EnumSource
  void bothKindsOfCallers_shareOneLoad(Tiers tiers) throws Exception {
    try (EngineFixture<String, String> fixture = tiers.open()) {
      CacheEngine<String, String> engine = fixture.engine();
      CompletableFuture<@Nullable String> asked = future(engine.getAsync("key", key -> coming));
      // This thread has begun the load, and is as free to wait for it as any other.
      Running<@Nullable String> blocked =
          TestThreads.start(() -> engine.get("key", key -> "second load"));
      while (!blocked.isWaiting() && !blocked.isDone()) {
        Thread.onSpinWait();
      }
      coming.complete("value");
      assertThat(blocked.result()).isEqualTo("value");
      assertThat(asked.join()).isEqualTo("value");
    }
  }

  @ParameterizedTest
  @EnumSource
  void getAsync_functionAsksForItsOwnKey_isCalledThrough(Tiers tiers) {
    try (EngineFixture<String, String> fixture = tiers.open()) {
      CacheEngine<String, String> engine = fixture.engine();
      CompletableFuture<@Nullable String> outer =
          future(
              engine.getAsync(
                  "key",
                  key -> engine.getAsync(key, inner -> coming).thenApply(inner -> inner + "!")));
      coming.complete("value");
      assertThat(outer.join()).isEqualTo("value!");
      awaitStored(engine, "value!");
    }
  }

  @ParameterizedTest
  @EnumSource
  void reloadAsync_replacesWhatIsThere(Tiers tiers) {
    try (EngineFixture<String, String> fixture = tiers.open()) {
      CacheEngine<String, String> engine = fixture.engine();
      engine.put("key", "there");
      CompletableFuture<@Nullable String> reload = future(engine.reloadAsync("key", key -> coming));
      assertThat(engine.get("key")).isEqualTo("there");
      coming.complete("new");
      assertThat(reload.join()).isEqualTo("new");
      awaitStored(engine, "new");
    }
  }

  /** The value was got: that it can't be kept is no reason to withhold it. */
  @Test
  void getAsync_cantBeStored_isGivenAllTheSame() {
    FakeTicker ticker = new FakeTicker();
    FakeFarStore store = new FakeFarStore(ticker);
    try (EngineFixture<String, String> fixture =
        EngineFixture.<String, String>far(store, ticker).build()) {
      CacheEngine<String, String> engine = fixture.engine();
      CompletableFuture<@Nullable String> asked = future(engine.getAsync("key", key -> coming));
      store.failing(true);
      int calls = store.calls();
      coming.complete("value");
      assertThat(asked.join()).isEqualTo("value");
      Awaitility.await().until(() -> store.calls() > calls);
      store.failing(false);
      Awaitility.await()
          .untilAsserted(() -> assertThat(engine.get("key", key -> "anew")).isEqualTo("anew"));
    }
  }

  /** Who hears of a failure, or of nothing, and asks again at once, is not answered by it. */
  @ParameterizedTest
  @EnumSource
  void getAsync_askedAgainByWhoHearsOfNothing_loadsAnew(Tiers tiers) {
    try (EngineFixture<String, String> fixture = tiers.open()) {
      CacheEngine<String, String> engine = fixture.engine();
      CompletableFuture<@Nullable String> afterFailure =
          future(engine.getAsync("key", key -> coming))
              .exceptionallyCompose(
                  e -> engine.getAsync("key", key -> CompletableFuture.completedFuture("second")));
      coming.completeExceptionally(new IllegalStateException("source"));
      assertThat(afterFailure.join()).isEqualTo("second");
      CompletableFuture<String> nothing = new CompletableFuture<>();
      CompletableFuture<@Nullable String> afterNull =
          future(engine.getAsync("other", key -> nothing))
              .thenCompose(
                  none -> engine.getAsync("other", key -> CompletableFuture.completedFuture("2")));
      nothing.complete(null);
      assertThat(afterNull.join()).isEqualTo("2");
    }
  }

  /** Whatever took the load off the board, and whoever waits for it. */
  @ParameterizedTest
  @MethodSource("io.nearfar.internal.engine.CallerLoadsTest#tiersAndChanges")
  void close_failsWhatIsStillUnderWay(Tiers tiers, Consumer<CacheEngine<String, String>> change)
      throws Exception {
    EngineFixture<String, String> fixture = tiers.open();
    CacheEngine<String, String> engine = fixture.engine();
    CompletableFuture<@Nullable String> asked = future(engine.getAsync("key", key -> coming));
    Running<@Nullable String> blocked =
        TestThreads.start(() -> engine.get("key", key -> "second load"));
    while (!blocked.isWaiting()) {
      Thread.onSpinWait();
    }
    change.accept(engine);
    fixture.close();
    assertThatThrownBy(asked::join).cause().hasMessageStartingWith("NEARFAR-0308");
    assertThatThrownBy(blocked::result).cause().hasMessageStartingWith("NEARFAR-0308");
  }

  /** A listener or writer may keep the lock of a key for long. */
  @Test
  void completion_doesNotWaitForChangesOfOthers() throws Exception {
    Gate gate = new Gate();
    try (EngineFixture<String, String> fixture =
        EngineFixture.<String, String>near().writer(new GateWriter(gate)).build()) {
      CacheEngine<String, String> engine = fixture.engine();
      CompletableFuture<@Nullable String> asked = future(engine.getAsync("key", key -> coming));
      Running<?> writing = TestThreads.run(() -> engine.put("key", "put"));
      gate.awaitReached();
      coming.complete("value");
      assertThat(asked.join()).isEqualTo("value");
      gate.open();
      writing.result();
      assertThat(engine.get("key")).isEqualTo("put");
    }
  }

  private record GateWriter(Gate gate) implements EntryWriter<String, String> {
    @Override
    public void write(String key, String value) {
      gate.pass();
    }

    @Override
    public void writeAll(java.util.Map<String, String> entries) {
      gate.pass();
    }

    @Override
    public void delete(String key) {}

    @Override
    public void deleteAll(java.util.Set<String> keys) {}
  }
}
