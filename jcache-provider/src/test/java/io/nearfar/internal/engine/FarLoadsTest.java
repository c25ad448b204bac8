package io.nearfar.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.testing.FakeFarStore;
import io.nearfar.testing.FakeTicker;
import io.nearfar.testing.Gate;
import io.nearfar.testing.TestCodec;
import io.nearfar.testing.TestThreads;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Loads of two engines, A and B, over one far store: what B invalidates while A loads is not stored
 * after it. Covered: get, getAll, loadAll, process; put, remove, clear, processors of B.
 */
class FarLoadsTest {
  private final FakeTicker ticker = new FakeTicker();
  private final FakeFarStore store = new FakeFarStore(ticker);
  private final TestLoader<String, String> loader =
      new TestLoader<String, String>().source("key", "old");
  private final EngineFixture<String, String> a =
      EngineFixture.<String, String>far(store, ticker).loader(loader).build();
  private final EngineFixture<String, String> b =
      EngineFixture.<String, String>far(store, ticker).build();

  private static @Nullable String fetched(CacheEngine<String, String> engine) {
    return engine.get("key");
  }

  static List<Consumer<CacheEngine<String, String>>> invalidations() {
    return List.of(
        engine -> engine.remove("key"),
        CacheEngine::clear,
        engine -> {
          engine.put("key", "newer");
          engine.remove("key");
        },
        engine -> engine.removeAll(Set.of("key")),
        engine ->
            engine.process(
                "key",
                entry -> {
                  entry.remove();
                  return null;
                }));
  }

  @ParameterizedTest
  @MethodSource("invalidations")
  void get_invalidatedElsewhere_isNotStored(Consumer<CacheEngine<String, String>> invalidation) {
    loader.whileLoading(key -> invalidation.accept(b.engine()));
    assertThat(a.engine().get("key")).isEqualTo("old");
    assertThat(b.engine().get("key")).isNull();
  }

  @ParameterizedTest
  @MethodSource("invalidations")
  void getAll_invalidatedElsewhere_isNotStored(Consumer<CacheEngine<String, String>> invalidation) {
    loader.source("other", "x");
    loader.whileLoading(
        key -> {
          if (key.equals("key")) {
            invalidation.accept(b.engine());
          }
        });
    assertThat(a.engine().getAll(Set.of("key", "other")))
        .isEqualTo(Map.of("key", "old", "other", "x"));
    assertThat(b.engine().get("key")).isNull();
  }

  @ParameterizedTest
  @MethodSource("invalidations")
  void process_invalidatedElsewhere_isNotStored(
      Consumer<CacheEngine<String, String>> invalidation) {
    loader.whileLoading(key -> invalidation.accept(b.engine()));
    assertThat(a.engine().<@Nullable String>process("key", ProcessedEntry::value)).isEqualTo("old");
    assertThat(b.engine().get("key")).isNull();
  }

  @Test
  void process_setsWhatItMadeOfALoad_invalidatedElsewhere_runsAgain() {
    loader.whileLoading(
        key -> {
          if (loader.loads("key") == 1) {
            loader.source("key", "new");
            b.engine().remove("key");
          }
        });
    a.engine()
        .process(
            "key",
            entry -> {
              entry.set(entry.value() + "!");
              return null;
            });
    assertThat(b.engine().get("key")).isEqualTo("new!");
  }

  @ParameterizedTest
  @MethodSource("invalidations")
  void loadAll_replacing_invalidatedElsewhere_isNotStored(
      Consumer<CacheEngine<String, String>> invalidation) {
    for (boolean there : new boolean[] {true, false}) {
      if (there) {
        b.engine().put("key", "before");
      }
      loader.whileLoading(key -> invalidation.accept(b.engine()));
      a.engine().loadAll(Set.of("key"), /* replaceExisting= */ true);
      assertThat(b.engine().get("key")).isNull();
    }
  }

  @Test
  void loadAll_replacing_putElsewhere_isKept() {
    b.engine().put("key", "before");
    loader.whileLoading(key -> b.engine().put("key", "put"));
    a.engine().loadAll(Set.of("key"), /* replaceExisting= */ true);
    assertThat(b.engine().get("key")).isEqualTo("put");
  }

