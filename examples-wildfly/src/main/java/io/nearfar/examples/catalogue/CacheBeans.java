package io.nearfar.examples.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import javax.cache.CacheManager;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** Reads the figures of this application's caches where a JMX console reads them. */
@ApplicationScoped
public class CacheBeans {

  private static final MBeanServer BEANS = ManagementFactory.getPlatformMBeanServer();

  @Inject private CacheManager manager;

  /** All caches that have been used, in the order of their names. */
  public List<CacheFigures> all() {
    Set<ObjectName> names = BEANS.queryNames(name("*"), null);
    return names.stream().map(name -> name.getKeyProperty("Cache")).sorted().map(this::of).toList();
  }

  /** One cache, which is asked for when it has been used: all figures are zero before. */
  public CacheFigures of(String cache) {
    ObjectName name = name(cache);
    if (!BEANS.isRegistered(name)) {
      return new CacheFigures(cache, 0, 0, 0, 0, "none");
    }
    return new CacheFigures(
        cache,
        number(name, "NearHits"),
        number(name, "FarHits"),
        number(name, "Misses"),
        number(name, "NearEntries"),
        (String) attribute(name, "LinkState"));
  }

  /** Other applications of the server may have caches with the same names. */
  private ObjectName name(String cache) {
    try {
      return new ObjectName(
          "io.nearfar:type=Cache,CacheManager="
              + manager.getURI().toString().replaceAll("[:=,\\n*?\"]", ".")
              + ",Cache="
              + cache);
    } catch (MalformedObjectNameException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long number(ObjectName name, String attribute) {
    return (Long) attribute(name, attribute);
  }

  private static Object attribute(ObjectName name, String attribute) {
    try {
      return BEANS.getAttribute(name, attribute);
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }
}
