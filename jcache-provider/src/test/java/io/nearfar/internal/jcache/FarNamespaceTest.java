package io.nearfar.internal.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.NearfarCachingProvider;
import io.nearfar.config.NearfarConfiguration;
import io.nearfar.config.Topology;
import io.nearfar.testing.TestRedis;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Properties;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.spi.CachingProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Whose far data are whose, where {@code far.namespace} is not set: names, and on a server which
 * caches of the same name are one.
 */
class FarNamespaceTest {
  private static final URI CHOSEN = URI.create("urn:shop");

  private final DefaultUris uris = new DefaultUris(() -> null);

  /** Of the process there may be others. */
  private final String shop = TestRedis.namespace() + ".war";

  private static ClassLoader loader(@Nullable String name) {
    return new URLClassLoader(name, new URL[0], FarNamespaceTest.class.getClassLoader());
  }

  private FarNamespace namespace(ClassLoader loader, URI manager) {
    return FarNamespace.of(/* configured= */ null, /* isAlone= */ false, loader, manager, uris);
  }

  // ---- names

  @Test
  void configured_isThat() {
    ClassLoader one = loader(shop);
    try (FarNamespace namespace =
        FarNamespace.of("mine", /* isAlone= */ false, one, uris.of(one), uris)) {
      assertThat(namespace.name()).isEqualTo("mine");
    }
  }

  @Test
  void uriOfTheApplication_isChosen_whateverTheLoader() {
    try (FarNamespace one = namespace(loader(shop), CHOSEN);
        FarNamespace two = namespace(loader("other.war"), CHOSEN)) {
      assertThat(one.name()).isEqualTo("urn:shop").isEqualTo(two.name());
    }
  }

  @Test
  void deployedAgain_sameName() {
    ClassLoader former = loader(shop);
    namespace(former, uris.of(former)).close();
    ClassLoader latter = loader(shop);
    try (FarNamespace namespace = namespace(latter, uris.of(latter));
        LogCapture log = new LogCapture()) {
      assertThat(namespace.name()).isEqualTo(shop);
      assertThat(log.texts()).isEmpty();
    }
  }

  @Test
  void twoLoadersOfOneName_atTheSameTime_keptApart() {
    ClassLoader one = loader(shop);
    ClassLoader two = loader(shop);
    try (LogCapture log = new LogCapture();
        FarNamespace first = namespace(one, uris.of(one))) {
      try (FarNamespace second = namespace(two, uris.of(two))) {
        assertThat(first.name()).isEqualTo(shop);
        assertThat(second.name()).isEqualTo(shop + "#2");
      }
      // What the second had is not what the first has.
      try (FarNamespace again = namespace(two, uris.of(two))) {
        assertThat(again.name()).isEqualTo(shop + "#2");
      }
      assertThat(log.texts()).hasSize(2).allMatch(text -> text.contains("NEARFAR-0061"));
    }
  }

  @Test
  void secondLoaderOpensFirst_keptApart() {
    ClassLoader one = loader(shop);
    ClassLoader two = loader(shop);
    assertThat(uris.of(one)).hasToString("nearfar:" + shop);
    try (LogCapture log = new LogCapture();
        FarNamespace second = namespace(two, uris.of(two));
        FarNamespace first = namespace(one, uris.of(one))) {
      assertThat(second.name()).isEqualTo(shop);
      assertThat(first.name()).isEqualTo(shop + "#1");
      assertThat(log.texts()).hasSize(1);
    }
  }

  /** Each application may have a file of that name. */
  @Test
  void fileOnTheClassPath_isThatOfTheApplication() {
    URI file = URI.create("classpath:caches.yaml");
    try (FarNamespace one = namespace(loader(shop), file);
        FarNamespace two = namespace(loader("o" + shop), file)) {
      assertThat(one.name()).isEqualTo(shop + ":caches.yaml");
      assertThat(two.name()).isEqualTo("o" + shop + ":caches.yaml");
    }
  }

  @Test
  void nobodysName_warns_unlessTheServerIsItsOwn() {
    ClassLoader unnamed = loader(null);
    try (LogCapture log = new LogCapture()) {
      FarNamespace.of(null, /* isAlone= */ true, unnamed, uris.of(unnamed), uris).close();
      assertThat(log.texts()).isEmpty();
      namespace(unnamed, uris.of(unnamed)).close();
      assertThat(log.texts()).hasSize(1);
      assertThat(log.texts().get(0)).contains("NEARFAR-0060", "nearfar.far.namespace");
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
            List.of(loader(shop), loader("other-" + shop)),
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
}
