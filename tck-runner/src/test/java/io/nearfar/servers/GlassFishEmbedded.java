package io.nearfar.servers;

import io.nearfar.servers.inside.GlassFishMain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** GlassFish in one jar. */
final class GlassFishEmbedded {

  private GlassFishEmbedded() {}

  static AppServer start(Launch launch) throws IOException {
    FreePort port = FreePort.find();
    Path jar = launch.home().resolve("glassfish-embedded-all.jar");
    List<String> command = launch.java(JarOptions.of(jar));
    command.addAll(
        List.of(
            "-cp",
            launch.classPath(Stream.of(jar)),
            GlassFishMain.class.getName(),
            port.toString()));
    ServerProcess process = ServerProcess.start(launch, command).awaitAnswer(port.root());
    return new CommandedServer(process, port.root());
  }
}
