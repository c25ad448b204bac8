package io.nearfar.internal.near;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.config.EvictionPolicy;
import io.nearfar.config.NearSettings;
import io.nearfar.testing.FakeTicker;
import io.nearfar.testing.Gate;
import io.nearfar.testing.TestThreads;
import io.nearfar.testing.TestThreads.Running;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was computed earlier is stored only under its guard. Covered: fill, settle. */
class NearStoreFillTest {

  /** A guard that a test can revoke, and hold in the moment after it was asked. */
  private static final class TestGuard implements FillGuard {
    private final Gate gate = new Gate();
    private final long version;
    private volatile boolean revoked;

    TestGuard(long version) {
      this.version = version;
    }

    @Override
    public boolean valid() {
      boolean answer = !revoked;
      gate.pass();
      return answer;
    }

    @Override
    public long version() {
      return version;
    }
  }

  static Stream<NearSettings> settings() {
    long unlimited = NearSettings.UNLIMITED;
    return Stream.concat(
        Stream.of(new NearSettings(EvictionPolicy.ADAPTIVE, unlimited, unlimited, unlimited, null)),
        Stream.of(EvictionPolicy.values())
            .map(policy -> new NearSettings(policy, 100, unlimited, unlimited, null)));
  }

  private static NearStore<String, String> store(NearSettings settings) {
    return NearStores.create(settings, new FakeTicker(), null, evicted -> {});
  }

  private static NearEntry<String> entry(NearStore<String, String> store, String value) {
    return store.entry(value, true, store.version(), Ttl.ETERNAL);
  }

  /** The entry that is there then. */
  private static NearEntry<String> put(NearStore<String, String> store, String value) {
    store.put("key", value, true, Ttl.ETERNAL);
    NearEntry<String> there = store.find("key");
    assertThat(there).isNotNull();
    return there;
  }

  /** A fill that stands between its guard and the moment in which its entry becomes visible. */
  private static Running<Boolean> fillPastItsGuard(
      NearStore<String, String> store, NearEntry<String> expected, TestGuard guard) {
    NearEntry<String> loaded = store.entry("loaded", true, guard.version(), Ttl.ETERNAL);
    Running<Boolean> fill = TestThreads.start(() -> store.fill("key", expected, loaded, guard));
    guard.gate.awaitReached();
    return fill;
  }

  @ParameterizedTest
  @MethodSource("settings")
  void settle_absentKey_waitsForAFillThatHasPassedItsGuard(NearSettings settings) throws Exception {
    NearStore<String, String> store = store(settings);
    TestGuard guard = new TestGuard(store.version());
    Running<Boolean> fill = fillPastItsGuard(store, null, guard);

    guard.revoked = true;
    Running<NearEntry<String>> found =
        TestThreads.start(
            () -> {
              store.settle("key");
              return store.find("key");
            });
    awaitWaitingOrDone(found);
    guard.gate.open();

    assertThat(fill.result()).isTrue();
    assertThat(found.result()).as("what is there once the key has settled").isNotNull();
  }

  @ParameterizedTest
  @MethodSource("settings")
  void settle_presentKey_waitsForAFillThatHasPassedItsGuard(NearSettings settings)
      throws Exception {
    NearStore<String, String> store = store(settings);
    NearEntry<String> old = put(store, "old");
    TestGuard guard = new TestGuard(store.version());
    Running<Boolean> fill = fillPastItsGuard(store, old, guard);

    guard.revoked = true;
    Running<NearEntry<String>> found =
        TestThreads.start(
            () -> {
              store.settle("key");
              return store.find("key");
            });
    awaitWaitingOrDone(found);
    guard.gate.open();

    assertThat(fill.result()).isTrue();
    assertThat(found.result().value()).isEqualTo("loaded");
  }

  private static void awaitWaitingOrDone(Running<?> running) {
    while (!running.isDone() && !running.isWaiting()) {
      Thread.onSpinWait();
    }
  }

  @ParameterizedTest
  @MethodSource("settings")
  void settle_keepsWhatIsThere(NearSettings settings) {
    NearStore<String, String> store = store(settings);
    store.settle("key");
    assertThat(store.heldEntries()).isZero();

    NearEntry<String> entry = put(store, "value");
    store.settle("key");
    assertThat(store.find("key")).isSameAs(entry);
  }

  @ParameterizedTest
  @MethodSource("settings")
  void fill_revoked_storesNothing(NearSettings settings) {
    NearStore<String, String> store = store(settings);
    TestGuard guard = new TestGuard(store.version());
    guard.gate.open();
    guard.revoked = true;

    assertThat(store.fill("key", null, entry(store, "loaded"), guard)).isFalse();
    assertThat(store.find("key")).isNull();
    assertThat(store.heldEntries()).isZero();

    NearEntry<String> old = put(store, "old");
    assertThat(store.fill("key", old, entry(store, "loaded"), guard)).isFalse();
    assertThat(store.find("key")).isSameAs(old);
  }

  @ParameterizedTest
  @MethodSource("settings")
  void fill_somethingElseIsThere_storesNothing(NearSettings settings) {
    NearStore<String, String> store = store(settings);
    TestGuard guard = new TestGuard(store.version());
    guard.gate.open();
    NearEntry<String> old = entry(store, "old");
    NearEntry<String> other = put(store, "other");

    assertThat(store.fill("key", null, entry(store, "loaded"), guard)).isFalse();
    assertThat(store.fill("key", old, entry(store, "loaded"), guard)).isFalse();
    assertThat(store.find("key")).isSameAs(other);
  }

  @ParameterizedTest
  @MethodSource("settings")
  void fill_versionTakenBeforeAClear_isDead(NearSettings settings) {
    NearStore<String, String> store = store(settings);
    TestGuard guard = new TestGuard(store.version());
    guard.gate.open();
    store.invalidateAll();

    store.fill("key", null, store.entry("l", true, guard.version(), Ttl.ETERNAL), guard);
    assertThat(store.get("key")).isNull();
  }
}
