package io.nearfar.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Open Liberty with Jakarta EE 10 Web Profile, and a user directory of its own. */
final class OpenLiberty {
  private static final String SETTINGS =
      """
      <server>
        <featureManager><feature>webProfile-10.0</feature></featureManager>
        <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="%s" httpsPort="-1"/>
        <applicationMonitor pollingRate="500ms"/>
      </server>
      """;

  private OpenLiberty() {}

  static AppServer start(Launch launch) throws IOException {
    FreePort port = FreePort.find();
    Path home = launch.onlyDirectory();
    Path server = Files.createDirectories(launch.work().resolve("usr/servers/probe"));
    Files.writeString(server.resolve("server.xml"), SETTINGS.formatted(port));
    Files.writeString(server.resolve("bootstrap.properties"), "command.port=-1\n");
    Path applications = Files.createDirectories(server.resolve("dropins"));
    List<String> command =
        launch.java(
            // Its own MBean server can't be made by whoever attaches: JMX is there from the start.
            "-Dcom.sun.management.jmxremote",
            "-javaagent:" + home.resolve("bin/tools/ws-javaagent.jar"),
            "@" + home.resolve("lib/platform/java/java9.options"),
            "-jar",
            home.resolve("bin/tools/ws-server.jar").toString(),
            "probe");
    ServerProcess process =
        ServerProcess.start(
                launch,
                command,
                Map.of(
                    "WLP_USER_DIR",
                    launch.work().resolve("usr").toString(),
                    "WLP_OUTPUT_DIR",
                    launch.work().resolve("output").toString()))
            .awaitAnswer(port.root());
    return new DroppingServer(process, applications, port.root());
  }
}
