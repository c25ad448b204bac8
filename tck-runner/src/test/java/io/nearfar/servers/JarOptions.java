package io.nearfar.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * The options that {@code java -jar} would take from the manifest of a jar, for a jar that is
 * started with another main class.
 */
final class JarOptions {

  private JarOptions() {}

  static String[] of(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      Attributes manifest = file.getManifest().getMainAttributes();
      List<String> options = new ArrayList<>();
      add(options, "--add-exports", manifest.getValue("Add-Exports"));
      add(options, "--add-opens", manifest.getValue("Add-Opens"));
      return options.toArray(String[]::new);
    }
  }

  private static void add(List<String> options, String option, @Nullable String packages) {
    if (packages != null) {
      for (String name : packages.strip().split("\\s+")) {
        options.add(option + '=' + name + "=ALL-UNNAMED");
      }
    }
  }
}
