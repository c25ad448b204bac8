package io.nearfar.internal.far.embedded;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The program {@code redis-server}: bundled in a jar, or installed on this machine. Immutable. */
public final class RedisBinary {
  /** Of the bundled program; part of its name in the jar. */
  private static final String VERSION = "7.0.15";

  private static final String PROGRAM = "redis-server";
  private static final Pattern BUNDLED =
      Pattern.compile("linux-(amd64|arm64|386)|darwin-(amd64|arm64)");

  private final @Nullable URL resource;
  private final @Nullable Path installed;

  private RedisBinary(@Nullable URL resource, @Nullable Path installed) {
    this.resource = resource;
    this.installed = installed;
  }

  /**
   * Looks for the program on the class path, then on the PATH.
   *
   * @param loader where the application's jars are; the class loader of Nearfar is asked next
   * @throws IllegalStateException if there is none; says what to add
   */
  public static RedisBinary find(ClassLoader loader) {
    return find(loader, platform(), System.getenv("PATH"));
  }

  static RedisBinary find(ClassLoader loader, String platform, @Nullable String path) {
    String name = PROGRAM + "-" + VERSION + "-" + platform;
    URL bundled = loader.getResource(name);
    ClassLoader own = RedisBinary.class.getClassLoader();
    if (bundled == null && own != null) {
      bundled = own.getResource(name);
    }
    if (bundled != null) {
      return new RedisBinary(bundled, null);
    }
    Path installed = onPath(path == null ? "" : path);
    if (installed != null) {
      return new RedisBinary(null, installed);
    }
    throw EmbeddedRedisMessages.noBinary(platform);
  }

  /** Whether a program for this machine is bundled, given the dependency. */
  public static boolean isBundled() {
    return BUNDLED.matcher(platform()).matches();
  }

  private static String platform() {
    return platform(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
  }

  static String platform(String os, String arch) {
    String system = os.toLowerCase(Locale.ROOT).replace(' ', '-');
    String family = system.startsWith("mac") ? "darwin" : system;
    return family
        + "-"
        + switch (arch.toLowerCase(Locale.ROOT)) {
          case "x86_64", "x64" -> "amd64";
          case "aarch64" -> "arm64";
          case "x86", "i386", "i486", "i586", "i686" -> "386";
          default -> arch.toLowerCase(Locale.ROOT);
        };
  }

  private static @Nullable Path onPath(String path) {
    for (String directory : path.split(Pattern.quote(File.pathSeparator), -1)) {
      try {
        Path candidate = Path.of(directory, PROGRAM);
        // An empty or relative part of the PATH means the working directory: whoever fills that
        // would choose what we run.
        if (candidate.isAbsolute() && Files.isRegularFile(candidate)) {
          if (Files.isExecutable(candidate)) {
            return candidate;
          }
        }
      } catch (InvalidPathException ignored) {
        // A part of the PATH that this file system can't name holds no program either.
      }
    }
    return null;
  }

  /**
   * Makes the program runnable.
   *
   * @param directory gets a copy if it is bundled; only its owner may write to it
   * @return what to run
   * @throws IllegalStateException if it can't be written
   */
  public Path install(Path directory) {
    if (resource == null) {
      return Objects.requireNonNull(installed);
    }
    Path program = directory.resolve(PROGRAM);
    try {
      URLConnection connection = resource.openConnection();
      // The cache would keep the jar of an application open after its undeployment.
      connection.setUseCaches(false);
      try (InputStream in = connection.getInputStream()) {
        Files.copy(in, program);
      }
      if (!program.toFile().setExecutable(/* executable= */ true, /* ownerOnly= */ true)) {
        throw new IOException("The program can't be made executable.");
      }
    } catch (IOException e) {
      throw EmbeddedRedisMessages.noDirectory(e);
    }
    return program;
  }
}
