package io.nearfar.servers;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** TomEE, with a base directory of its own. */
final class TomEe {

  private TomEe() {}

  static AppServer start(Launch launch) throws IOException {
    FreePort port = FreePort.find();
    Path home = launch.onlyDirectory();
    Path base = launch.work();
    for (String name : List.of("logs", "temp", "webapps", "work")) {
      Files.createDirectories(base.resolve(name));
    }
    ConfigFile.copyDirectory(home.resolve("conf"), base.resolve("conf"));
    new ConfigFile(base.resolve("conf/server.xml"))
        .replace("<Server port=\"8005\"", "<Server port=\"-1\"")
        .replace(
            "<Connector port=\"8080\"", "<Connector address=\"127.0.0.1\" port=\"" + port + "\"")
        // It looks for new and deleted applications as often as that, in seconds.
        .replace("<Engine ", "<Engine backgroundProcessorDelay=\"1\" ")
        .write();
    List<String> command =
        launch.java(
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.rmi/sun.rmi.transport=ALL-UNNAMED",
            "-Djava.util.logging.config.file=" + base.resolve("conf/logging.properties"),
            "-Djava.util.logging.manager=org.apache.juli.ClassLoaderLogManager",
            "-Dcatalina.home=" + home,
            "-Dcatalina.base=" + base);
    command.addAll(
        List.of(
            "-cp",
            home.resolve("bin/bootstrap.jar")
                + File.pathSeparator
                + home.resolve("bin/tomcat-juli.jar"),
            "org.apache.catalina.startup.Bootstrap",
            "start"));
    ServerProcess process = ServerProcess.start(launch, command).awaitAnswer(port.root());
    return new DroppingServer(process, base.resolve("webapps"), port.root());
  }
}
