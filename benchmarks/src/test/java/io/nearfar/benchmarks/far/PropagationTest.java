package io.nearfar.benchmarks.far;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.nearfar.benchmarks.far.PropagationBenchmark.Extent;
import io.nearfar.config.Topology;
import java.io.IOException;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The measurement of propagation still runs; how fast says nothing here. */
@Timeout(300)
class PropagationTest {

  @Test
  void report_everyLineHasFigures() throws IOException {
    Extent extent = new Extent(List.of(3), 4, 1, 10_000, 30, List.of(0, 1));
    String report = new PropagationBenchmark(extent, Topology.NEAR_FAR).report();
    assertThat(report)
        .containsPattern("\\| NEARFAR \\| 3 \\| 4( \\| \\d+\\.\\d{3}){4} \\| ")
        .containsPattern("\\| REDISSON_LOCAL_MAP \\| 3 \\| 4( \\| \\d+\\.\\d{3}){4} \\| ")
        .containsPattern("\\| NEARFAR \\| 3( \\| \\d+){11} \\|")
        // Nearfar notices that a message was lost; Redisson has nothing but messages.
        .containsPattern("\\| NEARFAR \\| 2 \\| 1( \\| \\d+\\.\\d{3}){4} \\| ")
        .contains("| REDISSON_LOCAL_MAP | 2 | 1 | not seen | not seen | not seen | not seen |")
        .containsPattern("\\| NEARFAR( \\| [1-9]\\d*\\.\\d){2} \\| \\d+\\.\\d \\|")
        .containsPattern("\\| REDISSON_LOCAL_MAP( \\| [1-9]\\d*\\.\\d){2} \\| \\d+\\.\\d \\|");
  }

  @Test
  void latencies() {
    Latencies hundred = new Latencies(LongStream.rangeClosed(1, 100).boxed().toList());
    assertThat(hundred.percentile(0.5)).isEqualTo(50);
    assertThat(hundred.percentile(0.99)).isEqualTo(99);
    assertThat(hundred.percentile(1)).isEqualTo(100);
    assertThat(new Latencies(List.of(2_000_000L, Latencies.NEVER)).cells())
        .isEqualTo("2.000 | not seen | not seen | not seen");
    assertThat(new Latencies(List.of(99_999L, 100_000L, 150_000L, Latencies.NEVER)).histogram())
        .isEqualTo("1 | 2 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 1");
    assertThat(Latencies.classes()).startsWith("< 0.1 | < 0.2 |").endsWith("< 100 | more");
    assertThatIllegalArgumentException().isThrownBy(() -> new Latencies(List.of()));
  }
}
