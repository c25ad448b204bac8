package io.nearfar.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Versions of Redis and Valkey that are not bundled, run by Docker where it is there; elsewhere the
 * test is skipped. Uses the {@code docker} command and no library.
 *
 * <pre>{@code
 * @Tag("docker")
 * @ParameterizedTest
 * @MethodSource("io.nearfar.testing.RedisImages#names")
 * void put_everyVersion(String image) {
 *   try (RedisContainer redis = RedisImages.start(image)) { ... }
 * }
 * }</pre>
 *
 * Thread-safe.
 */
public final class RedisImages {
  private static final Duration ANSWER = Duration.ofSeconds(20);

  /** Long enough to fetch an image. */
  private static final Duration START = Duration.ofMinutes(5);

  /** Asked once. */
  private static final class Engine {
    static final boolean ANSWERS =
        run(ANSWER, "docker", "version", "--format", "{{.Server.Version}}").succeeded();

    private Engine() {}
  }

  /**
   * How a command ended.
   *
   * @param output what it said, errors too
   */
  record Outcome(boolean succeeded, String output) {}

  private RedisImages() {}

  /** The images that Nearfar is tested with: the oldest and the newest, of Redis and of Valkey. */
  public static Stream<String> names() {
    return Stream.of("redis:6.2", "redis:7.4", "redis:8", "valkey/valkey:8", "valkey/valkey:9");
  }

  /** Whether a Docker engine answers. */
  public static boolean available() {
    return Engine.ANSWERS;
  }

  /**
   * Starts a server and waits until it answers; fetches the image first, if it is not there. Skips
   * the test if no Docker engine answers, or the image can't be had.
   *
   * @param image one of {@link #names()}, or another whose entry point is a server
   * @param arguments of the server, such as {@code --maxmemory 10mb}
   * @return to be closed
   */
  public static RedisContainer start(String image, String... arguments) {
    Assumptions.assumeTrue(available(), "Needs Docker, and no engine answers here.");
    // Fetched apart from the start: a registry that is away skips the test, a server that does not
    // start fails it.
    if (!run(ANSWER, "docker", "image", "inspect", image).succeeded()) {
      Outcome pull = run(START, "docker", "pull", "--quiet", image);
      Assumptions.assumeTrue(
          pull.succeeded(), () -> "Needs the image " + image + ": " + pull.output());
    }
    List<String> command =
        new ArrayList<>(
            List.of("docker", "run", "--detach", "--rm", "--publish", "127.0.0.1::6379", image));
    command.addAll(Arrays.asList(arguments));
    Outcome started = run(START, command.toArray(String[]::new));
    if (!started.succeeded()) {
      throw new IllegalStateException(image + " was not started: " + started.output());
    }
    return RedisContainer.started(image, started.output().lines().reduce("", (a, b) -> b));
  }

  /** Runs a command; that it can't be run is an outcome too. */
  static Outcome run(Duration patience, String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> read(process));
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        return new Outcome(false, "no answer in " + patience);
      }
      return new Outcome(process.exitValue() == 0, output.join().strip());
    } catch (IOException e) {
      return new Outcome(false, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome(false, "interrupted");
    }
  }

  private static String read(Process process) {
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
