package io.nearfar.examples.catalogue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;

/** What there is of Nearfar in the JVM of a server, seen through its JMX connector. */
final class JvmView implements AutoCloseable {
  private final JMXConnector connector;
  private final MBeanServerConnection connection;

  JvmView(WildFlyServer server) throws IOException {
    connector = server.jmx();
    connection = connector.getMBeanServerConnection();
  }

  /** The MBeans of the standard, and ours. */
  Set<ObjectName> beans() throws IOException, JMException {
    Set<ObjectName> beans = new TreeSet<>();
    beans.addAll(connection.queryNames(new ObjectName("javax.cache:*"), null));
    beans.addAll(connection.queryNames(new ObjectName("io.nearfar*:*"), null));
    return beans;
  }

  /** The names of the threads that Nearfar has started. */
  List<String> threads() throws IOException {
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
  List<String> classes() throws IOException, JMException {
    return loaders("show-classes")
        .filter(line -> line.contains("io.nearfar.") || line.contains("javax.cache."))
        .toList();
  }

  /** The live class loaders of a deployment. */
  List<String> loadersOf(String archive) throws IOException, JMException {
    return loaders().filter(line -> line.contains("\"deployment." + archive + "\"")).toList();
  }

  private Stream<String> loaders(String... options) throws IOException, JMException {
    ObjectName diagnostics = new ObjectName("com.sun.management:type=DiagnosticCommand");
    connection.invoke(diagnostics, "gcRun", null, null);
    String loaders =
        (String)
            connection.invoke(
                diagnostics,
                "vmClassloaders",
                new Object[] {options},
                new String[] {String[].class.getName()});
    return loaders.lines().map(String::strip);
  }

  @Override
  public void close() throws IOException {
    connector.close();
  }
}
