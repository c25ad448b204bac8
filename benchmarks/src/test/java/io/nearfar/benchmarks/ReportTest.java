package io.nearfar.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Reading of JMH results, ratios and verdicts. */
class ReportTest {
  private final List<String> runs = new ArrayList<>();
  private double error;

  @Test
  void verdict_reached() {
    hit("CAFFEINE", "STRING", 50, 1e-4);
    hit("NEARFAR", "STRING", 45, 1e-3);

    assertThat(report())
        .contains("| F1 | hit ÷ raw Caffeine | 1 | ≥ 0.800 | 0.900 | reached |")
        .contains("| F1 | bytes allocated per hit | 1 | ≤ 0.500 | 0.001 | reached |");
  }

  @Test
  void verdict_missed() {
    hit("CAFFEINE", "STRING", 50, 0);
    hit("NEARFAR", "STRING", 20, 24);

    assertThat(report())
        .contains("| F1 | hit ÷ raw Caffeine | 1 | ≥ 0.800 | 0.400 | **missed** |")
        .contains("| F1 | bytes allocated per hit | 1 | ≤ 0.500 | 24.0 | **missed** |");
  }

  @Test
  void verdict_wideIntervals_marked() {
    hit("CAFFEINE", "STRING", 50, 0);
    error = 5;
    hit("NEARFAR", "STRING", 45, 0);

    assertThat(report()).contains("| 0.900 | reached, noisy |");
  }

  @Test
  void verdict_notMeasured() {
    hit("CAFFEINE", "STRING", 50, 0);

    assertThat(report()).contains("| F1 | hit ÷ raw Caffeine | 1 | ≥ 0.800 | – | not measured |");
  }

  @Test
  void verdict_deadlineAgainstExpireAfterWrite() {
    hit("CAFFEINE", "STRING", 50, 0);
    hit("CAFFEINE", "STRING_EXPIRY", 25, 0);
    hit("NEARFAR", "STRING_EXPIRY", 25, 0);

    assertThat(report()).contains("`expireAfterWrite` | 1 | ≥ 0.800 | 1.00 | reached |");
  }

  @Test
  void verdict_statisticsAgainstBoth() {
    hit("CAFFEINE", "STRING", 50, 0);
    hit("NEARFAR", "STRING", 44, 0);
    hit("NEARFAR", "STRING_STATISTICS", 40, 0);

    assertThat(report())
        .contains(
            "| F1 | hit with statistics ÷ raw Caffeine without | 1 | ≥ 0.700 | 0.800 | reached")
        .contains("| O4 | hit with statistics ÷ without | 1 | ≥ 0.950 | 0.909 | **missed**");
  }

  @Test
  void verdict_copyAgainstFastestOtherProvider() {
    hit("CAFFEINE", "BEAN", 20, 120);
    hit("NEARFAR", "BEAN", 10, 126);
    hit("CAFFEINE_JCACHE", "BEAN", 0.1, 11_000);
    hit("CACHE2K_JCACHE", "BEAN", 0.4, 3_000);

    assertThat(report())
        .contains("fastest other JCache provider | 1 | ≥ 20.0 | 25.0 | reached |")
        .contains("a copy made by hand | 1 | ≤ 1.10 | 1.05 | reached |")
        .contains("| NEARFAR | 10.0 | 0.000 | 0.500 | 25.0 | 126 |");
  }

  @Test
  void verdict_threadsApart() {
    hit("CAFFEINE", "STRING", 50, 0);
    hit("NEARFAR", "STRING", 45, 0);
    run("compare.NearGetBenchmark.hit", 2, 100, 0, contender("CAFFEINE", "STRING"));
    run("compare.NearGetBenchmark.hit", 2, 60, 0, contender("NEARFAR", "STRING"));

    assertThat(report())
        .contains("| F1 | hit ÷ raw Caffeine | 1 | ≥ 0.800 | 0.900 | reached |")
        .contains("| F1 | hit ÷ raw Caffeine | 2 | ≥ 0.800 | 0.600 | **missed** |");
  }

