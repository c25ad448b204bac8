package io.nearfar.examples.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.AfterAll;

/** Nearfar in a module that all applications have. */
class GlobalModuleIT extends InServerKit {
  private static final Path MODULE = BuildOutput.wildFly().resolve("modules/io/nearfar/main");
  private static final Path JAR = MODULE.resolve("nearfar-all.jar");
  private static final Path DESCRIPTION = MODULE.resolve("module.xml");

  GlobalModuleIT() {
    super("module");
  }

  @Override
  void install(WildFlyServer server) throws IOException {
    Files.createDirectories(MODULE);
    Files.copy(BuildOutput.allJar(), JAR, StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(DESCRIPTION, Handbook.block("module"));
    server.runCommands(Handbook.lines("global-module"));
  }

  /** The other servers of the tests have the directory in common. */
  @AfterAll
  static void remove() throws IOException {
    Files.deleteIfExists(DESCRIPTION);
    Files.deleteIfExists(JAR);
    Files.deleteIfExists(MODULE);
    Files.deleteIfExists(MODULE.getParent());
  }
}
