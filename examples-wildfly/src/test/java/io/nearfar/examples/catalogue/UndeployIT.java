package io.nearfar.examples.catalogue;

import static io.nearfar.examples.catalogue.BuildOutput.war;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Undeploying the application leaves nothing of Nearfar in the server, again and again. */
@ExtendWith(WildFlyExtension.class)
class UndeployIT {

  private static final Duration COLLECTED_WITHIN = Duration.ofMinutes(2);

  @Test
  void undeploy_leavesNothing_redeploy_worksAgain(WildFlyServer server)
      throws IOException, JMException {
    CatalogueClient client = new CatalogueClient(server);
    try (JMXConnector jmx = server.jmx()) {
      MBeanServerConnection connection = jmx.getMBeanServerConnection();
      for (int round = 1; round <= 2; round++) {
        server.deploy(war());
        try {
          client.read("api/products/2001");
          client.read("api/products?category=garden-tools");
          client.read("api/reports/revenue-by-category");
          assertThat(client.queriesOf(() -> client.read("api/products/2001"))).isZero();
          assertThat(beans(connection))
              .as("MBeans, round %d", round)
              .hasSizeGreaterThanOrEqualTo(6);
          assertThat(classes(connection)).as("classes, round %d", round).isNotEmpty();
        } finally {
          server.undeploy(war());
        }
        assertThat(beans(connection)).as("MBeans left, round %d", round).isEmpty();
        assertThat(threads(connection)).as("threads left, round %d", round).isEmpty();
        await("classes to be unloaded, round " + round)
            .atMost(COLLECTED_WITHIN)
            .pollInterval(Duration.ofSeconds(1))
            .untilAsserted(
                () -> {
                  assertThat(classes(connection)).isEmpty();
                });
      }
    }
  }

  private static List<ObjectName> beans(MBeanServerConnection connection)
      throws IOException, JMException {
    Set<ObjectName> jcache = connection.queryNames(new ObjectName("javax.cache:*"), null);
    Set<ObjectName> nearfar = connection.queryNames(new ObjectName("io.nearfar*:*"), null);
    return Stream.concat(jcache.stream(), nearfar.stream()).toList();
  }

  private static List<String> threads(MBeanServerConnection connection) throws IOException {
    ThreadMXBean threads =
        ManagementFactory.newPlatformMXBeanProxy(
            connection, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
    return Stream.of(threads.dumpAllThreads(false, false))
        .map(ThreadInfo::getThreadName)
        .filter(name -> name.startsWith("nearfar-"))
        .toList();
  }

  /**
   * The classes of Nearfar and of the application that the server still has. The JVM lists the
   * classes of each live class loader, so an empty answer means that the loaders are gone too.
   */
  private static List<String> classes(MBeanServerConnection connection)
      throws IOException, JMException {
    ObjectName diagnostics = new ObjectName("com.sun.management:type=DiagnosticCommand");
    connection.invoke(diagnostics, "gcRun", null, null);
    String loaders =
        (String)
            connection.invoke(
                diagnostics,
                "vmClassloaders",
                new Object[] {new String[] {"show-classes"}},
                new String[] {String[].class.getName()});
    return loaders
        .lines()
        .filter(line -> line.contains("io.nearfar.") || line.contains("javax.cache."))
        .map(String::strip)
        .toList();
  }
}
