package io.nearfar.benchmarks.far;

import io.nearfar.config.Topology;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A {@link PropagationNode} that was started from here. For one thread. */
final class NodeProcess implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 10;

  private final Process process;
  private final PrintStream to;
  private final BufferedReader from;

  private final Path complaints;

  private NodeProcess(Process process, Path complaints) {
    this.process = process;
    this.complaints = complaints;
    to = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    from = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Starts a node and returns without waiting for it; {@link #expect} {@code ready} waits. */
  static NodeProcess start(NearContender contender, String url, Topology topology)
      throws IOException {
    Path complaints = Files.createTempFile("node", ".log");
    return new NodeProcess(
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                PropagationNode.class.getName(),
                contender.name(),
                url,
                topology.name())
            .redirectError(complaints.toFile())
            .start(),
        complaints);
  }

  /** Sends a command, whose answers {@link #answer} and {@link #expect} wait for. */
  void send(String command) {
    to.println(command);
  }

  /** The next answer. */
  String answer() throws IOException {
    String line = from.readLine();
    if (line == null) {
      throw new IOException("A node has ended. It said:\n" + Files.readString(complaints));
    }
    return line;
  }

  /** Waits for an answer that begins with this word, and returns the rest of it. */
  String expect(String word) throws IOException {
    String line = answer();
    if (!line.startsWith(word)) {
      throw new IOException("A node said: " + line);
    }
    return line.substring(word.length()).strip();
  }

  @Override
  public void close() {
    to.close(); // Which ends it.
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    try {
      Files.deleteIfExists(complaints);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
