package io.nearfar.jar;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;

/** A jar that this build would publish, and the files in it. */
final class PublishedJar {
  /** The provider with its libraries; set by the build, as the next ones. */
  static final Path PATH = Path.of(System.getProperty("nearfar.jar"));

  /** The provider without them. */
  static final Path THIN = Path.of(System.getProperty("nearfar.thin.jar"));

  private static final Instant TIMESTAMP = Instant.parse(System.getProperty("nearfar.timestamp"));

  private static final Pattern VERSIONS = Pattern.compile("^META-INF/versions/\\d+/");

  private final Path path;
  private final Map<String, byte[]> files = new TreeMap<>();
  private final Map<String, LocalDateTime> times = new TreeMap<>();
  private final Manifest manifest;

  PublishedJar(Path path) {
    this.path = path;
    try (JarFile jar = new JarFile(path.toFile())) {
      manifest = jar.getManifest();
      jar.stream().forEach(entry -> times.put(entry.getName(), entry.getTimeLocal()));
      for (ZipEntry entry : jar.stream().filter(entry -> !entry.isDirectory()).toList()) {
        try (InputStream in = jar.getInputStream(entry)) {
          files.put(entry.getName(), in.readAllBytes());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The main attribute of the manifest; null if there is none. */
  String attribute(String name) {
    return manifest.getMainAttributes().getValue(name);
  }

  /** The names of the manifest's main attributes. */
  Set<String> attributes() {
    return manifest.getMainAttributes().keySet().stream()
        .map(Object::toString)
        .collect(Collectors.toSet());
  }

  /** When its entries, directories too, were made, as they say, by their names. */
  Map<String, LocalDateTime> times() {
    return times;
  }

  /** What entries that a build makes say in each build; those of libraries are older. */
  static LocalDateTime timestamp() {
    return LocalDateTime.ofInstant(TIMESTAMP, ZoneOffset.UTC);
  }

  /** All files, sorted by name. */
  List<String> names() {
    return List.copyOf(files.keySet());
  }

  /** The names of the files that are no class files. */
  List<String> resources() {
    return files.keySet().stream().filter(name -> !name.endsWith(".class")).toList();
  }

  /** The text of a file that is there. */
  String text(String name) {
    return new String(files.get(name), StandardCharsets.UTF_8);
  }

  /** The constants of each class, by its name as {@code io/nearfar/Name}. */
  Map<String, ClassConstants> classes() {
    Map<String, ClassConstants> classes = new TreeMap<>();
    files.forEach(
        (name, bytes) -> {
          if (name.endsWith(".class")) {
            String path = VERSIONS.matcher(name).replaceFirst("");
            classes.merge(
                path.substring(0, path.length() - ".class".length()),
                ClassConstants.of(bytes),
                ClassConstants::and);
          }
        });
    return classes;
  }

  /** How the jar begins, for tools that read it as a stream and want the manifest first. */
  boolean startsWithManifest() {
    try (JarInputStream in = new JarInputStream(Files.newInputStream(path))) {
      return in.getManifest() != null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
