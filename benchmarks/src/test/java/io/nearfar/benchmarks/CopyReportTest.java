package io.nearfar.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Ratios and verdicts about hits among near copies. */
class CopyReportTest {
  private final List<Measurement> hits = new ArrayList<>();

  @Test
  void verdict_reached() {
    hit("CAFFEINE", "STRING_EXPIRY", 40, 1, 0);
    hit("NEARFAR", "STRING", 32, 1, 0);

    assertThat(report())
        .contains(
            "| NEARFAR | STRING | 1 | 32.0 | 1.00 | 0.800 | 0.000 | F1 (≥ 0.8, 0 B) reached |")
        .contains("| CAFFEINE | STRING_EXPIRY | 1 | 40.0 | 1.00 | 1.00 | 0.000 |  |");
  }

  @Test
  void verdict_tooSlow() {
    hit("CAFFEINE", "STRING_EXPIRY", 40, 1, 0);
    hit("NEARFAR", "STRING_EXPIRY", 31, 1, 0);

    assertThat(report()).contains("| 0.775 | 0.000 | F1 (≥ 0.8, 0 B) **missed** |");
  }

  @Test
  void verdict_allocates() {
    hit("CAFFEINE", "STRING_EXPIRY", 40, 1, 0);
    hit("NEARFAR", "STRING_EXPIRY", 40, 1, 24);

    assertThat(report()).contains("| 24.0 | F1 (≥ 0.8, 0 B) **missed** |");
  }

  @Test
  void verdict_statisticsMayCost() {
    hit("CAFFEINE", "STRING_EXPIRY", 40, 1, 0);
    hit("NEARFAR", "STRING_EXPIRY_STATISTICS", 28, 5, 0);

    assertThat(report()).contains("F1 (≥ 0.7, 0 B) reached, noisy |");
  }

  @Test
  void verdict_noYardstick() {
    hit("NEARFAR", "STRING", 40, 1, 0);

    assertThat(report()).contains("F1 (≥ 0.8, 0 B) not measured |");
  }

  private void hit(String contender, String workload, double score, double error, double bytes) {
    hits.add(
        new Measurement(
            "CopyGetBenchmark.hit",
            1,
            Map.of("contender", contender, "workload", workload),
            score,
            error,
            "ops/us",
            bytes));
  }

  private String report() {
    return CopyReport.of(new Results(hits, List.of()));
  }
}
