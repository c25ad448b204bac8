package io.nearfar.benchmarks;

import io.nearfar.benchmarks.tags.TagFootprint;
import io.nearfar.benchmarks.tags.TagHeap;
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
 * Measures what tags cost: near hits and puts of entries with none, one and four, the server's
 * memory, and heap. Writes {@code DATE-tags.md}, and JMH's result {@code DATE-tags.json}.
 *
 * <pre>
 * java -cp benchmarks/target/benchmarks.jar io.nearfar.benchmarks.TagSuite quick [DIRECTORY]
 * java -cp ... io.nearfar.benchmarks.TagSuite full benchmarks/results
 * </pre>
 */
public final class TagSuite {
  private TagSuite() {}

  /**
   * Runs.
   *
   * @param arguments {@code quick} or {@code full}; then the directory for the results, which is
   *     {@code benchmarks/target} if not given
   * @throws RunnerException if a benchmark fails
   * @throws IOException if a measurement fails, or the results can't be written
   */
  public static void main(String[] arguments) throws RunnerException, IOException {
    String what = arguments.length > 0 ? arguments[0] : "";
    Path directory = Path.of(arguments.length > 1 ? arguments[1] : "benchmarks/target");
    if (!List.of("quick", "full").contains(what)) {
      throw new IllegalArgumentException(
          "Give what to run: quick or full; then, if wanted, the directory for results.");
    }
    Files.createDirectories(directory);
    String name = LocalDate.now(ZoneOffset.UTC) + "-tags";
    Results results = Results.read(operations(what, directory.resolve(name + ".json")));
    List<String> environments = new ArrayList<>(List.of("Extent: " + what));
    environments.addAll(results.environments());
    String report =
        Provenance.header(name, environments)
            + TagReport.of(results)
            + TagFootprint.report(what)
            + "\n"
            + TagHeap.table();
    Files.writeString(directory.resolve(name + ".md"), report);
    System.out.print(report);
  }

  private static Path operations(String what, Path json) throws RunnerException, IOException {
    boolean quick = what.equals("quick");
    Collection<RunResult> results = new ArrayList<>();
    for (int threads : quick ? new int[] {1} : new int[] {1, 2}) {
      results.addAll(run("TagGet", quick, threads, "CAFFEINE", List.of("0"), "STRING"));
      results.addAll(run("TagGet", quick, threads, "CAFFEINE", List.of("0"), "STRING_EXPIRY"));
      List<String> tags = List.of("0", "1", "4");
      results.addAll(run("TagGet", quick, threads, "NEAR", tags, "STRING", "STRING_EXPIRY"));
      results.addAll(run("TagGet", quick, threads, "NEAR_FAR", tags, "STRING"));
      results.addAll(run("TagPut", quick, threads, "CAFFEINE", List.of("0"), "STRING"));
      results.addAll(run("TagPut", quick, threads, "NEAR", tags, "STRING"));
      results.addAll(run("TagPut", quick, threads, "FAR", tags, "STRING"));
    }
    try (PrintStream out =
        new PrintStream(Files.newOutputStream(json), false, StandardCharsets.UTF_8)) {
      ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results);
    }
    return json;
  }

  private static Collection<RunResult> run(
      String benchmark,
      boolean quick,
      int threads,
      String contender,
      List<String> tags,
      String... workloads)
      throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("\\." + benchmark + "Benchmark\\.")
            .threads(threads)
            .param("contender", contender)
            .param("tags", tags.toArray(String[]::new))
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
