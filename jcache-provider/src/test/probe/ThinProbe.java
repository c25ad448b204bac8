import io.nearfar.config.NearfarConfiguration;
import io.nearfar.config.Topology;
import java.net.URI;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.spi.CachingProvider;

/**
 * What ThinJarIT runs in a JVM that has the thin jar and its libraries, under their own names, on
 * its class path and nothing else. It is no test class: it is compiled by that JVM.
 *
 * <p>Argument: the address of a Redis. Prints a line for each part that works.
 */
public final class ThinProbe {
  private ThinProbe() {}

  public static void main(String[] arguments) {
    try {
      lookUp();
      CachingProvider provider = Caching.getCachingProvider("io.nearfar.NearfarCachingProvider");
      Properties server = new Properties();
      server.setProperty("nearfar.far.url", arguments[0]);
      try (CacheManager manager =
          provider.getCacheManager(URI.create("urn:thin"), null, server)) {
        for (Topology topology : List.of(Topology.NEAR, Topology.FAR, Topology.NEAR_FAR)) {
          cache(manager, topology);
        }
        libraries();
      }
      provider.close();
    } catch (Throwable failure) {
      failure.printStackTrace();
      System.exit(1);
    }
  }

  /** Redisson brings a provider, too. */
  private static void lookUp() {
    try {
      Caching.getCachingProvider();
      throw new AssertionError("There are two providers.");
    } catch (CacheException ambiguous) {
      check(ambiguous.getMessage().contains("Multiple CachingProviders"), "it says why");
      System.out.println("by default: ambiguous");
    }
  }

  private static void cache(CacheManager manager, Topology topology) {
    Cache<Integer, List> cache =
        manager.createCache(
            topology.name(),
            NearfarConfiguration.builder(Integer.class, List.class).topology(topology).build());
    List<Object> value = new ArrayList<>(List.of("x", new Date(1), Map.of("a", 1)));
    for (int i = 0; i < 100; i++) {
      cache.put(i, value);
    }
    for (int i = 0; i < 100; i++) {
      List<?> found = cache.get(i);
      check(value.equals(found) && found != value, "a copy is equal");
    }
    cache.clear();
    check(!cache.iterator().hasNext(), "nothing is left");
    System.out.println(topology + ": ok");
  }

  private static void libraries() throws ClassNotFoundException {
    for (String name :
        List.of(
            "com.github.benmanes.caffeine.cache.Caffeine",
            "org.apache.fory.Fory",
            "org.redisson.config.Config",
            "io.netty.channel.Channel",
            "org.slf4j.LoggerFactory")) {
      Class.forName(name, /* initialize= */ false, ThinProbe.class.getClassLoader());
      try {
        Class.forName("io.nearfar.shaded." + name);
        throw new AssertionError(name + " is there twice");
      } catch (ClassNotFoundException expected) {
        // It is not there under another name.
      }
    }
    System.out.println("libraries: those of the class path");
  }

  private static void check(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError("Failed: " + what);
    }
  }
}