  @Test
  void get_putElsewhere_isKept() {
    loader.whileLoading(key -> b.engine().put("key", "put"));
    assertThat(a.engine().get("key")).isEqualTo("old");
    assertThat(b.engine().get("key")).isEqualTo("put");
  }

  @Test
  void nothingElsewhere_isStored() {
    loader.source("other", "x");
    loader.whileLoading(key -> b.engine().put("another", "y"));
    assertThat(a.engine().get("key")).isEqualTo("old");
    assertThat(a.engine().getAll(Set.of("key", "other"))).hasSize(2);
    assertThat(b.engine().getAll(Set.of("key", "other")))
        .isEqualTo(Map.of("key", "old", "other", "x"));
    loader.source("key", "new");
    a.engine().loadAll(Set.of("key"), /* replaceExisting= */ true);
    assertThat(b.engine().get("key")).isEqualTo("new");
  }

  @Test
  void bothLoad_secondOneGetsWhatTheFirstOneStored() {
    TestLoader<String, String> ofB = new TestLoader<String, String>().source("key", "b's");
    try (EngineFixture<String, String> other =
        EngineFixture.<String, String>far(store, ticker).loader(ofB).build()) {
      loader.whileLoading(key -> assertThat(fetched(other.engine())).isEqualTo("b's"));
      assertThat(a.engine().get("key")).isEqualTo("old");
      assertThat(b.engine().get("key")).isEqualTo("b's");
      assertThat(ofB.loads("key")).isEqualTo(1);
    }
  }

  /** Who asks after an invalidation elsewhere does not get what a load has read before it. */
  @Test
  void joined_afterAnInvalidationElsewhere_loadsAnew() throws Exception {
    Gate loading = new Gate();
    loader.whileLoading(
        key -> {
          if (!loading.isReached()) {
            loading.pass();
          }
        });
    var first = TestThreads.start(() -> a.engine().get("key"));
    loading.awaitReached();
    loader.source("key", "new");
    b.engine().remove("key");
    int before = store.calls();
    var second = TestThreads.start(() -> a.engine().get("key"));
    var third = TestThreads.start(() -> a.engine().getAll(Set.of("key")));
    // Both have missed and asked for a lease; from now on they wait for the first.
    Awaitility.await().until(() -> store.calls() >= before + 4);
    loading.open();
    assertThat(first.result()).isEqualTo("old");
    assertThat(second.result()).isEqualTo("new");
    assertThat(third.result()).containsEntry("key", "new");
    assertThat(b.engine().get("key")).isEqualTo("new");
  }

  @Test
  void unreadableEntry_isReplacedByALoad_unlessChanged() {
    store.plant(new TestCodec().encodeKey("key"), new byte[] {1, 2, 3});
    assertThat(a.engine().get("key")).isEqualTo("old");
    assertThat(b.engine().get("key")).isEqualTo("old");
    store.plant(new TestCodec().encodeKey("key"), new byte[] {1, 2, 3});
    loader.whileLoading(key -> b.engine().remove("key"));
    assertThat(a.engine().get("key")).isEqualTo("old");
    assertThat(b.engine().get("key")).isNull();
  }

  @Test
  void roundTrips() {
    int before = store.calls();
    a.engine().get("key");
    assertThat(store.calls() - before).as("miss, lease, store").isEqualTo(3);
    Set<String> keys = IntStream.range(0, 100).mapToObj(i -> "k" + i).collect(Collectors.toSet());
    keys.forEach(key -> loader.source(key, "v"));
    before = store.calls();
    assertThat(a.engine().getAll(keys)).hasSize(100);
    assertThat(store.calls() - before).as("misses, leases, stores").isEqualTo(3);
    a.engine().clear();
    before = store.calls();
    a.engine().loadAll(keys, /* replaceExisting= */ false);
    assertThat(store.calls() - before).as("leases, stores").isEqualTo(2);
    before = store.calls();
    a.engine().loadAll(keys, /* replaceExisting= */ true);
    assertThat(store.calls() - before).as("leases, stores").isEqualTo(2);
    assertThat(b.engine().getAll(keys)).hasSize(100);
  }
}
