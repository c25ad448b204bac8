package io.nearfar.benchmarks.far;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the measurement of one figure in a JVM of its own: what one contender leaves behind, and is
 * freed later, would be taken off the next one's.
 */
public final class OwnJvm {
  private OwnJvm() {}

  /**
   * Runs a main class.
   *
   * @param main prints the figure and nothing else
   * @param arguments of it
   * @return the figure
   * @throws IOException if it fails
   */
  public static double figure(Class<?> main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xms1g", "-Xmx1g", "-cp", System.getProperty("java.class.path")));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(
            "The measurement of " + String.join(" ", arguments) + " has failed; see above.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    }
    return Double.parseDouble(printed.trim());
  }

  /**
   * The used heap after full collections; more than one, for what is freed by reference handlers.
   *
   * @return in bytes
   */
  public static long usedHeap() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 4; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
