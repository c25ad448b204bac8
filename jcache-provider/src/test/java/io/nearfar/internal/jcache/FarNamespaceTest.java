package io.nearfar.internal.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearfar.NearfarCachingProvider;
import io.nearfar.config.NearfarConfiguration;
import io.nearfar.config.Topology;
import io.nearfar.testing.TestRedis;
import java.io.Closeable;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.integration.CacheLoader;
import javax.cache.spi.CachingProvider;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whose far data are whose, where {@code far.namespace} is not set: names, and on a server which
 * caches of the same name are one.
 */
class FarNamespaceTest {
  private final DefaultUris uris = new DefaultUris(loader -> null);

  /** Of the process there may be others. */
  private final String shop = "deployment." + TestRedis.namespace() + ".war";

  private static ClassLoader loader(@Nullable String name) {
    return new URLClassLoader(name, new URL[0], FarNamespaceTest.class.getClassLoader());
  }

  private FarNamespace namespace(ClassLoader loader, URI manager) {
    return namespace(loader, manager, /* isAlone= */ false);
  }

  private FarNamespace namespace(ClassLoader loader, URI manager, boolean isAlone) {
    return new FarNamespace(/* configured= */ null, isAlone, loader, manager, uris);
  }

  private FarNamespace namespace(ClassLoader loader) {
    return namespace(loader, uris.of(loader));
  }

  // ---- names

  @Test
  void configured_isThat() {
    ClassLoader one = loader(shop);
    try (FarNamespace namespace =
        new FarNamespace("mine", /* isAlone= */ false, one, uris.of(one), uris)) {
      assertThat(namespace.known()).isEqualTo("mine");
      assertThat(namespace.name()).isEqualTo("mine");
    }
  }

  @Test
  void uriOfTheApplication_isChosen_whateverTheLoader() {
    for (String uri : List.of("urn:shop", "http://acme.com/shop.yaml", "shop:file:/a/b.yaml")) {
      try (FarNamespace one = namespace(loader(shop), URI.create(uri));
          FarNamespace two = namespace(loader("deployment.other.war"), URI.create(uri))) {
        assertThat(one.name()).isEqualTo(uri).isEqualTo(two.name());
      }
    }
  }

