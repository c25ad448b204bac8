package io.nearfar.servers;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;

/** The process of a server, which ends with this JVM at the latest. */
final class ServerProcess implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofMinutes(4);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

  private final Process process;
  private final Path log;
  private final Thread stopWithThisJvm;

  private ServerProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.stopWithThisJvm = new Thread(this::kill);
    Runtime.getRuntime().addShutdownHook(stopWithThisJvm);
  }

  static ServerProcess start(Launch launch, List<String> command) throws IOException {
    return start(launch, command, Map.of());
  }

  /**
   * Starts it.
   *
   * @param environment variables in addition to those of this process
   */
  static ServerProcess start(Launch launch, List<String> command, Map<String, String> environment)
      throws IOException {
    Path log = launch.work().resolve("console.log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(launch.work().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    return new ServerProcess(builder.start(), log);
  }

  /** Waits until something answers HTTP, whatever it says. */
  ServerProcess awaitAnswer(URI uri) {
    HttpClient http = HttpClient.newHttpClient();
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build();
    return await(
        "the server to start",
        () -> {
          try {
            return http.send(request, BodyHandlers.discarding()).statusCode() > 0;
          } catch (IOException e) {
            return false; // not listening yet
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
          }
        });
  }

  /** Waits for something while the server runs; closes the server if it is in vain. */
  ServerProcess await(String what, BooleanSupplier condition) {
    boolean done = false;
    try {
      Awaitility.await(what + ", see " + log)
          .atMost(START_TIMEOUT)
          .pollInterval(Duration.ofMillis(200))
          .until(() -> !process.isAlive() || condition.getAsBoolean());
      done = process.isAlive();
    } finally {
      if (!done) {
        close();
      }
    }
    if (!done) {
      throw new IllegalStateException("The server has ended, see " + log);
    }
    return this;
  }

  /** Writes a line to its standard input. */
  void say(String line) throws IOException {
    OutputStream input = process.getOutputStream();
    input.write((line + '\n').getBytes(StandardCharsets.UTF_8));
    input.flush();
  }

  /** What it prints. */
  Path log() {
    return log;
  }

  /** Its id; that of the JVM that it has started in its turn, if it has. */
  long pid() {
    return process
        .descendants()
        .filter(ServerProcess::isJava)
        .findFirst()
        .orElse(process.toHandle())
        .pid();
  }

  private static boolean isJava(ProcessHandle handle) {
    return handle.info().command().filter(name -> name.contains("java")).isPresent();
  }

  /**
   * Closes its standard input, and waits for its end.
   *
   * @return whether it has ended without being told by a signal
   */
  boolean endsByItself() throws IOException {
    process.getOutputStream().close();
    try {
      return process.waitFor(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Stops it, at once if it does not stop by itself, and waits for its end. */
  @Override
  public void close() {
    List<ProcessHandle> children = process.descendants().toList();
    children.forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
        kill();
        process.waitFor();
      }
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
    }
    children.forEach(ProcessHandle::destroyForcibly);
    Runtime.getRuntime().removeShutdownHook(stopWithThisJvm);
  }

  private void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
