package io.nearfar.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs the benchmarks that the targets are about, with allocation figures, and writes {@code
 * DATE-WHAT.json} and the report {@code DATE-WHAT.md}.
 *
 * <pre>
 * java -cp benchmarks/target/benchmarks.jar io.nearfar.benchmarks.Suite quick [DIRECTORY]
 * java -cp benchmarks/target/benchmarks.jar io.nearfar.benchmarks.Suite full benchmarks/results
 * </pre>
 *
 * <p>Quick tells whether something went badly wrong; only full gives figures to quote.
 */
public final class Suite {
  private static final List<String> ALL =
      List.of(
          "MAP",
          "CAFFEINE",
          "NEARFAR",
          "NEARFAR_UNBOUNDED",
          "CAFFEINE_JCACHE",
          "CACHE2K_JCACHE",
          "EHCACHE_JCACHE");
  private static final List<String> BOUNDED =
      List.of("CAFFEINE", "NEARFAR", "CAFFEINE_JCACHE", "CACHE2K_JCACHE", "EHCACHE_JCACHE");
  private static final List<String> YARDSTICK = List.of("CAFFEINE", "NEARFAR");

  private Suite() {}

  /** One call of JMH; contenders empty = the benchmark has no such parameter. */
  private record Run(
      String benchmark, int threads, List<String> contenders, List<String> workloads) {
    static Run of(String benchmark, int threads, List<String> contenders, String... workloads) {
      return new Run(benchmark, threads, contenders, List.of(workloads));
    }
  }

  /**
   * Runs.
   *
   * @param arguments {@code quick} or {@code full}, then the directory for the results, which is
   *     {@code benchmarks/target} if not given
   * @throws RunnerException if a benchmark fails
   * @throws IOException if the results can't be written
   */
  public static void main(String[] arguments) throws RunnerException, IOException {
    String what = arguments.length > 0 ? arguments[0] : "";
    Path directory = Path.of(arguments.length > 1 ? arguments[1] : "benchmarks/target");
    List<Run> runs =
        switch (what) {
          case "quick" -> quick();
          case "full" -> full();
          default ->
              throw new IllegalArgumentException(
                  "Give what to run: quick or full; then, if wanted, the directory for results.");
        };
    Files.createDirectories(directory);
    Collection<RunResult> results = new ArrayList<>();
    for (Run run : runs) {
      results.addAll(new Runner(options(run, what.equals("quick")).build()).run());
    }
    String name = LocalDate.now(ZoneOffset.UTC) + "-" + what;
    Path json = directory.resolve(name + ".json");
    try (PrintStream out =
        new PrintStream(Files.newOutputStream(json), false, StandardCharsets.UTF_8)) {
      ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results);
    }
    Results read = Results.read(json);
    String report = Provenance.header(name, read.environments()) + Report.of(read);
    Files.writeString(directory.resolve(name + ".md"), report);
    System.out.print(report);
  }

  private static List<Run> quick() {
    return List.of(
        Run.of("NearGetBenchmark", 1, ALL, "STRING"),
        Run.of("NearGetBenchmark", 1, YARDSTICK, "STRING_EXPIRY", "STRING_STATISTICS"),
        Run.of("NearGetBenchmark", 1, BOUNDED, "BEAN"),
        Run.of("NearPutBenchmark", 1, BOUNDED, "STRING"),
        Run.of("NearInsertBenchmark", 1, YARDSTICK, "STRING"),
        Run.of("NearMixBenchmark", 1, YARDSTICK, "STRING"));
  }

  private static List<Run> full() {
    return List.of(
        Run.of("NearGetBenchmark", 1, ALL, "STRING"),
        Run.of("NearGetBenchmark", 1, BOUNDED, "STRING_EXPIRY", "STRING_STATISTICS"),
        Run.of("NearGetBenchmark", 1, YARDSTICK, "STRING_EXPIRY_STATISTICS", "STRING_REFERENCE"),
        Run.of("NearGetBenchmark", 1, ALL, "BEAN"),
        Run.of("NearGetBenchmark", 1, BOUNDED, "BEAN_REFERENCE"),
        Run.of("NearGetBenchmark", 2, ALL, "STRING"),
        Run.of("NearGetBenchmark", 2, BOUNDED, "BEAN"),
        Run.of("NearGetBenchmark", 2, YARDSTICK, "STRING_EXPIRY", "STRING_STATISTICS"),
        Run.of("NearPutBenchmark", 1, ALL, "STRING"),
        Run.of("NearPutBenchmark", 1, YARDSTICK, "STRING_EXPIRY"),
        Run.of("NearPutBenchmark", 2, BOUNDED, "STRING"),
        Run.of("NearInsertBenchmark", 1, BOUNDED, "STRING"),
        Run.of("NearMixBenchmark", 1, BOUNDED, "STRING"),
        Run.of("NearMixBenchmark", 2, BOUNDED, "STRING"),
        Run.of("PolicyBenchmark", 1, List.of()),
        Run.of("DisabledBenchmark", 1, List.of()));
  }

  private static ChainedOptionsBuilder options(Run run, boolean quick) {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("\\." + run.benchmark + "\\.")
            .threads(run.threads)
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true);
    if (!run.contenders.isEmpty()) {
      options.param("contender", run.contenders.toArray(String[]::new));
      options.param("workload", run.workloads.toArray(String[]::new));
    }
    if (quick) {
      TimeValue time = new TimeValue(500, TimeUnit.MILLISECONDS);
      options.forks(1).warmupIterations(2).warmupTime(time);
      options.measurementIterations(3).measurementTime(time);
    }
    return options;
  }
}
