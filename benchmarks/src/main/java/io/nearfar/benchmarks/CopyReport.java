package io.nearfar.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares hits among near copies with target F1, as Markdown. */
final class CopyReport {
  private static final String HIT = "CopyGetBenchmark.hit";
  private static final String OURS = "NEARFAR";

  /** The yardstick has a deadline to check, as every copy has: until when it is confirmed. */
  private static final Map<String, String> RAW =
      Map.of("contender", "CAFFEINE", "workload", "STRING_EXPIRY");

  private static final double WANTED = 0.8;
  private static final double WANTED_COUNTED = 0.7;

  /** What JMH itself allocates, spread over the operations, is far below this. */
  private static final double NO_BYTES = 0.5;

  /** A verdict is marked where the 99.9 % interval is wider than this part of the mean. */
  private static final double NOISY = 0.1;

  private final Results results;
  private final StringBuilder text = new StringBuilder();

  private CopyReport(Results results) {
    this.results = results;
  }

  static String of(Results results) {
    CopyReport report = new CopyReport(results);
    report.table();
    return report.text.toString();
  }

  private void table() {
    text.append("## Hits among near copies\n\n");
    text.append("| | | threads | hits/µs | ± 99.9 % | × raw | B/hit | |\n");
    text.append("| --- | --- | ---: | ---: | ---: | ---: | ---: | --- |\n");
    List<Measurement> hits =
        results.measurements().stream().filter(hit -> hit.benchmark().equals(HIT)).toList();
    for (int threads : new TreeSet<>(hits.stream().map(Measurement::threads).toList())) {
      Measurement raw = results.find(HIT, threads, RAW);
      hits.stream().filter(hit -> hit.threads() == threads).forEach(hit -> row(hit, raw));
    }
    text.append("\nraw: Caffeine with `expireAfterWrite`, without statistics.\n\n");
  }

  private void row(Measurement hit, @Nullable Measurement raw) {
    double ratio = raw == null ? Double.NaN : hit.score() / raw.score();
    text.append("| ")
        .append(
            String.join(
                " | ",
                hit.parameter("contender"),
                hit.parameter("workload"),
                String.valueOf(hit.threads()),
                Report.number(hit.score()),
                Report.number(hit.error()),
                Report.number(ratio),
                Report.number(hit.bytes()),
                hit.parameter("contender").equals(OURS) ? verdict(hit, raw, ratio) : ""))
        .append(" |\n");
  }

  private static String verdict(Measurement hit, @Nullable Measurement raw, double ratio) {
    double wanted = hit.parameter("workload").endsWith("_STATISTICS") ? WANTED_COUNTED : WANTED;
    String target = "F1 (≥ " + wanted + ", 0 B) ";
    if (raw == null || Double.isNaN(hit.bytes())) {
      return target + "not measured";
    }
    boolean reached = ratio >= wanted && hit.bytes() <= NO_BYTES;
    return target
        + (reached ? "reached" : "**missed**")
        + (noisy(hit) || noisy(raw) ? ", noisy" : "");
  }

  /** Too wide an interval to rely on, or none at all. */
  private static boolean noisy(Measurement measurement) {
    return !(measurement.error() <= NOISY * measurement.score());
  }
}
