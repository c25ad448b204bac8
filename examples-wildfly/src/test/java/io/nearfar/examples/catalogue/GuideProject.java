package io.nearfar.examples.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.testing.RedisServer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A project that somebody has pasted from a {@link Guide}. It is built by the compiler, with the
 * libraries that the catalogue has: its POM is not used.
 */
final class GuideProject {
  private final Path directory;
  private final Path libraries;
  private final Path classes;

  private GuideProject(Path directory, Path libraries, Path classes) {
    this.directory = directory;
    this.libraries = libraries;
    this.classes = classes;
  }

  /** Writes the files, copies the libraries of the catalogue, and compiles. */
  static GuideProject build(Path directory, Guide... sections) throws Exception {
    for (Guide section : sections) {
      for (Map.Entry<String, String> file : section.files().entrySet()) {
        Path path = directory.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue());
      }
    }
    GuideProject project =
        new GuideProject(
            directory,
            Files.createDirectories(directory.resolve("lib")),
            Files.createDirectories(directory.resolve("classes")));
    project.copyLibraries();
    project.compile();
    project.copyResources();
    return project;
  }

  private void copyLibraries() throws IOException {
    try (FileSystem war = FileSystems.newFileSystem(BuildOutput.war());
        Stream<Path> files = Files.list(war.getPath("WEB-INF/lib"))) {
      for (Path file : files.toList()) {
        Files.copy(file, libraries.resolve(file.getFileName().toString()));
      }
    }
  }

  private void compile() throws Exception {
    List<Path> classPath = new ArrayList<>(jars());
    for (Class<?> api : List.of(ApplicationScoped.class, Inject.class, GET.class)) {
      classPath.add(jarOf(api));
    }
    StringWriter messages = new StringWriter();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  messages,
                  files,
                  /* diagnosticListener= */ null,
                  List.of("-d", classes.toString(), "-cp", joined(classPath), "--release", "17"),
                  /* classes= */ null,
                  files.getJavaFileObjectsFromPaths(sources()))
              .call();
      assertThat(compiled).as(messages.toString()).isTrue();
    }
  }

  private List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  private void copyResources() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(path -> path.endsWith("nearfar.yaml")).toList()) {
        Files.copy(file, classes.resolve("nearfar.yaml"));
      }
    }
  }

  private List<Path> jars() throws IOException {
    try (Stream<Path> files = Files.list(libraries)) {
      return files.toList();
    }
  }

  private static Path jarOf(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static String joined(List<Path> paths) {
    return paths.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  /**
   * Starts a program.
   *
   * @param redis where it has what {@code REDIS_URL} names
   * @param output where what it prints goes; what it logs goes into a file beside
   */
  Process run(RedisServer redis, Path output, String... mainAndArguments) throws IOException {
    List<Path> classPath = new ArrayList<>(jars());
    classPath.add(classes);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // One second is short for the first command of a JVM, if the machine is busy.
    command.addAll(List.of("-Dnearfar.far.timeout=1m", "-cp", joined(classPath)));
    command.addAll(List.of(mainAndArguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(output.resolveSibling(output.getFileName() + ".log").toFile());
    builder.environment().put("REDIS_URL", redis.url());
    return builder.start();
  }

  /** Packs the classes and libraries into an application for a server. */
  Path war(String name, RedisServer redis) throws IOException {
    Path file = directory.resolve(name);
    // The servers of the tests have no such variable.
    Path settings = classes.resolve("nearfar.yaml");
    String text = Files.readString(settings);
    assertThat(text).contains("embedded:6390");
    Files.writeString(settings, text.replace("embedded:6390", redis.url()));
    try (FileSystem war =
            FileSystems.newFileSystem(URI.create("jar:" + file.toUri()), Map.of("create", "true"));
        Stream<Path> files = Files.walk(classes)) {
      for (Path from : files.filter(Files::isRegularFile).toList()) {
        copy(from, war.getPath("WEB-INF/classes", classes.relativize(from).toString()));
      }
      for (Path jar : jars()) {
        copy(jar, war.getPath("WEB-INF/lib", jar.getFileName().toString()));
      }
    }
    return file;
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.copy(from, to);
  }
}
