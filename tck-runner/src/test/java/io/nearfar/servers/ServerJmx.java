package io.nearfar.servers;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
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
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * Looks into the JVM of a server, as jconsole on the same machine does: the server has no options
 * for it and knows nothing of it.
 */
final class ServerJmx implements AutoCloseable {
  /** The main class of the server may be ours. */
  private static final String INSIDE = "io.nearfar.servers.inside.";

  /** The application without Nearfar. */
  private static final String PLAIN = "io.nearfar.servers.plain.";

  private final JMXConnector connector;
  private final MBeanServerConnection connection;

  private ServerJmx(JMXConnector connector) throws IOException {
    this.connector = connector;
    this.connection = connector.getMBeanServerConnection();
  }

  /** Attaches to a process of this user. */
  static ServerJmx attach(long pid) throws IOException {
    try {
      VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
      try {
        String address = machine.startLocalManagementAgent();
        return new ServerJmx(JMXConnectorFactory.connect(new JMXServiceURL(address)));
      } finally {
        machine.detach();
      }
    } catch (AttachNotSupportedException e) {
      throw new IOException(e);
    }
  }

  /** The names in the domains of JCache and of Nearfar. */
  Set<ObjectName> beans() throws IOException, JMException {
    Set<ObjectName> names = new TreeSet<>();
    names.addAll(connection.queryNames(new ObjectName("javax.cache:*"), null));
    names.addAll(connection.queryNames(new ObjectName("io.nearfar*:*"), null));
    return names;
  }

  /** A number that an MBean tells. */
  long number(ObjectName bean, String attribute) throws IOException, JMException {
    return ((Number) connection.getAttribute(bean, attribute)).longValue();
  }

  /** The threads that have a name of Nearfar's, or run code of it or of the application. */
  List<String> threads() throws IOException {
    ThreadMXBean threads =
        ManagementFactory.newPlatformMXBeanProxy(
            connection, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
    return Stream.of(threads.dumpAllThreads(false, false))
        .filter(
            thread ->
                thread.getThreadName().startsWith("nearfar-")
                    || Stream.of(thread.getStackTrace())
                        .map(StackTraceElement::getClassName)
                        .anyMatch(ServerJmx::isOurs))
        .map(ThreadInfo::getThreadName)
        .toList();
  }

  /**
   * Collects garbage, and tells the classes of Nearfar and of the application with it that are
   * left. The JVM lists the classes of each live class loader, so none means that the loader is
   * gone, too.
   */
  List<String> classes() throws IOException, JMException {
    return allClasses().filter(ServerJmx::isOurs).toList();
  }

  /** Collects garbage, and tells the classes of the application without Nearfar that are left. */
  List<String> plainClasses() throws IOException, JMException {
    return allClasses().filter(type -> type.startsWith(PLAIN)).toList();
  }

  private Stream<String> allClasses() throws IOException, JMException {
    ObjectName diagnostics = new ObjectName("com.sun.management:type=DiagnosticCommand");
    connection.invoke(diagnostics, "gcRun", null, null);
    String loaders =
        (String)
            connection.invoke(
                diagnostics,
                "vmClassloaders",
                new Object[] {new String[] {"show-classes"}},
                new String[] {String[].class.getName()});
    return loaders.lines().map(line -> line.replaceFirst("^[ |+-]*(Classes: +)?", ""));
  }

  private static boolean isOurs(String type) {
    return type.startsWith("io.nearfar.") && !type.startsWith(INSIDE) && !type.startsWith(PLAIN);
  }

  @Override
  public void close() throws IOException {
    connector.close();
  }
}
