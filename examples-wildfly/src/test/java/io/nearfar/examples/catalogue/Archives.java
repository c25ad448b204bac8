package io.nearfar.examples.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Makes archives with the application of {@code io.nearfar.examples.probe}, and one with that of
 * {@code io.nearfar.examples.rows}.
 */
final class Archives {
  private static final String PROBE = "io/nearfar/examples/probe";
  private static final String ROWS = "io/nearfar/examples/rows";
  private static final String BEANS =
      "<beans xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" bean-discovery-mode=\"annotated\"/>";

  private static final String SETTINGS =
      """
      nearfar:
        far:
          url: "${CATALOGUE_REDIS}"
          namespace: %s
        defaults:
          topology: %s
      """;

  /** Nothing that says whose the data are. */
  private static final String SETTINGS_OF_ANYBODY =
      """
      nearfar:
        far:
          url: "${CATALOGUE_REDIS}"
        defaults:
          topology: near-far
          statistics: true
          management: true
      """;

  private final Path directory;

  Archives(Path directory) {
    this.directory = directory;
  }

  /** The web application with the rows, which keeps near copies. */
  Path rows() throws IOException {
    Path file = directory.resolve("rows.war");
    try (FileSystem war = create(file)) {
      Path target = war.getPath("WEB-INF/classes");
      copyClasses(ROWS, target, any -> true);
      Files.writeString(target.resolve("nearfar.yaml"), settings("rows", "near-far"));
      Files.writeString(war.getPath("WEB-INF/beans.xml"), BEANS);
      copyLibraries(war.getPath("WEB-INF/lib"));
    }
    return file;
  }

  /** A web application with the libraries inside. */
  Path war(String name) throws IOException {
    return war(name, "WEB-INF/lib", settings(name), file -> true);
  }

  /** The same, with copies near, and without a namespace of its own. */
  Path warOfAnybody(String name) throws IOException {
    return war(name, "WEB-INF/lib", SETTINGS_OF_ANYBODY, file -> true);
  }

  /** A web application that finds the libraries around it. */
  Path bareWar(String name) throws IOException {
    return war(name, /* libraries= */ "", settings(name), file -> true);
  }

  /** The same, with copies near, and without a namespace of its own. */
  Path bareWarOfAnybody(String name) throws IOException {
    return war(name, /* libraries= */ "", SETTINGS_OF_ANYBODY, file -> true);
  }

  /** A web application that also finds {@link #beans} around it. */
  Path warWithoutBeans(String name) throws IOException {
    return war(name, /* libraries= */ "", settings(name), file -> !isBean(file));
  }

  /** A library with the beans. */
  Path beans() throws IOException {
    Path file = directory.resolve("beans.jar");
    try (FileSystem jar = create(file)) {
      copyProbe(jar.getPath("/"), Archives::isBean);
      Files.writeString(jar.getPath("nearfar.yaml"), settings("beans"));
      Files.createDirectories(jar.getPath("META-INF"));
      Files.writeString(jar.getPath("META-INF/beans.xml"), BEANS);
    }
    return file;
  }

  /** In Redis, where values are decoded with the class loader of the manager. */
  private String settings(String name) {
    return settings(name, "far");
  }

  /** What Redis keeps of one test is nothing to the next. */
  private String settings(String name, String topology) {
    return SETTINGS.formatted(name + '-' + directory.getFileName(), topology);
  }

  private static boolean isBean(Path file) {
    String name = file.getFileName().toString();
    return name.equals("Answer.class") || name.equals("Answers.class");
  }

  private Path war(String name, String libraries, String settings, Predicate<Path> classes)
      throws IOException {
    Path file = directory.resolve(name + ".war");
    try (FileSystem war = create(file)) {
      Path target = war.getPath("WEB-INF/classes");
      copyProbe(target, classes);
      Files.writeString(target.resolve("nearfar.yaml"), settings);
      Files.writeString(war.getPath("WEB-INF/beans.xml"), BEANS);
      if (!libraries.isEmpty()) {
        copyLibraries(war.getPath(libraries));
      }
    }
    return file;
  }

  /** An application of some modules, with the libraries around them, and some more. */
  Path ear(String name, List<Path> modules, Path... more) throws IOException {
    Path file = bareEar(name, modules);
    try (FileSystem ear = FileSystems.newFileSystem(file)) {
      Path lib = ear.getPath("lib");
      copyLibraries(lib);
      for (Path library : more) {
        Files.copy(library, lib.resolve(library.getFileName().toString()));
      }
    }
    return file;
  }

  /** An application of some modules that bring their libraries. */
  Path bareEar(String name, List<Path> modules) throws IOException {
    Path file = directory.resolve(name + ".ear");
    try (FileSystem ear = create(file)) {
      for (Path module : modules) {
        Files.copy(module, ear.getPath(module.getFileName().toString()));
      }
    }
    return file;
  }

  private static FileSystem create(Path file) throws IOException {
    return FileSystems.newFileSystem(URI.create("jar:" + file.toUri()), Map.of("create", "true"));
  }

  private static void copyProbe(Path classes, Predicate<Path> wanted) throws IOException {
    copyClasses(PROBE, classes, wanted);
  }

  private static void copyClasses(String directory, Path classes, Predicate<Path> wanted)
      throws IOException {
    Path target = Files.createDirectories(classes.resolve(directory));
    try (Stream<Path> files = Files.list(BuildOutput.testClasses().resolve(directory))) {
      for (Path file : files.filter(wanted).toList()) {
        Files.copy(file, target.resolve(file.getFileName().toString()));
      }
    }
  }

  /** Those of the catalogue. */
  private static void copyLibraries(Path target) throws IOException {
    Files.createDirectories(target);
    try (FileSystem catalogue = FileSystems.newFileSystem(BuildOutput.war());
        Stream<Path> files = Files.list(catalogue.getPath("WEB-INF/lib"))) {
      for (Path file : files.toList()) {
        try (InputStream content = Files.newInputStream(file)) {
          Files.copy(content, target.resolve(file.getFileName().toString()));
        }
      }
    }
  }
}
