package io.nearfar.servers;

import io.nearfar.NearfarCachingProvider;
import io.nearfar.cdi.CacheName;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.cache.CacheManager;

/** Makes the web applications. */
final class ProbeWar {
  private static final String PACKAGES = "io/nearfar/servers";
  private static final String BEANS =
      "<beans xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" bean-discovery-mode=\"annotated\"/>";

  private static final String SETTINGS =
      """
      nearfar:
        far:
          url: "%s"
          namespace: %s
        defaults:
          topology: near-far
          statistics: true
          management: true
      """;

  private ProbeWar() {}

  /**
   * Makes the one that is looked at: its classes, and three jars in {@code WEB-INF/lib}.
   *
   * @param redisUrl where it caches
   * @param namespace sets what it caches apart from what others do
   * @return the archive, {@code probe.war}
   */
  static Path create(Path directory, String redisUrl, String namespace) throws IOException {
    Path file = Files.createDirectories(directory).resolve("probe.war");
    try (FileSystem war = create(file)) {
      Path classes = addClasses(war, "probe");
      Files.writeString(classes.resolve("nearfar.yaml"), SETTINGS.formatted(redisUrl, namespace));
      Path lib = Files.createDirectories(war.getPath("WEB-INF/lib"));
      for (Path jar : jars()) {
        Files.copy(jar, lib.resolve(jar.getFileName().toString()));
      }
    }
    return file;
  }

  /** Makes the one without Nearfar, {@code plain.war}. */
  static Path createPlain(Path directory) throws IOException {
    Path file = Files.createDirectories(directory).resolve("plain.war");
    try (FileSystem war = create(file)) {
      addClasses(war, "plain");
    }
    return file;
  }

  private static FileSystem create(Path file) throws IOException {
    return FileSystems.newFileSystem(URI.create("jar:" + file.toUri()), Map.of("create", "true"));
  }

  private static Path addClasses(FileSystem war, String name) throws IOException {
    Path classes = war.getPath("WEB-INF/classes");
    Path own = classes.resolve(PACKAGES).resolve(name);
    copyAll(BuildOutput.testClasses().resolve(PACKAGES).resolve(name), own);
    // Where it is found both in a web application and on a class path.
    Files.createDirectories(classes.resolve("META-INF"));
    Files.writeString(classes.resolve("META-INF/beans.xml"), BEANS);
    return classes;
  }

  private static List<Path> jars() {
    return Stream.of(CacheManager.class, NearfarCachingProvider.class, CacheName.class)
        .map(BuildOutput::jarOf)
        .toList();
  }

  private static void copyAll(Path source, Path target) throws IOException {
    Files.createDirectories(target);
    try (Stream<Path> files = Files.list(source)) {
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(file.getFileName().toString()));
      }
    }
  }

  /** Unpacks it; returns what a class path with it has: the classes, and each jar. */
  static List<Path> unpack(Path file, Path directory) throws IOException {
    try (FileSystem war = FileSystems.newFileSystem(file);
        Stream<Path> paths = Files.walk(war.getPath("/WEB-INF"))) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        Path target = directory.resolve(path.toString().substring(1));
        Files.createDirectories(target.getParent());
        try (InputStream content = Files.newInputStream(path)) {
          Files.copy(content, target);
        }
      }
    }
    try (Stream<Path> jars = Files.list(directory.resolve("WEB-INF/lib"))) {
      return Stream.concat(Stream.of(directory.resolve("WEB-INF/classes")), jars.sorted()).toList();
    }
  }
}
