package io.nearfar.benchmarks.far;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A node, in a JVM of its own that was started from here: it reads commands and prints answers, a
 * line each. For one thread.
 */
public final class NodeProcess implements AutoCloseable {
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

  /**
   * Starts a node and returns without waiting for it; {@link #expect} {@code ready} waits.
   *
   * @param main its main class
   * @param arguments of that
   * @return the node, which {@link #close} ends
   * @throws IOException if there is no process to be had
   */
  public static NodeProcess start(Class<?> main, String... arguments) throws IOException {
    Path complaints = Files.createTempFile("node", ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return new NodeProcess(
        new ProcessBuilder(command).redirectError(complaints.toFile()).start(), complaints);
  }

  /**
   * Sends a command, whose answers {@link #answer} and {@link #expect} wait for.
   *
   * @param command its words
   */
  public void send(String command) {
    to.println(command);
  }

  /**
   * Waits for the next answer.
   *
   * @return the answer
   * @throws IOException if the node has ended; tells what it said
   */
  public String answer() throws IOException {
    String line = from.readLine();
    if (line == null) {
      throw new IOException("A node has ended. It said:\n" + Files.readString(complaints));
    }
    return line;
  }

  /**
   * Waits for an answer.
   *
   * @param word the first word that it must have
   * @return the rest of it
   * @throws IOException if the answer is another one, or the node has ended
   */
  public String expect(String word) throws IOException {
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
