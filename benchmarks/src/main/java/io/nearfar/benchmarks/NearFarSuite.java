package io.nearfar.benchmarks;

import io.nearfar.benchmarks.far.CopyFootprint;
import io.nearfar.benchmarks.far.PropagationBenchmark;
import io.nearfar.config.Topology;
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
 * Measures all that the targets say of topology {@code near-far}: hits among copies (F1), heap per
 * copy (F4), propagation (C1), lost announcements (C3), and what a write costs. Writes {@code
 * DATE-near-far.md}, and JMH's result {@code DATE-near-far.json}.
 *
 * <pre>
 * java -cp benchmarks/target/benchmarks.jar io.nearfar.benchmarks.NearFarSuite quick [DIRECTORY]
 * java -cp ... io.nearfar.benchmarks.NearFarSuite full benchmarks/results
 * java -cp ... io.nearfar.benchmarks.NearFarSuite hits benchmarks/results
 * </pre>
 */
public final class NearFarSuite {
  private NearFarSuite() {}

  /**
   * Runs.
   *
   * @param arguments {@code quick}, {@code full}, or {@code hits}, which are those of a full run
   *     and nothing else; then the directory for the results, which is {@code benchmarks/target} if
   *     not given
   * @throws RunnerException if a benchmark fails
   * @throws IOException if a node ends, or the results can't be written
   */
  public static void main(String[] arguments) throws RunnerException, IOException {
    String what = arguments.length > 0 ? arguments[0] : "";
    Path directory = Path.of(arguments.length > 1 ? arguments[1] : "benchmarks/target");
    if (!List.of("quick", "full", "hits").contains(what)) {
      throw new IllegalArgumentException(
          "Give what to run: quick, full or hits; then, if wanted, the directory for results.");
    }
    Files.createDirectories(directory);
    boolean onlyHits = what.equals("hits");
    String name = LocalDate.now(ZoneOffset.UTC) + "-near-far" + (onlyHits ? "-hits" : "");
    Results hits = Results.read(hits(what.equals("quick"), directory.resolve(name + ".json")));
    String tables = onlyHits ? CopyReport.of(hits) : tables(hits, what);
    List<String> environments = new ArrayList<>(List.of("Extent: " + what));
    environments.addAll(hits.environments());
    String report = Provenance.header(name, environments) + tables;
    Files.writeString(directory.resolve(name + ".md"), report);
    System.out.print(report);
  }

  private static String tables(Results hits, String what) throws IOException {
    return CopyReport.of(hits)
        + "## Heap per near copy\n\n"
        + CopyFootprint.table()
        + "\n"
        + PropagationBenchmark.report(what, Topology.NEAR_FAR);
  }

  private static Path hits(boolean quick, Path json) throws RunnerException, IOException {
    Collection<RunResult> results = new ArrayList<>();
    for (int threads : new int[] {1, 2}) {
      results.addAll(run(quick, threads, "CAFFEINE", "STRING_EXPIRY"));
      results.addAll(
          run(
              quick,
              threads,
              "NEARFAR",
              "STRING",
              "STRING_EXPIRY",
              "STRING_STATISTICS",
              "STRING_EXPIRY_STATISTICS"));
      results.addAll(run(quick, threads, "REDISSON_LOCAL_MAP", "STRING_EXPIRY"));
      results.addAll(run(quick, threads, "REDISSON_LOCAL_MAP_OBJECT_KEYS", "STRING_EXPIRY"));
    }
    try (PrintStream out =
        new PrintStream(Files.newOutputStream(json), false, StandardCharsets.UTF_8)) {
      ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results);
    }
    return json;
  }

  private static Collection<RunResult> run(
      boolean quick, int threads, String contender, String... workloads) throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("\\.CopyGetBenchmark\\.")
            .threads(threads)
            .param("contender", contender)
            .param("workload", workloads)
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true);
    if (quick) {
      TimeValue time = new TimeValue(500, TimeUnit.MILLISECONDS);
      options.forks(1).warmupIterations(2).warmupTime(time);
      options.measurementIterations(3).measurementTime(time);
    }
    return new Runner(options.build()).run();
  }
}
