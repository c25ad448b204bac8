package io.nearfar.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Changes a server's own configuration file. */
final class ConfigFile {
  private final Path file;
  private String text;

  ConfigFile(Path file) throws IOException {
    this.file = file;
    this.text = Files.readString(file);
  }

  /**
   * Replaces what a regular expression finds.
   *
   * @throws IllegalStateException if it finds nothing: another version of the server looks
   *     otherwise
   */
  ConfigFile replace(String regex, String replacement) {
    Matcher matcher = Pattern.compile(regex).matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException("No " + regex + " in " + file);
    }
    text = matcher.replaceAll(replacement);
    return this;
  }

  void write() throws IOException {
    Files.writeString(file, text);
  }

  /** Copies a directory with all that is in it. */
  static void copyDirectory(Path source, Path target) throws IOException {
    try (Stream<Path> paths = Files.walk(source)) {
      for (Path path : paths.toList()) {
        Path copy = target.resolve(source.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(path, copy, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }
}
