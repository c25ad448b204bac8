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
import javax.management.ObjectName;

/**
 * The MXBeans that one cache or manager has registered. A failure is logged: nothing depends on it.
 * Not thread-safe. The MBean server calls listeners of other applications meanwhile.
 */
final class MBeans {
  private static final Logger LOGGER = System.getLogger(MBeans.class.getName());

  private final Set<ObjectName> registered = new HashSet<>();

  /** Registers a bean, unless it is registered. */
  void register(ObjectName name, Object bean) {
    if (registered.contains(name)) {
      return;
    }
    try {
      server().registerMBean(bean, name);
      registered.add(name);
    } catch (InstanceAlreadyExistsException e) {
      LOGGER.log(Level.WARNING, JCacheMessages.mbeanExists(name.toString()));
    } catch (JMException | RuntimeException e) {
      LOGGER.log(Level.WARNING, JCacheMessages.mbeanFailed(name.toString()), e);
    }
  }

  /** Unregisters a bean, if it was registered here. */
  void unregister(ObjectName name) {
    if (!registered.remove(name)) {
      return;
    }
    try {
      server().unregisterMBean(name);
    } catch (InstanceNotFoundException e) {
      LOGGER.log(Level.DEBUG, "Somebody else has unregistered {0}", name);
    } catch (JMException | RuntimeException e) {
      LOGGER.log(Level.WARNING, JCacheMessages.mbeanFailed(name.toString()), e);
    }
  }

  private static MBeanServer server() {
    return ManagementFactory.getPlatformMBeanServer();
  }
}
