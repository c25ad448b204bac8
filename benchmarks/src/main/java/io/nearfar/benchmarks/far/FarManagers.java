package io.nearfar.benchmarks.far;

import io.nearfar.NearfarCachingProvider;
import java.util.Properties;
import javax.cache.CacheManager;
import javax.cache.Caching;

/** Opens Nearfar's manager with a far tier. */
public final class FarManagers {
  /**
   * Much longer than the defaults of 1 and 5 s: on a busy machine a JVM that has just started may
   * take seconds of processor time before it looks at an answer, and a node that gives up spoils
   * the measurement. No answer that is measured comes near it.
   */
  private static final String PATIENCE = "60s";

  private FarManagers() {}

  /**
   * Opens the manager; its caches are in the namespace {@code bench}.
   *
   * @param url of the server
   * @return to be closed before another one is opened in this JVM: there is one at a time
   */
  public static CacheManager open(String url) {
    Properties properties = new Properties();
    properties.setProperty("nearfar.far.url", url);
    properties.setProperty("nearfar.far.namespace", "bench");
    properties.setProperty("nearfar.far.timeout", PATIENCE);
    properties.setProperty("nearfar.far.connect-timeout", PATIENCE);
    return Caching.getCachingProvider(NearfarCachingProvider.class.getName())
        .getCacheManager(null, null, properties);
  }
}