  @Test
  void verdict_puts() {
    run("compare.NearPutBenchmark.update", 1, 10, 0, contender("CAFFEINE", "STRING"));
    run("compare.NearPutBenchmark.update", 1, 6, 0, contender("NEARFAR", "STRING"));
    run("compare.NearInsertBenchmark.insert", 1, 4, 0, contender("CAFFEINE", "STRING"));
    run("compare.NearInsertBenchmark.insert", 1, 1, 0, contender("NEARFAR", "STRING"));

    assertThat(report())
        .contains("| F2 | update ÷ raw Caffeine | 1 | ≥ 0.500 | 0.600 | reached |")
        .contains("| F2 | insertion into a full cache ÷ raw Caffeine | 1 | ≥ 0.500 | 0.250 | **m");
  }

  @Test
  void verdict_cachingOff() {
    error = 1;
    run("core.DisabledBenchmark.direct", 1, 900, 0, "\"work\" : \"500\"");
    run("core.DisabledBenchmark.none", 1, 901.5, 0, "\"work\" : \"500\"");

    assertThat(report())
        .contains("caching off, work of 900 ns: ns added | 1 | ≤ 2.00 (error) | 1.50 | reached |");
  }

  @Test
  void table_nothingMeasuredIsADash() {
    runs.add(
        """
        {"benchmark" : "a.b.NearGetBenchmark.hit", "threads" : 1,
         "params" : {"contender" : "MAP", "workload" : "STRING"},
         "primaryMetric" : {"score" : 1.5E-4, "scoreError" : "NaN", "scoreUnit" : "ops/us"},
         "secondaryMetrics" : {}}
        """);

    assertThat(report()).contains("| MAP | 0.000 | – | – | – | – |");
  }

  @Test
  void environments_eachOnce() {
    hit("CAFFEINE", "STRING", 50, 0);
    hit("NEARFAR", "STRING", 45, 0);

    assertThat(results().environments())
        .containsExactly(
            "JDK 17.0.1, Some VM 17.0.1+1; flags `-Xmx2g -XX:+UseG1GC`;"
                + " 2 forks, warm-up 3 × 1 s, measurement 4 × 1 s");
  }

  @Test
  void read_notAResult() {
    assertThatThrownBy(() -> Results.read(new StringReader("{}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-rf json");
  }

  private void hit(String contender, String workload, double score, double bytes) {
    run("compare.NearGetBenchmark.hit", 1, score, bytes, contender(contender, workload));
  }

  private static String contender(String contender, String workload) {
    return "\"contender\" : \"%s\", \"entries\" : \"10\", \"workload\" : \"%s\""
        .formatted(contender, workload);
  }

  private void run(String benchmark, int threads, double score, double bytes, String parameters) {
    runs.add(
        String.format(
            Locale.ROOT,
            """
            {
                "jmhVersion" : "1.37",
                "benchmark" : "io.nearfar.benchmarks.%s",
                "threads" : %d,
                "forks" : 2,
                "jvmArgs" : [
                    "-Xmx2g",
                    "-XX:+UseG1GC"
                ],
                "jdkVersion" : "17.0.1",
                "vmName" : "Some VM",
                "vmVersion" : "17.0.1+1",
                "warmupIterations" : 3,
                "warmupTime" : "1 s",
                "measurementIterations" : 4,
                "measurementTime" : "1 s",
                "params" : { %s },
                "primaryMetric" : { "score" : %s, "scoreError" : %s, "scoreUnit" : "ops/us" },
                "secondaryMetrics" : { "gc.alloc.rate.norm" : { "score" : %s } }
            }
            """,
            benchmark,
            threads,
            parameters,
            score,
            error,
            bytes));
  }

  private Results results() {
    return Results.read(new StringReader("[" + String.join(",", runs) + "]"));
  }

  private String report() {
    return Report.of(results());
  }
}
