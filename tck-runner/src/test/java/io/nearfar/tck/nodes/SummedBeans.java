package io.nearfar.tck.nodes;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.List;
import javax.cache.management.CacheMXBean;
import javax.cache.management.CacheStatisticsMXBean;
import javax.management.JMException;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * The MBeans of a cache under the name of the manager that was asked for: they are there when the
 * nodes show theirs. The configuration is the first node's, the statistics are the sums.
 */
final class SummedBeans {
  private static final String CONFIGURATION = "CacheConfiguration";
  private static final String STATISTICS = "CacheStatistics";

  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  private final URI manager;
  private final List<URI> managersOnNodes;
  private final String cache;

  SummedBeans(URI manager, List<URI> managersOnNodes, String cache) {
    this.manager = manager;
    this.managersOnNodes = managersOnNodes;
    this.cache = cache;
  }

  /** Makes them appear and disappear with those of the nodes. */
  synchronized void show() {
    List<ObjectName> configurations = onNodes(CONFIGURATION);
    List<ObjectName> statistics = onNodes(STATISTICS);
    show(
        name(CONFIGURATION, manager),
        configurations,
        JMX.newMXBeanProxy(server, configurations.get(0), CacheMXBean.class));
    show(
        name(STATISTICS, manager),
        statistics,
        new SummedStatistics(
            statistics.stream()
                .map(name -> JMX.newMXBeanProxy(server, name, CacheStatisticsMXBean.class))
                .toList()));
  }

  private void show(ObjectName name, List<ObjectName> ofNodes, Object bean) {
    boolean wanted = server.isRegistered(ofNodes.get(0));
    if (ofNodes.stream().anyMatch(one -> server.isRegistered(one) != wanted)) {
      throw new AssertionError("Only some of the nodes have an MBean like " + name);
    }
    try {
      if (wanted && !server.isRegistered(name)) {
        server.registerMBean(bean, name);
      } else if (!wanted && server.isRegistered(name)) {
        server.unregisterMBean(name);
      }
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<ObjectName> onNodes(String type) {
    return managersOnNodes.stream().map(uri -> name(type, uri)).toList();
  }

  /** As JSR-107 prescribes. */
  private ObjectName name(String type, URI ofManager) {
    try {
      return new ObjectName(
          "javax.cache:type=%s,CacheManager=%s,Cache=%s"
              .formatted(type, sanitized(ofManager.toString()), sanitized(cache)));
    } catch (JMException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static String sanitized(String text) {
    return text.replaceAll("[:=,\\n*?\"]", ".");
  }
}
