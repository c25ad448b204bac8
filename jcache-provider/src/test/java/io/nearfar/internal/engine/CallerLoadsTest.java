package io.nearfar.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearfar.testing.FakeFarStore;
import io.nearfar.testing.FakeTicker;
import io.nearfar.testing.Gate;
import io.nearfar.testing.TestThreads;
import io.nearfar.testing.TestThreads.Running;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Loads from functions that the callers bring, in every topology. */
class CallerLoadsTest {
  private static final int THREADS = 4;

  enum Tiers {
    NEAR,
    FAR,
    NEAR_FAR;

    EngineFixture<String, String> open() {
      FakeTicker ticker = new FakeTicker();
      return switch (this) {
        case NEAR -> EngineFixture.<String, String>near().build();
        case FAR -> EngineFixture.<String, String>far(new FakeFarStore(ticker), ticker).build();
        case NEAR_FAR ->
            EngineFixture.<String, String>nearFar(new FakeFarStore(ticker), ticker).build();
      };
    }
  }

  static List<Consumer<CacheEngine<String, String>>> changes() {
    return List.of(
        engine -> engine.remove("key"),
        CacheEngine::clear,
        CacheEngine::removeAll,
        engine -> engine.put("key", "newer"));
  }

  static Stream<Arguments> tiersAndChanges() {
    return Stream.of(Tiers.values())
        .flatMap(tiers -> changes().stream().map(change -> Arguments.of(tiers, change)));
  }

  private static void awaitWaiting(Running<?> one) {
    while (!one.isWaiting() && !one.isDone()) {
      Thread.onSpinWait();
    }
  }

