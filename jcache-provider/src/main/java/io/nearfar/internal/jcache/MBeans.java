package io.nearfar.internal.jcache;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.HashSet;
import java.util.Set;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * The two MXBeans of one cache, under the names that JSR-107 1.1.1 prescribes ("Management").
 * Thread-safe.
 */
final class MBeans {
  private static final Logger LOGGER = System.getLogger(MBeans.class.getName());

  /** The kinds of beans, as they appear in the names. */
  enum Kind {
    CONFIGURATION("CacheConfiguration"),
    STATISTICS("CacheStatistics");

    private final String type;

    Kind(String type) {
      this.type = type;
    }
  }

  private final CacheIdentity cache;

  /** What this cache registered itself. Guarded by this. */
  private final Set<ObjectName> registered = new HashSet<>();

  MBeans(CacheIdentity cache) {
    this.cache = cache;
  }

  /** Registers a bean, unless it is registered. */
  synchronized void register(Kind kind, Object bean) {
    ObjectName name = nameOf(kind);
    if (registered.contains(name)) {
      return;
    }
    try {
      server().registerMBean(bean, name);
      registered.add(name);
    } catch (InstanceAlreadyExistsException e) {
      LOGGER.log(Level.WARNING, JCacheMessages.mbeanExists(name.toString()));
    } catch (JMException e) {
      LOGGER.log(Level.WARNING, JCacheMessages.mbeanFailed(name.toString()), e);
    }
  }

  /** Unregisters a bean, if this cache has registered it. */
  synchronized void unregister(Kind kind) {
    ObjectName name = nameOf(kind);
    if (!registered.remove(name)) {
      return;
    }
    try {
      server().unregisterMBean(name);
    } catch (InstanceNotFoundException e) {
      LOGGER.log(Level.DEBUG, "Somebody else has unregistered {0}", name);
    } catch (JMException e) {
      LOGGER.log(Level.WARNING, JCacheMessages.mbeanFailed(name.toString()), e);
    }
  }

  private ObjectName nameOf(Kind kind) {
    String name =
        "javax.cache:type="
            + kind.type
            + ",CacheManager="
            + sanitize(cache.manager().toString())
            + ",Cache="
            + sanitize(cache.name());
    try {
      return new ObjectName(name);
    } catch (MalformedObjectNameException e) {
      throw new IllegalArgumentException(JCacheMessages.mbeanFailed(name), e);
    }
  }

  /** The specification replaces what an ObjectName can't hold; we also replace its wildcards. */
  private static String sanitize(String text) {
    return text.replaceAll("[:=,\\n*?\"]", ".");
  }

  private static MBeanServer server() {
    return ManagementFactory.getPlatformMBeanServer();
  }
}
