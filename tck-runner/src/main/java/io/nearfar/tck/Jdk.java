package io.nearfar.tck;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * An installed JDK.
 *
 * @param launcher the {@code java} command, absolute
 * @param version as its {@code release} file says
 */
public record Jdk(Path launcher, Runtime.Version version) {

  private static final String COMMAND =
      System.getProperty("os.name", "").startsWith("Windows") ? "java.exe" : "java";

  /** The JDK of the running JVM. */
  public static Jdk current() {
    return new Jdk(launcherOf(Path.of(System.getProperty("java.home"))), Runtime.version());
  }

  /** Where the {@code java} command of a JDK home is. */
  static Path launcherOf(Path home) {
    return home.toAbsolutePath().normalize().resolve("bin").resolve(COMMAND);
  }

  /** The JDK in a directory, or nothing if the directory is not the home of one. */
  static Optional<Jdk> at(Path home) {
    Path launcher = launcherOf(home);
    Path release = home.resolve("release");
    if (!Files.isExecutable(launcher) || !Files.isRegularFile(release)) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(release)) {
      properties.load(reader);
      String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
      return Optional.of(new Jdk(launcher, Runtime.Version.parse(version)));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty(); // Not readable or older than the version scheme: of no use here.
    }
  }

  /** Whether the command starts: a JDK for another processor or C library does not. */
  public boolean starts() {
    try {
      Process process =
          new ProcessBuilder(launcher.toString(), "-version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
