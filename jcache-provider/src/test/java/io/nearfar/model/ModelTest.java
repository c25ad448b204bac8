package io.nearfar.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Has TLC look at every state of each model: the base must hold what it promises, and each mutant,
 * which leaves out one rule, must break the promise that it says it breaks. How to run it: {@code
 * docs/model/README.md}.
 */
@Tag("model")
class ModelTest {
  private static final Path MODELS = Path.of("../docs/model");
  private static final String SET = System.getProperty("model.set", "quick");

  /** The exit codes of TLC. */
  private static final int NO_ERROR = 0;

  private static final int VIOLATION = 12;

  @TempDir Path states;

  /** What the head of a configuration says about it. */
  private record Configuration(Path file, List<String> sets, String expected) {
    static Configuration read(Path file) {
      return new Configuration(
          file, Arrays.asList(field(file, "sets").split(" ")), field(file, "expect"));
    }

    private static String field(Path file, String name) {
      String prefix = "\\* " + name + ": ";
      return lines(file).stream()
          .filter(line -> line.startsWith(prefix))
          .map(line -> line.substring(prefix.length()).strip())
          .findFirst()
          .orElseThrow(() -> new IllegalStateException(file + " has no line " + prefix));
    }

    String name() {
      return String.valueOf(file.getFileName()).replace(".cfg", "");
    }

    boolean isMutant() {
      return name().contains("_mutant_");
    }

    String module() {
      return name().startsWith("near_") ? "MC.tla" : "Lease.tla";
    }

    @Override
    public String toString() {
      return name();
    }
  }

  private record Run(int exitCode, String output) {}

  @BeforeAll
  static void knowTheSet() {
    assertThat(SET).as("-Dmodel.set").isIn("quick", "full");
  }

  static Stream<Configuration> base() {
    return configurations(SET).filter(configuration -> !configuration.isMutant());
  }

  static Stream<Configuration> mutants() {
    return configurations(SET).filter(Configuration::isMutant);
  }

  @ParameterizedTest
  @MethodSource("base")
  void base_holds(Configuration configuration) throws Exception {
    assertThat(configuration.expected).isEqualTo("pass");
    Run run = check(configuration);
    assertThat(run.exitCode).as(run.output).isEqualTo(NO_ERROR);
    assertThat(run.output)
        .contains("Model checking completed. No error has been found.")
        .contains(" 0 states left on queue.");
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void mutant_isFound(Configuration configuration) throws Exception {
    Run run = check(configuration);
    assertThat(run.output).contains("Error: Invariant " + configuration.expected + " is violated.");
    assertThat(run.exitCode).isEqualTo(VIOLATION);
  }

  @Test
  void everyModule_hasABase_andMutants() {
    for (String set : List.of("quick", "full")) {
      for (String module : List.of("MC.tla", "Lease.tla")) {
        assertThat(configurations(set).filter(one -> one.module().equals(module)))
            .as(module + " in " + set)
            .anyMatch(Configuration::isMutant)
            .anyMatch(configuration -> !configuration.isMutant());
      }
    }
  }

  private static Stream<Configuration> configurations(String set) {
    try (Stream<Path> files = Files.list(MODELS)) {
      return files
          .filter(file -> file.toString().endsWith(".cfg"))
          .sorted()
          .map(Configuration::read)
          .filter(configuration -> configuration.sets.contains(set))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** In a JVM of its own: TLC keeps its state in static fields, and wants memory. */
  private Run check(Configuration configuration) throws Exception {
    Path output = states.resolve("output");
    long begin = System.nanoTime();
    Process tlc =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx4g",
                "-XX:+UseParallelGC",
                "-cp",
                tools().toString(),
                "tlc2.TLC",
                "-workers",
                "auto",
                "-metadir",
                states.toString(),
                "-config",
                configuration.file.getFileName().toString(),
                configuration.module())
            .directory(MODELS.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      int exitCode = tlc.waitFor();
      report(configuration, output, System.nanoTime() - begin);
      return new Run(exitCode, Files.readString(output));
    } finally {
      tlc.destroyForcibly().waitFor();
    }
  }

  /** For whoever waits, and for the table in the README. */
  private static void report(Configuration configuration, Path output, long nanos) {
    String found =
        lines(output).stream()
            .filter(line -> line.contains("distinct states found,"))
            .reduce("", (first, last) -> last);
    System.out.printf(
        "%-20s %4d s  %s%n", configuration, TimeUnit.NANOSECONDS.toSeconds(nanos), found);
  }

  private static Path tools() throws ClassNotFoundException, URISyntaxException {
    return Path.of(
        Class.forName("tlc2.TLC", /* initialize= */ false, ModelTest.class.getClassLoader())
            .getProtectionDomain()
            .getCodeSource()
            .getLocation()
            .toURI());
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
