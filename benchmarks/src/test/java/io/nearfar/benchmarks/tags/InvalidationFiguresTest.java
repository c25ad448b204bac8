package io.nearfar.benchmarks.tags;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.benchmarks.far.Latencies;
import io.nearfar.benchmarks.tags.InvalidationContender.Store;
import io.nearfar.benchmarks.tags.InvalidationFigures.Extent;
import io.nearfar.cache.NearfarCache;
import io.nearfar.testing.RedisServer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The measurement of invalidations still runs; how fast says nothing here. */
@Timeout(300)
class InvalidationFiguresTest {

  @Test
  void report_everyLineHasFigures() throws IOException {
    InvalidationFigures figures =
        new InvalidationFigures(new Extent(List.of(1, 1_500), List.of(1, 2), 2, 1));

    figures.measure();

    String times = "( \\| \\d+(\\.\\d+)?)";
    assertThat(figures.report())
        .containsPattern("\\| NOTHING \\| 0 \\| 2" + times + "{6} \\| – \\| – \\| – \\| – \\|  \\|")
        .containsPattern("\\| TAG \\| 1 \\| 2" + times + "{10} \\| F5 ")
        .containsPattern("\\| TAG \\| 1,500 \\| 2" + times + "{10} \\| F5 ")
        .containsPattern("\\| CLEAR \\| 1,500 \\| 2" + times + "{10} \\| F5 ")
        .containsPattern("\\| KEY_SETS \\| 1,500 \\| 2" + times + "{6} \\| – ");
    assertThat(figures.json())
        .containsPattern(
            "\\{\"contender\": \"TAG\", \"entries\": 1500, \"callMillis\": \\[[\\d.]+, [\\d.]+\\]")
        .containsPattern("\"goneMillisByNodes\": \\{\"1\": \\[[\\d., ]+\\], \"2\": \\[");
  }

  /** The comparison is honest: afterwards nothing can be read. */
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "NOTHING")
  void invalidate_nothingCanBeRead(InvalidationContender contender) {
    try (RedisServer server = RedisServer.builder().start();
        Store store = contender.open(server)) {
      store.load(2_001);
      assertThat(reads(store, server)).isTrue();

      store.invalidate();

      assertThat(reads(store, server)).isFalse();
      store.load(1);
      assertThat(reads(store, server)).isTrue();
    }
  }

  private static boolean reads(Store store, RedisServer server) {
    String key = Filling.key(0);
    if (store instanceof InvalidationContender.NearfarStore nearfar) {
      NearfarCache<String, String> cache = nearfar.cache();
      return Filling.value(0).equals(cache.get(key));
    }
    return Filling.value(0).equals(server.command("GET", key));
  }

  @Test
  void verdict() {
    assertThat(row(4, 4).line(List.of())).endsWith("| F5 (≤ 5, ≤ 5) reached |");
    assertThat(row(4, 6).line(List.of())).endsWith("| F5 (≤ 5, ≤ 5) **missed** |");
    assertThat(row(6, 4).line(List.of())).endsWith("| F5 (≤ 5, ≤ 5) **missed** |");
    InvalidationRow once = row(4, 4);
    once.called(1_000_000, 0, 1_000_000);
    once.called(1_000_000, 0, 9_000_000);
    assertThat(once.line(List.of())).endsWith("**missed**, reached in the median |");
  }

  @Test
  void gone_never() {
    InvalidationRow row = row(1, 1);
    row.watched(2, Latencies.NEVER);
    assertThat(row.line(List.of(2))).contains("| not seen | not seen |");
    assertThat(row.json()).contains("\"goneMillisByNodes\": {\"2\": [null]}");
  }

  private static InvalidationRow row(long callMillis, long pingMillis) {
    InvalidationRow row = new InvalidationRow(InvalidationContender.TAG, 1);
    row.called(callMillis * 1_000_000, 0, pingMillis * 1_000_000);
    return row;
  }
}
