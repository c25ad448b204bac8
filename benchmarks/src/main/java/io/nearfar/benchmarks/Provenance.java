package io.nearfar.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Stream;

/** Where figures come from: commit, JVM, flags and hardware, without which they mean nothing. */
public final class Provenance {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  private Provenance() {}

  /**
   * The head of a report.
   *
   * @param name of the report
   * @param environments the JVMs, flags and iterations that the figures were made with
   * @return Markdown
   */
  public static String header(String name, Collection<String> environments) {
    StringBuilder text = new StringBuilder("# Benchmarks ").append(name).append("\n\n");
    text.append("- Commit ").append(commit()).append('\n');
    text.append("- ")
        .append(Runtime.getRuntime().availableProcessors())
        .append(" processors (")
        .append(processor())
        .append("), ")
        .append(System.getProperty("os.name"))
        .append(' ')
        .append(System.getProperty("os.arch"))
        .append('\n');
    for (String environment : environments) {
      text.append("- ").append(environment).append('\n');
    }
    return text.append('\n').toString();
  }

  /** The commit of the working directory, with a mark if something there was changed since. */
  private static String commit() {
    try {
      Process git =
          new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=12")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String answer = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return answer.isBlank() ? "unknown" : answer.strip();
    } catch (IOException noGit) {
      return "unknown";
    }
  }

  private static String processor() {
    if (!Files.isReadable(CPU_INFO)) {
      return "model unknown";
    }
    try (Stream<String> lines = Files.lines(CPU_INFO)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("model unknown");
    } catch (IOException unreadable) {
      return "model unknown";
    }
  }
}
