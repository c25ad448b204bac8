package io.nearfar.tck;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** How often the caches of this JVM have been read from, as their statistics tell. */
final class CacheReads {
  private CacheReads() {}

  /** All reads from all open caches; those without statistics don't count. */
  static long total() {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    try {
      long total = 0;
      for (ObjectName name :
          server.queryNames(new ObjectName("javax.cache:type=CacheStatistics,*"), null)) {
        total += (Long) server.getAttribute(name, "CacheGets");
      }
      return total;
    } catch (JMException e) {
      throw new IllegalStateException("The statistics of a cache can't be read", e);
    }
  }
}
