package io.nearfar.internal.jcache;

import java.net.URI;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * The names of MXBeans: those that JSR-107 1.1.1 prescribes ("Management"), and ours, which are
 * built alike in a domain of their own.
 */
final class BeanNames {
  private static final String STANDARD = "javax.cache";
  private static final String OWN = "io.nearfar";

  private BeanNames() {}

  /** JSR-107's configuration of a cache. */
  static ObjectName configuration(CacheIdentity cache) {
    return name(STANDARD, "CacheConfiguration", cache.manager(), cache.name());
  }

  /** JSR-107's statistics of a cache. */
  static ObjectName statistics(CacheIdentity cache) {
    return name(STANDARD, "CacheStatistics", cache.manager(), cache.name());
  }

  /** Our own bean of a cache. */
  static ObjectName cache(CacheIdentity cache) {
    return name(OWN, "Cache", cache.manager(), cache.name());
  }

  /** Our own bean of a manager. */
  static ObjectName manager(URI manager) {
    return name(OWN + ":type=CacheManager,CacheManager=" + sanitize(manager.toString()));
  }

  private static ObjectName name(String domain, String type, URI manager, String cache) {
    return name(
        domain
            + ":type="
            + type
            + ",CacheManager="
            + sanitize(manager.toString())
            + ",Cache="
            + sanitize(cache));
  }

  private static ObjectName name(String text) {
    try {
      return new ObjectName(text);
    } catch (MalformedObjectNameException e) {
      throw new IllegalArgumentException(JCacheMessages.mbeanFailed(text), e);
    }
  }

  /** The specification replaces what an ObjectName can't hold; we also replace its wildcards. */
  private static String sanitize(String text) {
    return text.replaceAll("[:=,\\n*?\"]", ".");
  }
}