  @ParameterizedTest
  @EnumSource
  void get_missing_isLoadedOnceAndStored(Tiers tiers) throws Exception {
    AtomicInteger calls = new AtomicInteger();
    Gate gate = new Gate();
    try (EngineFixture<String, String> fixture = tiers.open()) {
      List<Running<@Nullable String>> all = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        all.add(
            TestThreads.start(
                () ->
                    fixture
                        .engine()
                        .get(
                            "key",
                            key -> {
                              calls.incrementAndGet();
                              gate.pass();
                              return key + "!";
                            })));
      }
      gate.awaitReached();
      all.forEach(CallerLoadsTest::awaitWaiting);
      gate.open();
      for (Running<@Nullable String> one : all) {
        assertThat(one.result()).isEqualTo("key!");
      }
      assertThat(calls).hasValue(1);
      assertThat(fixture.engine().get("key")).isEqualTo("key!");
      assertThat(fixture.engine().get("key", key -> "other")).isEqualTo("key!");
    }
  }

  @ParameterizedTest
  @EnumSource
  void get_nothingToLoad_isNotRemembered(Tiers tiers) {
    try (EngineFixture<String, String> fixture = tiers.open()) {
      assertThat(fixture.engine().get("key", key -> null)).isNull();
      assertThat(fixture.engine().containsKey("key")).isFalse();
      assertThat(fixture.engine().get("key", key -> "found")).isEqualTo("found");
    }
  }

  @Test
  void get_topologyNone_asksTheFunctionAlways() {
    try (EngineFixture<String, String> fixture = EngineFixture.<String, String>none().build()) {
      assertThat(fixture.engine().get("key", key -> "a")).isEqualTo("a");
      assertThat(fixture.engine().get("key", key -> "b")).isEqualTo("b");
      assertThat(fixture.engine().reload("key", key -> "c")).isEqualTo("c");
    }
  }

  @ParameterizedTest
  @EnumSource
  void get_functionFails_reachesWhoWaitsAndIsNotRemembered(Tiers tiers) throws Exception {
    IllegalStateException failure = new IllegalStateException("source");
    Gate gate = new Gate();
    try (EngineFixture<String, String> fixture = tiers.open()) {
      Running<@Nullable String> first =
          TestThreads.start(
              () ->
                  fixture
                      .engine()
                      .get(
                          "key",
                          key -> {
                            gate.pass();
                            throw failure;
                          }));
      gate.awaitReached();
      Running<@Nullable String> second =
          TestThreads.start(() -> fixture.engine().get("key", key -> "mine"));
      awaitWaiting(second);
      gate.open();
      assertThatThrownBy(first::result).hasCause(failure);
      assertThatThrownBy(second::result).hasCause(failure);
      assertThat(fixture.engine().get("key", key -> "found")).isEqualTo("found");
    }
  }

  /** As two methods of an application do that share a cache and call each other. */
  @ParameterizedTest
  @EnumSource
  void get_functionAsksForItsOwnKey_isCalledThrough(Tiers tiers) throws Exception {
    try (EngineFixture<String, String> fixture = tiers.open()) {
      CacheEngine<String, String> engine = fixture.engine();
      assertThat(
              TestThreads.start(
                      () -> engine.get("key", key -> engine.get(key, inner -> "inner") + " outer"))
                  .result())
          .isEqualTo("inner outer");
      assertThat(engine.get("key")).isEqualTo("inner outer");
    }
  }

  /** Who asked before the change may have the older value; who asks after it never has. */
  @ParameterizedTest
  @MethodSource("tiersAndChanges")
  void get_changedMeanwhile_isNotStoredNorGivenToWhoAsksLater(
      Tiers tiers, Consumer<CacheEngine<String, String>> change) throws Exception {
    Gate gate = new Gate();
    try (EngineFixture<String, String> fixture = tiers.open()) {
      CacheEngine<String, String> engine = fixture.engine();
      Running<@Nullable String> early =
          TestThreads.start(
              () ->
                  engine.get(
                      "key",
                      key -> {
                        gate.pass();
                        return "old";
                      }));
      gate.awaitReached();
      change.accept(engine);
      assertThat(engine.get("key", key -> "newer")).isEqualTo("newer");
      gate.open();
      assertThat(early.result()).isEqualTo("old");
      assertThat(engine.get("key")).isEqualTo("newer");
    }
  }

  @ParameterizedTest
  @EnumSource
  void reload_replacesWhatIsThere(Tiers tiers) {
    try (EngineFixture<String, String> fixture = tiers.open()) {
      CacheEngine<String, String> engine = fixture.engine();
      assertThat(engine.reload("key", key -> "first")).isEqualTo("first");
      assertThat(engine.reload("key", key -> "second")).isEqualTo("second");
      assertThat(engine.get("key")).isEqualTo("second");
      assertThat(engine.reload("key", key -> null)).isNull();
      assertThat(engine.get("key")).isEqualTo("second");
    }
  }

  @ParameterizedTest
  @MethodSource("tiersAndChanges")
  void reload_changedMeanwhile_isNotStored(
      Tiers tiers, Consumer<CacheEngine<String, String>> change) {
    try (EngineFixture<String, String> fixture = tiers.open()) {
      CacheEngine<String, String> engine = fixture.engine();
      engine.put("key", "there");
      String loaded =
          engine.reload(
              "key",
              key -> {
                change.accept(engine);
                return "old";
              });
      assertThat(loaded).isEqualTo("old");
      assertThat(engine.get("key")).isIn(null, "newer");
    }
  }

  /** The first load began before what the second one may have read. */
  @ParameterizedTest
  @EnumSource
  void reload_outdatesALoadUnderWay(Tiers tiers) throws Exception {
    Gate gate = new Gate();
    try (EngineFixture<String, String> fixture = tiers.open()) {
      CacheEngine<String, String> engine = fixture.engine();
      Running<@Nullable String> early =
          TestThreads.start(
              () ->
                  engine.get(
                      "key",
                      key -> {
                        gate.pass();
                        return "old";
                      }));
      gate.awaitReached();
      assertThat(engine.reload("key", key -> "new")).isEqualTo("new");
      gate.open();
      assertThat(early.result()).isEqualTo("old");
      assertThat(engine.get("key")).isEqualTo("new");
    }
  }
}
