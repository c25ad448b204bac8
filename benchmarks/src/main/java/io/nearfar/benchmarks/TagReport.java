package io.nearfar.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What tags cost on near hits and on puts, beside raw Caffeine and no tags, as Markdown. */
final class TagReport {
  private static final String HIT = "TagGetBenchmark.hit";
  private static final String UPDATE = "TagPutBenchmark.update";
  private static final String RAW = "CAFFEINE";
  private static final double WANTED = 0.8;

  /** What JMH itself allocates, spread over the operations, is far below this. */
  private static final double NO_BYTES = 0.5;

  /** A verdict is marked where the 99.9 % interval is wider than this part of the mean. */
  private static final double NOISY = 0.1;

  private final Results results;
  private final StringBuilder text = new StringBuilder();

  private TagReport(Results results) {
    this.results = results;
  }

  static String of(Results results) {
    TagReport report = new TagReport(results);
    report.table("Near hits of entries with tags", HIT);
    report.table("Puts with tags", UPDATE);
    report
        .text
        .append("raw: Caffeine with as many threads; for expiring entries, and for near copies")
        .append(" of far entries, each of which has a deadline, too, with `expireAfterWrite`.\n\n");
    return report.text.toString();
  }

  private void table(String title, String benchmark) {
    List<Measurement> lines =
        results.measurements().stream().filter(line -> line.benchmark().equals(benchmark)).toList();
    if (lines.isEmpty()) {
      return;
    }
    text.append("## ").append(title).append("\n\n");
    text.append("| | | tags | threads | ").append(lines.get(0).unit());
    text.append(" | ± 99.9 % | × raw | × no tags | B/op | |\n");
    text.append("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |\n");
    for (int threads : new TreeSet<>(lines.stream().map(Measurement::threads).toList())) {
      lines.stream().filter(line -> line.threads() == threads).forEach(this::row);
    }
    text.append('\n');
  }

  private void row(Measurement line) {
    String contender = line.parameter("contender");
    boolean far = line.benchmark().equals(UPDATE) && contender.endsWith("FAR");
    Measurement raw = far ? null : find(line, RAW, rawWorkload(line));
    Measurement untagged = find(line, contender, line.parameter("workload"));
    boolean judged = line.benchmark().equals(HIT) && !contender.equals(RAW);
    text.append("| ")
        .append(
            String.join(
                " | ",
                contender,
                line.parameter("workload"),
                contender.equals(RAW) ? "–" : line.parameter("tags"),
                String.valueOf(line.threads()),
                Report.number(line.score()),
                Report.number(line.error()),
                Report.number(ratio(line, raw)),
                Report.number(ratio(line, untagged)),
                Report.number(line.bytes()),
                judged ? verdict(line, raw) : ""))
        .append(" |\n");
  }

  /** A near copy has a deadline to check, as every expiring entry has: until it is confirmed. */
  private static String rawWorkload(Measurement line) {
    return line.parameter("contender").equals("NEAR_FAR")
        ? "STRING_EXPIRY"
        : line.parameter("workload");
  }

  private @Nullable Measurement find(Measurement like, String contender, String workload) {
    return results.find(
        like.benchmark(),
        like.threads(),
        Map.of("contender", contender, "workload", workload, "tags", "0"));
  }

  private static String verdict(Measurement line, @Nullable Measurement raw) {
    String target = "F1 (≥ " + WANTED + ", 0 B) ";
    if (raw == null || Double.isNaN(line.bytes())) {
      return target + "not measured";
    }
    boolean reached = ratio(line, raw) >= WANTED && line.bytes() <= NO_BYTES;
    return target
        + (reached ? "reached" : "**missed**")
        + (noisy(line) || noisy(raw) ? ", noisy" : "");
  }

  private static double ratio(Measurement one, @Nullable Measurement other) {
    return other == null ? Double.NaN : one.score() / other.score();
  }

  /** Too wide an interval to rely on, or none at all. */
  private static boolean noisy(Measurement measurement) {
    return !(measurement.error() <= NOISY * measurement.score());
  }
}
