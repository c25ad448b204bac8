package io.nearfar.internal.jcache;

import static io.nearfar.internal.jcache.JCacheFixture.factory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.nearfar.NearfarCachingProvider;
import io.nearfar.config.NearfarConfiguration;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.spi.CachingProvider;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Managers by URI and class loader, closing in every order and at the same time, what is left. */
@Timeout(120)
class LifecycleTest {
  private static final URI ONE = URI.create("urn:one");
  private static final URI TWO = URI.create("urn:two");

  private final CachingProvider provider = new NearfarCachingProvider();

  /** Of the process there may be others. */
  private final String name = UUID.randomUUID() + ".war";

  private final ClassLoader loader = new URLClassLoader(name, new URL[0], null);
  private final ClassLoader other = new URLClassLoader(name, new URL[0], null);
  private final ClassLoader unnamed = new URLClassLoader(new URL[0], null);
  private final ClassLoader unnamedToo = new URLClassLoader(new URL[0], null);

  @AfterEach
  void close() {
    provider.close();
    await().untilAsserted(() -> assertThat(ourThreads()).isEmpty());
  }

  private static List<String> ourThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("nearfar-"))
        .toList();
  }

  // ---- managers

  @Test
  void getCacheManager_sameWhileOpen() {
    CacheManager manager = provider.getCacheManager(ONE, loader);
    assertThat(provider.getCacheManager(ONE, loader)).isSameAs(manager);
    assertThat(provider.getCacheManager(ONE, loader, new Properties())).isSameAs(manager);
    assertThat(provider.getCacheManager(TWO, loader)).isNotSameAs(manager);
    assertThat(provider.getCacheManager(ONE, other)).isNotSameAs(manager);
    assertThat(manager.getURI()).isEqualTo(ONE);
    assertThat(manager.getClassLoader()).isSameAs(loader);
    assertThat(manager.getCachingProvider()).isSameAs(provider);

    manager.close();
    CacheManager next = provider.getCacheManager(ONE, loader);
    assertThat(next).isNotSameAs(manager);
    assertThat(next.isClosed()).isFalse();
    manager.close();
    assertThat(provider.getCacheManager(ONE, loader)).isSameAs(next);
  }

  @Test
  void getCacheManager_defaults() {
    CacheManager manager = provider.getCacheManager();
    assertThat(manager.getURI()).isEqualTo(provider.getDefaultURI());
    assertThat(manager.getClassLoader()).isSameAs(provider.getDefaultClassLoader());
    assertThat(provider.getCacheManager(null, null, null)).isSameAs(manager);
    assertThat(manager.getProperties()).isEmpty();
    Properties properties = new Properties();
    properties.setProperty("a", "b");
    assertThat(provider.getCacheManager(ONE, null, properties).getProperties())
        .isEqualTo(properties);
  }

  @Test
  void defaultUri_differsByClassLoader() {
    Set<URI> uris = new HashSet<>();
    for (ClassLoader each : List.of(loader, other, unnamed, unnamedToo)) {
      URI uri = provider.getCacheManager(null, each).getURI();
      assertThat(uris.add(uri)).as("%s is new", uri).isTrue();
      assertThat(provider.getCacheManager(null, each).getURI()).isEqualTo(uri);
      assertThat(provider.getCacheManager(uri, each))
          .isSameAs(provider.getCacheManager(null, each));
    }
    assertThat(uris).contains(URI.create("nearfar:" + name));
  }

  @Test
  void defaultUri_contextClassLoader() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try {
      thread.setContextClassLoader(loader);
      assertThat(provider.getDefaultClassLoader()).isSameAs(loader);
      assertThat(provider.getCacheManager().getClassLoader()).isSameAs(loader);
      thread.setContextClassLoader(null);
      assertThat(provider.getDefaultClassLoader())
          .isSameAs(NearfarCachingProvider.class.getClassLoader());
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void close_selected() {
    CacheManager oneHere = provider.getCacheManager(ONE, loader);
    CacheManager twoHere = provider.getCacheManager(TWO, loader);
    CacheManager oneThere = provider.getCacheManager(ONE, other);
    CacheManager twoThere = provider.getCacheManager(TWO, other);

    provider.close(ONE, loader);
    provider.close(ONE, unnamed);
    assertThat(closed(oneHere, twoHere, oneThere, twoThere)).containsExactly(oneHere);
    provider.close(other);
    assertThat(closed(oneHere, twoHere, oneThere, twoThere))
        .containsExactly(oneHere, oneThere, twoThere);
    provider.close();
    provider.close();
    assertThat(closed(twoHere)).isNotEmpty();
    assertThat(provider.getCacheManager(TWO, loader).isClosed()).isFalse();
  }

  private static List<CacheManager> closed(CacheManager... managers) {
    return List.of(managers).stream().filter(CacheManager::isClosed).toList();
  }

  /** That it is the only one is a property of the published jar, and tested there. */
  @Test
  void caching_findsTheProvider() {
    assertThat(Caching.getCachingProviders())
        .filteredOn(NearfarCachingProvider.class::isInstance)
        .hasSize(1);
    Caching.getCachingProvider("io.nearfar.NearfarCachingProvider").close();
  }

  // ---- races

  /** Runs tasks at the same moment; returns their results or what they threw. */
  private static List<Object> together(List<Callable<Object>> tasks) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(tasks.size());
    CyclicBarrier start = new CyclicBarrier(tasks.size());
    try {
      List<Future<Object>> futures = new ArrayList<>();
      for (Callable<Object> task : tasks) {
        futures.add(
            executor.submit(
                () -> {
                  start.await();
                  try {
                    return task.call();
                  } catch (RuntimeException e) {
                    return e;
                  }
                }));
      }
      List<Object> results = new ArrayList<>();
      for (Future<Object> future : futures) {
        results.add(future.get(60, TimeUnit.SECONDS));
      }
      return results;
    } finally {
      executor.shutdownNow();
    }
  }

  private final Queue<TestCloseable> made = new ConcurrentLinkedQueue<>();

  private <T extends TestCloseable> T made(T object) {
    made.add(object);
    return object;
  }

  private NearfarConfiguration<String, String> full() {
    return NearfarConfiguration.builder(String.class, String.class)
        .statisticsEnabled(true)
        .managementEnabled(true)
        .readThrough(true)
        .loaderFactory(factory(() -> made(new TestCloseable.Loader())))
        .writeThrough(true)
        .writerFactory(factory(() -> made(new TestCloseable.Writer())))
        .expiryPolicyFactory(factory(() -> made(new TestCloseable.Expiry())))
        .listener(
            new MutableCacheEntryListenerConfiguration<>(
                factory(() -> made(new TestCloseable.Listener())),
                factory(() -> made(new TestCloseable.Filter())),
                false,
                false))
        .build();
  }

  private static void assertNoBeans() throws Exception {
    assertThat(
            ManagementFactory.getPlatformMBeanServer()
                .queryNames(new ObjectName("javax.cache:*"), null))
        .isEmpty();
  }

  @Test
  void createCache_atTheSameTime_oneWins() throws Exception {
    CacheManager manager = provider.getCacheManager(ONE, loader);
    for (int round = 0; round < 50; round++) {
      String name = "cache" + round;
      Callable<Object> create = () -> manager.createCache(name, full());
      List<Object> results = together(List.of(create, create, create));
      assertThat(results).filteredOn(NearfarJCache.class::isInstance).hasSize(1);
      assertThat(results)
          .filteredOn(CacheException.class::isInstance)
          .hasSize(2)
          .allSatisfy(e -> Texts.check((Throwable) e));
      assertThat(made).filteredOn(object -> object.closed.get() == 0).hasSize(5);
      Cache<String, String> cache = manager.getCache(name, String.class, String.class);
      cache.put("k", "v");
      assertThat(cache.get("k")).isEqualTo("v");
      manager.destroyCache(name);
      assertThat(made).allSatisfy(object -> assertThat(object.closed).hasValue(1));
      assertNoBeans();
      made.clear();
    }
  }

  @Test
  void createCache_whileManagerCloses() throws Exception {
    for (int round = 0; round < 100; round++) {
      CacheManager manager = provider.getCacheManager(ONE, loader);
      List<Object> results =
          together(
              List.of(
                  () -> manager.createCache("orders", full()),
                  () -> {
                    manager.close();
                    return "closed";
                  }));
      Object created = results.get(0);
      if (created instanceof Cache<?, ?> cache) {
        await().pollInterval(Duration.ofMillis(1)).until(cache::isClosed);
      } else {
        assertThat(created).isInstanceOf(IllegalStateException.class);
        Texts.check((Throwable) created);
      }
      await()
          .untilAsserted(
              () -> assertThat(made).allSatisfy(object -> assertThat(object.closed).hasValue(1)));
      assertNoBeans();
      made.clear();
    }
  }

  @Test
  void anySwitch_whileCacheCloses() throws Exception {
    CacheManager manager = provider.getCacheManager(ONE, loader);
    for (int round = 0; round < 100; round++) {
      NearfarJCache<?, ?> cache = manager.createCache("orders", full()).unwrap(NearfarJCache.class);
      cache.enableStatistics(false);
      List<Object> results =
          together(
              List.of(
                  () -> {
                    cache.close();
                    return "closed";
                  },
                  () -> {
                    cache.enableStatistics(true);
                    return "on";
                  },
                  () -> {
                    register(cache);
                    return "registered";
                  }));
      if (results.get(2) instanceof Throwable refused) {
        assertThat(refused).isInstanceOf(IllegalStateException.class);
        Texts.check(refused);
      }
      assertThat(made).allSatisfy(object -> assertThat(object.closed).hasValue(1));
      assertNoBeans();
      made.clear();
    }
  }

  @SuppressWarnings("unchecked")
  private void register(Cache<?, ?> cache) {
    ((Cache<String, String>) cache)
        .registerCacheEntryListener(
            new MutableCacheEntryListenerConfiguration<>(
                factory(() -> made(new TestCloseable.Listener())), null, false, true));
  }

  /** While one listener goes and another one comes, the one that is there hears everything. */
  @Test
  void registerCacheEntryListener_whileLastIsDeregistered() throws Exception {
    CacheManager manager = provider.getCacheManager(ONE, loader);
    Cache<String, String> cache =
        manager.createCache(
            "orders", NearfarConfiguration.builder(String.class, String.class).build());
    for (int round = 0; round < 300; round++) {
      TestCloseable.Listener first = new TestCloseable.Listener();
      TestCloseable.Listener second = new TestCloseable.Listener();
      var one =
          new MutableCacheEntryListenerConfiguration<>(factory(() -> first), null, false, true);
      var two =
          new MutableCacheEntryListenerConfiguration<>(factory(() -> second), null, false, true);
      cache.registerCacheEntryListener(one);
      together(
          List.of(
              () -> {
                cache.deregisterCacheEntryListener(one);
                return "";
              },
              () -> {
                cache.registerCacheEntryListener(two);
                return "";
              }));
      cache.put("k", "v");
      assertThat(second.events).hasSize(1);
      assertThat(first.events).isEmpty();
      cache.deregisterCacheEntryListener(two);
    }
  }

  // ---- what is left

  @Test
  void close_leavesNoThread() {
    CacheManager manager = provider.getCacheManager(ONE, loader);
    CacheManager last = provider.getCacheManager(TWO, loader);
    Cache<String, String> cache = manager.createCache("orders", full());
    last.createCache(
        "expiring",
        NearfarConfiguration.builder(String.class, String.class)
            .expireAfterCreation(Duration.ofMinutes(1))
            .build());
    cache.put("k", "v");
    cache.loadAll(Set.of("a"), true, null);
    await().until(() -> cache.containsKey("a"));
    cache.clear();
    assertThat(ourThreads()).isNotEmpty();
    manager.close();
    assertThat(catchThrowable(() -> cache.get("k"))).isInstanceOf(IllegalStateException.class);
    last.close();
    await().untilAsserted(() -> assertThat(ourThreads()).isEmpty());
  }

  @Test
  void threads_areDaemonsWithoutApplicationsContext() {
    CacheManager manager = provider.getCacheManager(ONE, loader);
    Cache<String, String> cache = manager.createCache("orders", full());
    cache.loadAll(Set.of("a"), true, null);
    await().until(() -> cache.containsKey("a"));
    assertThat(
            Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("nearfar-")))
        .isNotEmpty()
        .allMatch(Thread::isDaemon);
  }
}
