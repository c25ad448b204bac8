package io.nearfar.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Ratios and verdicts about tags. */
class TagReportTest {
  private final List<Measurement> lines = new ArrayList<>();

  @Test
  void hit_besideRawAndNoTags() {
    hit("CAFFEINE", "STRING", 0, 40, 0);
    hit("NEAR", "STRING", 0, 36, 0);
    hit("NEAR", "STRING", 4, 33, 0);

    assertThat(report())
        .contains("| CAFFEINE | STRING | – | 1 | 40.0 | 1.00 | 1.00 | 1.00 | 0.000 |  |")
        .contains(
            "| NEAR | STRING | 4 | 1 | 33.0 | 1.00 | 0.825 | 0.917 | 0.000 |"
                + " F1 (≥ 0.8, 0 B) reached |");
  }

  @Test
  void hit_tooSlow() {
    hit("CAFFEINE", "STRING", 0, 40, 0);
    hit("NEAR", "STRING", 1, 31, 0);

    assertThat(report()).contains("| 0.775 | – | 0.000 | F1 (≥ 0.8, 0 B) **missed** |");
  }

  @Test
  void hit_allocates() {
    hit("CAFFEINE", "STRING", 0, 40, 0);
    hit("NEAR", "STRING", 1, 40, 16);

    assertThat(report()).contains("| 16.0 | F1 (≥ 0.8, 0 B) **missed** |");
  }

  @Test
  void hit_nearCopies_besideRawWithExpiry() {
    hit("CAFFEINE", "STRING", 0, 100, 0);
    hit("CAFFEINE", "STRING_EXPIRY", 0, 40, 0);
    hit("NEAR_FAR", "STRING", 1, 32, 0);

    assertThat(report())
        .contains("| NEAR_FAR | STRING | 1 | 1 | 32.0 | 1.00 | 0.800 | – | 0.000 | F1 (");
  }

  @Test
  void hit_noYardstick() {
    hit("NEAR", "STRING", 1, 32, 0);

    assertThat(report()).contains("F1 (≥ 0.8, 0 B) not measured |");
  }

  @Test
  void put_far_besideNoTagsOnly() {
    put("CAFFEINE", 0, 10_000);
    put("NEAR", 1, 5_000);
    put("FAR", 0, 10);
    put("FAR", 4, 9);

    assertThat(report())
        .contains("| NEAR | STRING | 1 | 1 | 5000 | 1.00 | 0.500 | – | 0.000 |  |")
        .contains("| FAR | STRING | 4 | 1 | 9.00 | 1.00 | – | 0.900 | 0.000 |  |");
  }

  private void hit(String contender, String workload, int tags, double score, double bytes) {
    line("TagGetBenchmark.hit", contender, workload, tags, score, bytes);
  }

  private void put(String contender, int tags, double score) {
    line("TagPutBenchmark.update", contender, "STRING", tags, score, 0);
  }

  private void line(
      String benchmark, String contender, String workload, int tags, double score, double bytes) {
    lines.add(
        new Measurement(
            benchmark,
            1,
            Map.of("contender", contender, "workload", workload, "tags", String.valueOf(tags)),
            score,
            1,
            "ops",
            bytes));
  }

  private String report() {
    return TagReport.of(new Results(lines, List.of()));
  }
}
