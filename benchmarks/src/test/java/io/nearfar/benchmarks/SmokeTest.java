package io.nearfar.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.benchmarks.compare.Contender;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Every benchmark still runs, with every contender; how fast says nothing here. */
class SmokeTest {
  private static final int FAR_CONTENDERS = 5;
  private static final int COPY_CONTENDERS = 4;
  private static final int CALL_CONTENDERS = 4;

  /** Three contenders with none, one and four tags. */
  private static final int TAG_COMBINATIONS = 9;

  @BeforeAll
  static void runBesideOthers() {
    System.setProperty("jmh.ignoreLock", "true");
  }

  static Stream<String> benchmarks() {
    return BenchmarkList.defaultList()
        .getAll(OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT), List.of())
        .stream()
        .map(BenchmarkListEntry::getUsername);
  }

  @ParameterizedTest
  @MethodSource("benchmarks")
  void run_once(String benchmark) throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + benchmark.replace(".", "\\.") + "$")
            .forks(0)
            .warmupIterations(0)
            .measurementIterations(1)
            .measurementTime(TimeValue.milliseconds(10))
            .threads(2)
            .addProfiler(GCProfiler.class)
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true);
    int expected = 2;
    if (benchmark.contains(".compare.")) {
      String[] contenders = contenders(benchmark);
      // A hundred thousand beans by value, the fill before insertions, would take too long.
      String[] workloads =
          benchmark.contains("Insert") ? new String[] {"STRING"} : new String[] {"STRING", "BEAN"};
      options.param("contender", contenders).param("workload", workloads);
      expected = workloads.length * contenders.length;
    } else if (benchmark.contains(".far.")) {
      expected = benchmark.contains("CopyGet") ? COPY_CONTENDERS : FAR_CONTENDERS;
    } else if (benchmark.contains(".tags.")) {
      expected = TAG_COMBINATIONS;
    } else if (benchmark.contains(".annotations.")) {
      expected = CALL_CONTENDERS;
    } else if (benchmark.contains("PolicyBenchmark")) {
      expected = 5;
    }
    if (!benchmark.contains("Insert")) {
      options.param("entries", "256");
    }

    Collection<RunResult> results = new Runner(options.build()).run();

    assertThat(results)
        .hasSize(expected)
        .allSatisfy(
            result ->
                assertThat(result.getPrimaryResult().getScore())
                    .as(result.getParams().id())
                    .isPositive());
  }

  private static String[] contenders(String benchmark) {
    return Arrays.stream(Contender.values())
        .filter(
            contender ->
                !benchmark.contains("Insert")
                    || (contender != Contender.MAP && contender != Contender.NEARFAR_UNBOUNDED))
        .map(Contender::name)
        .toArray(String[]::new);
  }
}
