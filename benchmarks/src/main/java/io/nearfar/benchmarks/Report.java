package io.nearfar.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares a JMH result with the targets: prints ratio tables and verdicts as Markdown.
 *
 * <pre>java -cp benchmarks/target/benchmarks.jar io.nearfar.benchmarks.Report RESULT.json</pre>
 */
public final class Report {
  private static final String HIT = "NearGetBenchmark.hit";
  private static final String UPDATE = "NearPutBenchmark.update";
  private static final String INSERT = "NearInsertBenchmark.insert";
  private static final String DIRECT = "DisabledBenchmark.direct";
  private static final String NONE = "DisabledBenchmark.none";

  private static final String RAW = "CAFFEINE";
  private static final String OURS = "NEARFAR";
  private static final List<String> OTHER_PROVIDERS =
      List.of("CAFFEINE_JCACHE", "CACHE2K_JCACHE", "EHCACHE_JCACHE");

  /** What JMH itself allocates, spread over the operations, is far below this. */
  private static final double NO_BYTES = 0.5;

  /** A verdict is marked where the 99.9 % interval is wider than this part of the mean. */
  private static final double NOISY = 0.1;

  private static final String REACHED = "reached";
  private static final String MISSED = "**missed**";

  private final Results results;
  private final StringBuilder text = new StringBuilder();

  private Report(Results results) {
    this.results = results;
  }

  /**
   * Prints the report of one result file.
   *
   * @param arguments the file
   * @throws IOException if it can't be read
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("Give one argument: a JSON result of JMH.");
    }
    System.out.print(of(Results.read(Path.of(arguments[0]))));
  }

  static String of(Results results) {
    Report report = new Report(results);
    report.verdicts();
    report.tables();
    return report.text.toString();
  }

  private void verdicts() {
    text.append("## Targets\n\n");
    row("Target", "What", "Threads", "Wanted", "Measured", "");
    row("---", "---", "---:", "---:", "---:", "---");
    for (int threads :
        new TreeSet<>(results.measurements().stream().map(Measurement::threads).toList())) {
      hitVerdicts(threads);
      copyVerdicts(threads);
      putVerdicts(threads);
      offVerdict(threads);
    }
    text.append('\n');
  }

  private void hitVerdicts(int threads) {
    Measurement hit = hit(OURS, "STRING", threads);
    Measurement expiringHit = hit(OURS, "STRING_EXPIRY", threads);
    Measurement countedHit = hit(OURS, "STRING_STATISTICS", threads);
    Measurement raw = hit(RAW, "STRING", threads);
    atLeast("F1", "hit ÷ raw Caffeine", threads, 0.8, hit, raw);
    atLeast(
        "F1",
        "hit with a deadline ÷ raw Caffeine with `expireAfterWrite`",
        threads,
        0.8,
        expiringHit,
        hit(RAW, "STRING_EXPIRY", threads));
    atLeast("F1", "hit with statistics ÷ raw Caffeine without", threads, 0.7, countedHit, raw);
    atMost("F1", "bytes allocated per hit", threads, NO_BYTES, bytes(hit));
    atMost("F1", "bytes allocated per hit with a deadline", threads, NO_BYTES, bytes(expiringHit));
    atLeast("O4", "hit with statistics ÷ without", threads, 0.95, countedHit, hit);
  }

  private void copyVerdicts(int threads) {
    Measurement copied = hit(OURS, "BEAN", threads);
    atLeast(
        "F1v",
        "hit of a bean by value ÷ fastest other JCache provider",
        threads,
        20,
        copied,
        fastestOther(HIT, "BEAN", threads));
    atMost(
        "F1v",
        "bytes per hit of a bean by value ÷ a copy made by hand",
        threads,
        1.1,
        bytes(copied) / bytes(hit(RAW, "BEAN", threads)));
  }

  private void putVerdicts(int threads) {
    for (String benchmark : List.of(UPDATE, INSERT)) {
      atLeast(
          "F2",
          (benchmark.equals(UPDATE) ? "update" : "insertion into a full cache") + " ÷ raw Caffeine",
          threads,
          0.5,
          find(benchmark, OURS, "STRING", threads),
          find(benchmark, RAW, "STRING", threads));
    }
  }

  /** Not measurable: the added time is within the error of the two measurements. */
  private void offVerdict(int threads) {
    for (String work : List.of("0", "500")) {
      Measurement direct = results.find(DIRECT, threads, Map.of("work", work));
      Measurement none = results.find(NONE, threads, Map.of("work", work));
      if (direct == null || none == null) {
        continue;
      }
      double added = none.score() - direct.score();
      double error = none.error() + direct.error();
      row(
          "R5",
          "caching off, work of " + number(direct.score()) + " ns: ns added",
          String.valueOf(threads),
          Double.isNaN(error) ? "not measurable" : "≤ " + number(error) + " (error)",
          number(added),
          Double.isNaN(error)
              ? "error unknown"
              : (added <= error ? REACHED : MISSED)
                  + (noisy(direct) || noisy(none) ? ", noisy" : ""));
    }
  }

