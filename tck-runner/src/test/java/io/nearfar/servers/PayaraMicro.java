package io.nearfar.servers;

import io.nearfar.servers.inside.PayaraMicroMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Payara Micro, which has no directory to drop applications into: its API deploys them. */
final class PayaraMicro {
  private static final String ADDRESS =
      "set configs.config.server-config.network-config.network-listeners"
          + ".network-listener.http-listener.address=127.0.0.1";

  private PayaraMicro() {}

  static AppServer start(Launch launch) throws IOException {
    FreePort port = FreePort.find();
    Path jar = launch.home().resolve("payara-micro.jar");
    Path commands = Files.writeString(launch.work().resolve("preboot.txt"), ADDRESS + '\n');
    List<String> command = launch.java(JarOptions.of(jar));
    command.addAll(
        List.of(
            "-cp",
            launch.classPath(Stream.of(jar)),
            PayaraMicroMain.class.getName(),
            "--nocluster",
            "--port",
            port.toString(),
            "--rootdir",
            launch.work().resolve("root").toString(),
            "--prebootcommandfile",
            commands.toString()));
    ServerProcess process = ServerProcess.start(launch, command).awaitAnswer(port.root());
    return new CommandedServer(process, port.root());
  }
}
