package io.nearfar.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** GlassFish as it is distributed, with a domain of its own. */
final class GlassFish {
  private static final String DOMAIN = "domain1";

  private GlassFish() {}

  static AppServer start(Launch launch) throws IOException {
    FreePort port = FreePort.find();
    Path home = launch.onlyDirectory();
    Path domains = launch.work().resolve("domains");
    Path domain = domains.resolve(DOMAIN);
    ConfigFile.copyDirectory(home.resolve("glassfish/domains").resolve(DOMAIN), domain);
    new ConfigFile(domain.resolve("config/domain.xml"))
        .replace("address=\"0\\.0\\.0\\.0\"", "address=\"127.0.0.1\"")
        .replace(
            "(<network-listener [^>]*)port=\"8080\"",
            "$1address=\"127.0.0.1\" port=\"" + port + '"')
        .write();
    List<String> command =
        List.of(
            home.resolve("bin/asadmin").toString(),
            "start-domain",
            "--verbose",
            "--domaindir",
            domains.toString(),
            DOMAIN);
    String java = launch.jdk().launcher().getParent().getParent().toString();
    ServerProcess process =
        ServerProcess.start(launch, command, Map.of("AS_JAVA", java, "JAVA_HOME", java))
            .awaitAnswer(port.root());
    return new DroppingServer(process, domain.resolve("autodeploy"), port.root());
  }
}