  private void tables() {
    List<String> done = new ArrayList<>();
    for (Measurement measurement : results.measurements()) {
      String workload = measurement.parameter("workload");
      String title =
          "%s, %s, %d %s"
              .formatted(
                  measurement.benchmark(),
                  workload.isEmpty() ? "any workload" : workload,
                  measurement.threads(),
                  measurement.threads() == 1 ? "thread" : "threads");
      if (!done.contains(title)) {
        done.add(title);
        table(title, measurement);
      }
    }
  }

  private void table(String title, Measurement like) {
    String workload = like.parameter("workload");
    int threads = like.threads();
    boolean peers = !like.parameter("contender").isEmpty();
    Measurement raw = find(like.benchmark(), RAW, workload, threads);
    Measurement other = fastestOther(like.benchmark(), workload, threads);
    text.append("## ").append(title).append("\n\n");
    if (peers) {
      row("", like.unit(), "± 99.9 %", "× raw Caffeine", "× fastest other JCache", "B/op");
      row("---", "---:", "---:", "---:", "---:", "---:");
    } else {
      row("", like.unit(), "± 99.9 %", "B/op");
      row("---", "---:", "---:", "---:");
    }
    for (Measurement line : results.measurements()) {
      if (!line.benchmark().equals(like.benchmark())
          || line.threads() != threads
          || !line.parameter("workload").equals(workload)) {
        continue;
      }
      if (peers) {
        row(
            line.parameter("contender"),
            number(line.score()),
            number(line.error()),
            number(ratio(line, raw)),
            number(ratio(line, other)),
            number(line.bytes()));
      } else {
        row(label(line), number(line.score()), number(line.error()), number(line.bytes()));
      }
    }
    text.append('\n');
  }

  private static String label(Measurement line) {
    String cache = line.parameter("cache");
    return cache.isEmpty() ? "work " + line.parameter("work") : cache;
  }

  private @Nullable Measurement hit(String contender, String workload, int threads) {
    return find(HIT, contender, workload, threads);
  }

  private @Nullable Measurement find(
      String benchmark, String contender, String workload, int threads) {
    return results.find(benchmark, threads, Map.of("contender", contender, "workload", workload));
  }

  private @Nullable Measurement fastestOther(String benchmark, String workload, int threads) {
    Measurement fastest = null;
    for (String provider : OTHER_PROVIDERS) {
      Measurement candidate = find(benchmark, provider, workload, threads);
      if (candidate != null && (fastest == null || candidate.score() > fastest.score())) {
        fastest = candidate;
      }
    }
    return fastest;
  }

  private void atLeast(
      String target,
      String what,
      int threads,
      double wanted,
      @Nullable Measurement ours,
      @Nullable Measurement theirs) {
    double measured = ratio(ours, theirs);
    verdict(
        target,
        what,
        threads,
        "≥ " + number(wanted),
        measured,
        (measured >= wanted ? REACHED : MISSED) + (noisy(ours) || noisy(theirs) ? ", noisy" : ""));
  }

  private void atMost(String target, String what, int threads, double wanted, double measured) {
    verdict(
        target,
        what,
        threads,
        "≤ " + number(wanted),
        measured,
        measured <= wanted ? REACHED : MISSED);
  }

  private void verdict(
      String target, String what, int threads, String wanted, double measured, String verdict) {
    row(
        target,
        what,
        String.valueOf(threads),
        wanted,
        number(measured),
        Double.isNaN(measured) ? "not measured" : verdict);
  }

  private void row(String... cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static double ratio(@Nullable Measurement one, @Nullable Measurement other) {
    return one == null || other == null ? Double.NaN : one.score() / other.score();
  }

  /** Too wide an interval to rely on, or none at all. */
  private static boolean noisy(@Nullable Measurement measurement) {
    return measurement != null && !(measurement.error() <= NOISY * measurement.score());
  }

  private static double bytes(@Nullable Measurement measurement) {
    return measurement == null ? Double.NaN : measurement.bytes();
  }

  /** Three digits that matter, and none for the noise around zero. */
  static String number(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    double size = Math.abs(value);
    String format = size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
    return String.format(Locale.ROOT, format, value);
  }
}
