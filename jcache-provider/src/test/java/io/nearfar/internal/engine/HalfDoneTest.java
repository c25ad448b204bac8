package io.nearfar.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearfar.spi.FarException;
import io.nearfar.testing.FakeFarStore;
import io.nearfar.testing.FakeTicker;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Bulk changes of which the far tier makes some and fails with the others. */
class HalfDoneTest {
  private final FakeTicker ticker = new FakeTicker();
  private final FakeFarStore store = new FakeFarStore(ticker);
  private final TestEvents<String, String> events = new TestEvents<>();

  private static Map<String, String> three() {
    Map<String, String> entries = new LinkedHashMap<>();
    List.of("a", "b", "c").forEach(key -> entries.put(key, key));
    return entries;
  }

  private List<String> texts() {
    return events.all().stream().map(event -> event.kind() + " " + event.key()).toList();
  }

  @Test
  void whatWasMade_isCountedAndTold() {
    try (EngineFixture<String, String> fixture =
        EngineFixture.<String, String>far(store, ticker).events(events).statistics().build()) {
      CacheEngine<String, String> engine = fixture.engine();
      store.failingAfter(2);
      assertThatThrownBy(() -> engine.putAll(three())).isInstanceOf(FarException.class);
      assertThat(texts()).containsExactly("CREATED a", "CREATED b");
      assertThat(fixture.counters().snapshot().puts()).isEqualTo(2);
      assertThat(engine.get("b")).isEqualTo("b");
      assertThat(engine.get("c")).isNull();

      store.failingAfter(1);
      assertThatThrownBy(() -> engine.removeAll(new LinkedHashSet<>(three().keySet())))
          .isInstanceOf(FarException.class);
      assertThat(texts()).containsExactly("CREATED a", "CREATED b", "REMOVED a");
      assertThat(fixture.counters().snapshot().removals()).isEqualTo(1);
    }
  }

  @Test
  void nothingWasMade_nothingIsCountedOrTold() {
    try (EngineFixture<String, String> fixture =
        EngineFixture.<String, String>far(store, ticker).events(events).statistics().build()) {
      store.failing(true);
      assertThatThrownBy(() -> fixture.engine().putAll(three())).isInstanceOf(FarException.class);
      assertThat(texts()).isEmpty();
      assertThat(fixture.counters().snapshot().puts()).isZero();
    }
  }
}
