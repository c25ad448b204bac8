package io.nearfar.servers;

import io.nearfar.tck.Jdk;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a server is started with.
 *
 * @param home where the build has put it
 * @param work an empty directory for its files
 * @param jdk on which it runs
 * @param war the application, for a server that has it on its class path
 */
record Launch(Path home, Path work, Jdk jdk, Path war) {
  private static final String INSIDE = "io/nearfar/servers/inside";

  /** The beginning of the command: Java, and the options that all servers get. */
  List<String> java(String... options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                jdk.launcher().toString(),
                "-Xmx512m",
                // Soft references would keep the class loader of an application for a while.
                "-XX:SoftRefLRUPolicyMSPerMB=0",
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + work));
    command.addAll(Arrays.asList(options));
    return command;
  }

  /** The only directory in the home: archives of servers have one that is named by the version. */
  Path onlyDirectory() throws IOException {
    try (Stream<Path> children = Files.list(home)) {
      List<Path> directories = children.filter(Files::isDirectory).toList();
      if (directories.size() != 1) {
        throw new IllegalStateException("One directory expected in " + home + ": " + directories);
      }
      return directories.get(0);
    }
  }

  /**
   * Makes a class path with a main class of {@code inside}, and nothing else of this module: the
   * server, and with it the application, would see the classes of the tests.
   */
  String classPath(Stream<Path> more) throws IOException {
    Path classes = work.resolve("launcher");
    Path target = Files.createDirectories(classes.resolve(INSIDE));
    try (Stream<Path> files = Files.list(BuildOutput.testClasses().resolve(INSIDE))) {
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(file.getFileName()));
      }
    }
    return Stream.concat(Stream.of(classes), more)
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }
}
