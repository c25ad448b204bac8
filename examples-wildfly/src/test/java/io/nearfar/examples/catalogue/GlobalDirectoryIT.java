package io.nearfar.examples.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Nearfar in a directory of which all applications have the jars. */
class GlobalDirectoryIT extends InServerKit {
  GlobalDirectoryIT() {
    super("directory");
  }

  @Override
  void install(WildFlyServer server) throws IOException {
    Path directory = Files.createDirectories(server.data().resolve("nearfar"));
    Files.copy(BuildOutput.allJar(), directory.resolve("nearfar-all.jar"));
    server.runCommands(Handbook.lines("directory"));
  }
}
