package io.nearfar.examples.catalogue;

import io.nearfar.management.NearfarCacheMXBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.util.List;
import javax.cache.CacheManager;
import javax.management.JMX;
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
    return BEANS.queryNames(name("*"), null).stream()
        .map(name -> name.getKeyProperty("Cache"))
        .sorted()
        .map(this::of)
        .toList();
  }

  /** One cache; before it has been used, all figures are zero. */
  public CacheFigures of(String cache) {
    ObjectName name = name(cache);
    if (!BEANS.isRegistered(name)) {
      return new CacheFigures(cache, 0, 0, 0, 0, "none");
    }
    NearfarCacheMXBean bean = JMX.newMXBeanProxy(BEANS, name, NearfarCacheMXBean.class);
    return new CacheFigures(
        cache,
        bean.getNearHits(),
        bean.getFarHits(),
        bean.getMisses(),
        bean.getNearEntries(),
        bean.getLinkState());
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
}
