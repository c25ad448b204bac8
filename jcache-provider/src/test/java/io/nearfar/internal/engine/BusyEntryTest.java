package io.nearfar.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearfar.testing.FakeFarStore;
import io.nearfar.testing.FakeTicker;
import io.nearfar.testing.Gate;
import io.nearfar.testing.TestThreads;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Somebody hangs while working on an entry, and others want to work on it: with a far tier. */
@Timeout(60)
class BusyEntryTest {
  private final FakeTicker ticker = new FakeTicker();
  private final FakeFarStore store = new FakeFarStore(ticker);
  private final Gate gate = new Gate();

  private EngineFixture.Builder<String, String> impatient() {
    return EngineFixture.<String, String>far(store, ticker)
        .far(store, KeyLocksTest.patience(Duration.ofMillis(1)));
  }

  @Test
  void writerHangs_othersFailUndone() throws Exception {
    TestWriter<String, String> writer =
        new TestWriter<>(
            key -> {
              if (key.equals("a")) {
                gate.pass();
              }
            });
    try (EngineFixture<String, String> fixture = impatient().writer(writer).build()) {
      CacheEngine<String, String> engine = fixture.engine();
      TestThreads.Running<?> hanging = TestThreads.run(() -> engine.put("a", "1"));
      gate.awaitReached();
      assertBusy(() -> engine.put("a", "2"));
      assertBusy(() -> engine.remove("a"));
      assertBusy(() -> engine.putAll(Map.of("a", "2", "b", "2")));
      assertBusy(() -> engine.removeAll(Set.of("a", "b")));
      assertThat(writer.target).containsOnly(Map.entry("a", "1"));
      engine.put("b", "1");
      gate.open();
      hanging.result();
      assertThat(engine.get("a")).isEqualTo("1");
      engine.put("a", "3");
      assertThat(engine.get("a")).isEqualTo("3");
    }
  }

  @Test
  void loadStoresAndHangs_changesFailUndone_closeCloses() throws Exception {
    TestLoader<String, String> loader = new TestLoader<String, String>().source("a", "loaded");
    try (EngineFixture<String, String> fixture = impatient().loader(loader).build()) {
      CacheEngine<String, String> engine = fixture.engine();
      store.beforeNextChange(gate::pass);
      TestThreads.Running<String> hanging = TestThreads.start(() -> engine.get("a"));
      gate.awaitReached();
      assertBusy(() -> engine.put("a", "2"));
      assertBusy(() -> engine.putAll(Map.of("a", "2")));
      assertBusy(engine::close);
      assertThat(store.closed()).isTrue();
      gate.open();
      assertThat(hanging.result()).isEqualTo("loaded");
    }
  }

  private static void assertBusy(Runnable change) {
    assertThatThrownBy(change::run).hasCauseInstanceOf(TimeoutException.class);
  }
}
