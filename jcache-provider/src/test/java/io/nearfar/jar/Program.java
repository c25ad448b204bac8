package io.nearfar.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs what is in {@code src/test/probe}, each time in a JVM of its own. */
final class Program {
  private static final long PATIENCE_SECONDS = 180;

  private Program() {}

  /**
   * Runs one, compiled by that JVM, to its good end.
   *
   * @param source the name of the file
   * @param log where what it logs is kept
   * @param options for the JVM
   * @return the lines that it prints
   */
  static List<String> run(
      String source, String classPath, Path log, List<String> options, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-cp");
    command.add(classPath);
    command.add(Path.of("src", "test", "probe", source).toString());
    command.addAll(List.of(arguments));
    Path output = log.resolveSibling("output");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(log.toFile())
            .start();
    boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    process.destroyForcibly();
    String logged = Files.readString(log);
    assertThat(ended).as("ended, having logged: %s", logged).isTrue();
    assertThat(process.exitValue()).as(logged).isZero();
    return Files.readAllLines(output);
  }
}
