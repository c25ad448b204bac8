package io.nearfar.examples.catalogue;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
      Path output = profile.resolve("page.html");
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
              .redirectError(profile.resolve("errors.log").toFile())
              .start();
      try {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          throw new AssertionError("The browser does not end, see " + profile);
        }
      } finally {
        process.destroyForcibly();
      }
      return Files.readString(output, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
