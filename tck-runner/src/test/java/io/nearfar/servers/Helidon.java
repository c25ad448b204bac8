package io.nearfar.servers;

import io.nearfar.servers.inside.HelidonMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Helidon MP, which knows no archives: libraries and application are one class path. */
final class Helidon {

  private Helidon() {}

  /** Starts a JVM that waits for the command to begin. */
  static AppServer start(Launch launch) throws IOException {
    FreePort port = FreePort.find();
    List<Path> application = ProbeWar.unpack(launch.war(), launch.work());
    Stream<Path> helidon =
        Files.readAllLines(launch.home().resolve("class-path.txt")).stream().map(Path::of);
    List<String> command =
        launch.java(
            "-Dserver.host=127.0.0.1",
            "-Dserver.port=" + port,
            // It refuses every class to every ObjectInputStream of the JVM, and so to JMX.
            "-Dhelidon.serialFilter.pattern=java.**;javax.**");
    command.addAll(
        List.of(
            "-cp",
            launch.classPath(Stream.concat(application.stream(), helidon)),
            HelidonMain.class.getName()));
    // Only an Application that is a bean is seen; without one, resources are at the root.
    return new CommandedServer(ServerProcess.start(launch, command), port.root(), "");
  }
}
