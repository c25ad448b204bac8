package io.nearfar.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** GlassFish as it is distributed, with a domain of its own. */
final class GlassFish {
  private static final String DOMAIN = "domain1";

  /**
   * Its own MBean server comes too late for whoever attaches: JMX is to be there from the start.
   */
  private static final String JVM_OPTIONS =
      "<jvm-options>-Dcom.sun.management.jmxremote</jvm-options>"
          + "<jvm-options>-XX:SoftRefLRUPolicyMSPerMB=0</jvm-options>";

  /** HTTPS and administration. */
  private static final List<Integer> OTHER_LISTENERS = List.of(8181, 4848);

  /** IIOP and JMX. */
  private static final List<Integer> OTHER_PORTS = List.of(3700, 3820, 3920, 8686);

  private GlassFish() {}

  static AppServer start(Launch launch) throws IOException {
    FreePort port = FreePort.find();
    Path home = launch.onlyDirectory();
    Path domains = launch.work().resolve("domains");
    Path domain = domains.resolve(DOMAIN);
    ConfigFile.copyDirectory(home.resolve("glassfish/domains").resolve(DOMAIN), domain);
    ConfigFile settings =
        new ConfigFile(domain.resolve("config/domain.xml"))
            .replace("(<java-config [^>]*>)", "$1" + JVM_OPTIONS)
            .replace("address=\"0\\.0\\.0\\.0\"", "address=\"127.0.0.1\"")
            .replace(
                "<network-listener port=\"8080\"",
                "<network-listener address=\"127.0.0.1\" port=\"" + port + '"');
    for (int other : OTHER_LISTENERS) {
      settings.replace(
          "<network-listener port=\"" + other + '"',
          "<network-listener address=\"127.0.0.1\" port=\"" + FreePort.find() + '"');
    }
    for (int other : OTHER_PORTS) {
      settings.replace("port=\"" + other + '"', "port=\"" + FreePort.find() + '"');
    }
    settings.write();
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
