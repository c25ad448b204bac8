package io.nearfar.internal.jcache;

import io.nearfar.config.NearfarConfiguration;
import io.nearfar.config.NearfarConfigurationBuilder;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.Factory;
import javax.cache.management.CacheStatisticsMXBean;
import javax.management.JMX;
import javax.management.ObjectName;

/** A provider with one open manager and a clock that stands still until it is told to move. */
final class JCacheFixture implements AutoCloseable {
  static final URI URI_OF_MANAGER = URI.create("urn:fixture");

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000);
  final TestProvider provider = new TestProvider(nanos::get);
  final CacheManager manager = provider.getCacheManager(URI_OF_MANAGER, null);

  /** Moves the clock, which overflows soon, as {@link System#nanoTime()} may. */
  void advance(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  <K, V> Cache<K, V> cache(String name, Configuration<K, V> configuration) {
    return manager.createCache(name, configuration);
  }

  /** A factory of anything; the standard's is serializable, which tests are not. */
  static <T> Factory<T> factory(Supplier<? extends T> made) {
    return made::get;
  }

  /** A cache of strings, named "orders". */
  Cache<String, String> strings(
      UnaryOperator<NearfarConfigurationBuilder<String, String>> settings) {
    return cache(
        "orders", settings.apply(NearfarConfiguration.builder(String.class, String.class)).build());
  }

  /** As above, with another name. */
  Cache<String, String> strings(
      UnaryOperator<NearfarConfigurationBuilder<String, String>> settings, String name) {
    return cache(
        name, settings.apply(NearfarConfiguration.builder(String.class, String.class)).build());
  }

  @SuppressWarnings("unchecked") // there is no class literal with type arguments
  static <K, V> NearfarConfiguration<K, V> configurationOf(Cache<K, V> cache) {
    return (NearfarConfiguration<K, V>) cache.getConfiguration(NearfarConfiguration.class);
  }

  static CacheStatisticsMXBean statistics(Cache<?, ?> cache) {
    return JMX.newMXBeanProxy(
        ManagementFactory.getPlatformMBeanServer(),
        beanName("CacheStatistics", cache),
        CacheStatisticsMXBean.class);
  }

  static ObjectName beanName(String type, Cache<?, ?> cache) {
    try {
      return new ObjectName(
          "javax.cache:type="
              + type
              + ",CacheManager="
              + cache.getCacheManager().getURI().toString().replace(':', '.')
              + ",Cache="
              + cache.getName());
    } catch (Exception e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Override
  public void close() {
    provider.close();
  }
}