  /** Who looks at the MXBean does not work for the application. */
  @Test
  void notAskedFor_isUnknown_andNobodyIsAsked() {
    DefaultUris asked =
        new DefaultUris(
            loader -> {
              throw new AssertionError("asked");
            });
    ClassLoader unnamed = loader(null);
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(unnamed);
    try (FarNamespace namespace =
        new FarNamespace(
            null, /* isAlone= */ false, unnamed, URI.create("classpath:caches.yaml"), asked)) {
      assertThat(namespace.known()).isEmpty();
      assertThatThrownBy(namespace::name).isInstanceOf(AssertionError.class).hasMessage("asked");
      assertThat(namespace.known()).isEmpty();
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  @Test
  void deployedAgain_sameName() {
    FarNamespace former = namespace(loader(shop));
    assertThat(former.name()).isEqualTo(shop);
    former.close();
    try (FarNamespace namespace = namespace(loader(shop));
        LogCapture log = new LogCapture()) {
      assertThat(namespace.name()).isEqualTo(shop).isEqualTo(namespace.known());
      assertThat(log.texts()).isEmpty();
    }
  }

  @Test
  void twoLoadersOfOneName_atTheSameTime_keptApart() {
    ClassLoader one = loader(shop);
    ClassLoader two = loader(shop);
    try (LogCapture log = new LogCapture();
        FarNamespace first = namespace(one)) {
      assertThat(first.name()).isEqualTo(shop);
      String random;
      try (FarNamespace second = namespace(two)) {
        random = second.name();
        assertThat(random).startsWith(shop + "#").matches(".*#[0-9a-f]{8}");
        assertThat(second.name()).isEqualTo(random);
      }
      // Not by its place in an order, which may be that of another one next time.
      try (FarNamespace again = namespace(two)) {
        assertThat(again.name()).matches(".*#[0-9a-f]{8}").isNotEqualTo(random);
      }
      assertThat(log.texts()).hasSize(2).allMatch(text -> text.contains("NEARFAR-0061"));
    }
  }

  /** The former one closes when the latter is open already, and nobody else gets the name then. */
  @Test
  void openedAgain_whileTheFormerCloses_sameName() {
    ClassLoader one = loader(shop);
    FarNamespace former = namespace(one);
    assertThat(former.name()).isEqualTo(shop);
    try (LogCapture log = new LogCapture();
        FarNamespace latter = namespace(one)) {
      assertThat(latter.name()).isEqualTo(shop);
      assertThat(log.texts()).isEmpty();
      former.close();
      former.close();
      try (FarNamespace other = namespace(loader(shop))) {
        assertThat(other.name()).isNotEqualTo(shop);
      }
    }
    try (FarNamespace other = namespace(loader(shop))) {
      assertThat(other.name()).isEqualTo(shop);
    }
  }

  /** It was never closed, but its class loader is gone. */
  @Test
  void goneWithoutClosing_leavesItsName() {
    assertThat(new FarNamespace[] {namespace(loader(shop))}[0].name()).isEqualTo(shop);
    Awaitility.await()
        .untilAsserted(
            () -> {
              System.gc();
              try (FarNamespace other = namespace(loader(shop));
                  LogCapture log = new LogCapture()) {
                assertThat(other.name()).isEqualTo(shop);
                assertThat(log.texts()).isEmpty();
              }
            });
  }

  @Test
  void closedBeforeItWasAsked_takesNoName() {
    FarNamespace closed = namespace(loader(shop));
    closed.close();
    assertThatThrownBy(closed::name)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("NEARFAR-0002");
    try (FarNamespace other = namespace(loader(shop))) {
      assertThat(other.name()).isEqualTo(shop);
    }
  }

  /** Each application may have a file of that name; other machines have it elsewhere. */
  @ParameterizedTest
  @CsvSource({
    "classpath:caches.yaml, caches.yaml",
    "CLASSPATH:///conf/caches.yaml, conf/caches.yaml",
    "file:/opt/shop/caches.yaml, caches.yaml",
    "FILE:///opt/shop/caches.yaml, caches.yaml",
    "file:caches.yaml, caches.yaml",
    "jar:file:/opt/shop.jar!/conf/caches.yaml, caches.yaml",
    "vfs:/content/shop.war/WEB-INF/classes/caches.yaml, caches.yaml"
  })
  void file_isThatOfTheApplication(URI uri, String file) {
    try (FarNamespace one = namespace(loader(shop), uri);
        FarNamespace two = namespace(loader(shop + "2"), uri)) {
      assertThat(one.name()).isEqualTo(shop + ":" + file);
      assertThat(two.name()).isEqualTo(shop + "2:" + file);
    }
  }

  @Test
  void twoFilesOfOneName_keptApart() {
    ClassLoader one = loader(shop);
    try (LogCapture log = new LogCapture();
        FarNamespace first = namespace(one, URI.create("file:/a/caches.yaml"));
        FarNamespace second = namespace(one, URI.create("file:/b/caches.yaml"))) {
      assertThat(first.name()).isEqualTo(shop + ":caches.yaml");
      assertThat(second.name()).startsWith(shop + ":caches.yaml#");
      assertThat(log.texts()).hasSize(1);
    }
  }

  /** Once, when it is known that there are far caches. */
  @Test
  void nobodysName_warns_unlessTheServerIsItsOwn() {
    for (String name : Arrays.asList(null, "Runtime ClassLoader " + shop)) {
      ClassLoader ofNobody = loader(name);
      URI uri = uris.of(ofNobody);
      try (LogCapture log = new LogCapture()) {
        try (FarNamespace alone = namespace(ofNobody, uri, /* isAlone= */ true)) {
          assertThat(alone.name()).isEqualTo(uri.getSchemeSpecificPart());
        }
        try (FarNamespace unused = namespace(ofNobody, uri)) {
          assertThat(unused.known()).isEmpty();
        }
        assertThat(log.texts()).isEmpty();
        try (FarNamespace shared = namespace(ofNobody, uri)) {
          assertThat(shared.name()).isEqualTo(uri.getSchemeSpecificPart()).isEqualTo(shared.name());
        }
        assertThat(log.texts()).hasSize(1);
        assertThat(log.texts().get(0))
            .contains("NEARFAR-0060", "far.namespace in its nearfar.yaml");
      }
    }
  }

  // ---- data

  private static Cache<String, String> cache(CacheManager manager) {
    return manager.createCache(
        "answers",
        NearfarConfiguration.builder(String.class, String.class).topology(Topology.FAR).build());
  }

  private static Properties server() {
    Properties properties = new Properties();
    properties.setProperty("nearfar.far.url", TestRedis.shared().url());
    return properties;
  }

  /** Each with a provider of its own, as {@code Caching} gives it to each class loader. */
  private static CacheManager manager(ClassLoader loader) {
    CachingProvider provider = new NearfarCachingProvider();
    return provider.getCacheManager(/* uri= */ null, loader, server());
  }

  @Test
  void sameCacheName_twoDeployments_doNotMeet() {
    for (List<ClassLoader> pair :
        List.of(
            List.of(loader(shop), loader(shop + "2")),
            List.of(loader(shop), loader(shop)),
            List.of(loader(null), loader(null)))) {
      try (CacheManager one = manager(pair.get(0));
          CacheManager two = manager(pair.get(1))) {
        Cache<String, String> first = cache(one);
        Cache<String, String> second = cache(two);
        first.put("question", "mine");
        assertThat(second.get("question")).isNull();
        assertThat(first.get("question")).isEqualTo("mine");
        assertThat(one.getURI()).isNotEqualTo(two.getURI());
        one.destroyCache("answers");
      }
    }
  }

  @Test
  void deployedAgain_findsItsData() {
    try (CacheManager former = manager(loader(shop))) {
      cache(former).put("question", "kept");
    }
    try (CacheManager latter = manager(loader(shop))) {
      Cache<String, String> cache = cache(latter);
      assertThat(cache.get("question")).isEqualTo("kept");
      latter.destroyCache("answers");
    }
  }

  /** Its class loader is the same, so it is no other application. */
  @Test
  void openedAgain_whileTheFormerCloses_findsItsData() {
    CountDownLatch closing = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    ClassLoader loader = loader(shop);
    try (CachingProvider provider = new NearfarCachingProvider()) {
      CacheManager former = provider.getCacheManager(/* uri= */ null, loader, server());
      Cache<String, String> first =
          former.createCache(
              "answers",
              NearfarConfiguration.builder(String.class, String.class)
                  .topology(Topology.FAR)
                  .loaderFactory(() -> new SlowToClose(closing, goOn))
                  .build());
      first.put("question", "kept");
      CompletableFuture<Void> closed = CompletableFuture.runAsync(former::close);
      try {
        closing.await();
        CacheManager latter = provider.getCacheManager(/* uri= */ null, loader, server());
        assertThat(latter).isNotSameAs(former);
        assertThat(cache(latter).get("question")).isEqualTo("kept");
        goOn.countDown();
        closed.join();
        latter.destroyCache("answers");
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      } finally {
        goOn.countDown();
        closed.join();
      }
    }
  }

  private record SlowToClose(CountDownLatch closing, CountDownLatch goOn)
      implements CacheLoader<String, String>, Closeable {
    @Override
    public @Nullable String load(String key) {
      return null;
    }

    @Override
    public Map<String, String> loadAll(Iterable<? extends String> keys) {
      return Map.of();
    }

    @Override
    public void close() {
      closing.countDown();
      try {
        goOn.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
