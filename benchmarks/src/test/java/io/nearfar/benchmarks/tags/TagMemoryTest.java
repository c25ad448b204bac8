package io.nearfar.benchmarks.tags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.nearfar.benchmarks.tags.TagFootprint.Extent;
import io.nearfar.testing.RedisServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The measurements of memory still run, and the bound on clocks of tags holds. */
@Timeout(300)
class TagMemoryTest {

  @Test
  void footprint_everyLineHasFigures() {
    assertThat(TagFootprint.report(new Extent(2_000, List.of(300, 600))))
        .containsPattern("\\| 0 \\| \\d+ \\| 0 \\| \\d+ \\| 0 \\|")
        .containsPattern("\\| 4 \\| \\d+ \\| \\d+ \\| \\d+ \\| \\d+ \\|")
        .containsPattern("\\| 300 \\| 2,400 \\| 300 \\| [\\d,]+ \\| \\d+\\.\\d \\|")
        .containsPattern("\\| 600 \\| 4,800 \\| 600 \\| [\\d,]+ \\| \\d+\\.\\d \\|")
        .contains("8 segments");
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "FAR")
  void heap_isPositive(TagContender contender) {
    assertThat(TagHeap.measure(contender, 4, 20_000)).isPositive();
  }

  @Test
  void manyTags_clocksStayAtTheBound() {
    assertThat(ManyTags.report(20_000)).contains("| 20,000 | 131,072 | 16,384 |");
  }

  @Test
  void manyTags_beyondTheBound_fails() {
    ManyTags.check(ManyTags.MOST_CLOCKS);
    assertThatIllegalStateException().isThrownBy(() -> ManyTags.check(ManyTags.MOST_CLOCKS + 1));
  }

  @Test
  void clocks_areCounted() {
    try (RedisServer server = RedisServer.builder().start()) {
      server.command("HSET", "nf:{x#0}!t", "", "head", "one", "clock", "other", "clock");
      assertThat(Servers.clocks(server)).containsExactly(2L);
    }
  }
}
