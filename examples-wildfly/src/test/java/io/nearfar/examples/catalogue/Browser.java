package io.nearfar.examples.catalogue;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A browser of this machine, without a window. Nothing has to be downloaded for it, and nothing
 * understands the page as it does.
 */
final class Browser {

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final long PATIENCE_SECONDS = 120;

  private final Path program;

  private Browser(Path program) {
    this.program = program;
  }

  /** The first one on the path; without any, the test is skipped. */
  static Browser find() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator))
        .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Browser::new)
        .orElseGet(() -> abort("No Chromium or Chrome on the path"));
  }

  /** The elements of a page some time after its scripts began to run; HTML. */
  String open(URI page) {
    try {
      Path profile = Files.createTempDirectory("browser");
      try {
        return open(page, profile);
      } finally {
        delete(profile);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private String open(URI page, Path profile) throws IOException, InterruptedException {
    Path output = profile.resolve("page.html");
    Path errors = profile.resolve("errors.log");
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--headless",
                // Root, who runs tests in containers, has none.
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--user-data-dir=" + profile.resolve("profile"),
                // Of the page's clock, which stands still while an answer is on its way.
                "--virtual-time-budget=3000",
                "--dump-dom",
                page.toString())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("The browser does not end: " + Files.readString(errors));
      }
    } finally {
      end(process);
    }
    return Files.readString(output, StandardCharsets.UTF_8);
  }

  /** With its children, which else would go on writing into the profile. */
  private static void end(Process process) {
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(one -> one.onExit().join());
  }

  private static void delete(Path directory) {
    // Some of its children outlive it by a moment, and still write.
    await("the browser to leave " + directory)
        .atMost(Duration.ofSeconds(PATIENCE_SECONDS))
        .ignoreExceptionsInstanceOf(IOException.class)
        .ignoreExceptionsInstanceOf(UncheckedIOException.class)
        .until(
            () -> {
              try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                  Files.deleteIfExists(file);
                }
              }
              return Files.notExists(directory);
            });
  }
}
