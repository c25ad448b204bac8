package io.nearfar.jar;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;

/** The jar that this build would publish, and the files in it. */
final class PublishedJar {
  /** Set by the build. */
  static final Path PATH = Path.of(System.getProperty("nearfar.jar"));

  private static final Pattern VERSIONS = Pattern.compile("^META-INF/versions/\\d+/");

  private final Map<String, byte[]> files = new TreeMap<>();
  private final Manifest manifest;

  PublishedJar() {
    try (JarFile jar = new JarFile(PATH.toFile())) {
      manifest = jar.getManifest();
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
  static boolean startsWithManifest() {
    try (JarInputStream in = new JarInputStream(java.nio.file.Files.newInputStream(PATH))) {
      return in.getManifest() != null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
