package io.nearfar.tck.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearfar.NearfarCachingProvider;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.spi.CachingProvider;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The double: that it uses two nodes which share nothing. Its caches are near here. */
class MultiNodeProviderTest {

  private final MultiNodeProvider provider = new MultiNodeProvider();
  private final CacheManager manager = provider.getCacheManager(URI.create("urn:two"), null);

  @AfterEach
  void close() {
    provider.close();
  }

  @Test
  void nodes_haveClassesOfTheirOwn() {
    CachingProvider one = NodeClassLoader.newProvider("one");
    CachingProvider other = NodeClassLoader.newProvider("other");

    Set<Class<?>> classes = new HashSet<>();
    classes.add(one.getClass());
    classes.add(other.getClass());
    classes.add(NearfarCachingProvider.class);
    assertThat(classes).hasSize(3);
  }

  @Test
  void operations_goToBothNodes() {
    Cache<String, String> cache = manager.createCache("both", new MutableConfiguration<>());

    cache.put("key", "value");

    // Near caches: only the node that has put it knows it.
    Set<Boolean> answers = new HashSet<>();
    IntStream.range(0, 100).forEach(i -> answers.add(cache.containsKey("key")));
    assertThat(answers).containsExactlyInAnyOrder(true, false);
  }

  @Test
  void cache_isTheSameUntilClosed() {
    Cache<String, String> cache = manager.createCache("same", new MutableConfiguration<>());

    assertThat(manager.<String, String>getCache("same")).isSameAs(cache);
    manager.destroyCache("same");

    assertThat(cache.isClosed()).isTrue();
    assertThat(manager.<String, String>getCache("same")).isNull();
    assertThatThrownBy(() -> cache.get("key")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void manager_isFoundByTheUriOfANode() {
    Cache<String, String> cache = manager.createCache("uri", new MutableConfiguration<>());
    URI ofNode = ((MultiNodeCache<?, ?>) cache).nodes().on(1).getCacheManager().getURI();

    assertThat(ofNode).isEqualTo(URI.create("urn:two#node-1"));
    assertThat(provider.getCacheManager(ofNode, null)).isSameAs(manager);
  }

  @Test
  void statistics_areSums() throws JMException {
    ObjectName bean =
        new ObjectName("javax.cache:type=CacheStatistics,CacheManager=urn.two,Cache=sums");
    Cache<String, String> cache =
        manager.createCache(
            "sums", new MutableConfiguration<String, String>().setStatisticsEnabled(true));

    for (int i = 0; i < 100; i++) {
      cache.get("absent");
    }

    assertThat(ManagementFactory.getPlatformMBeanServer().getAttribute(bean, "CacheMisses"))
        .isEqualTo(100L);
    manager.close();
    assertThat(ManagementFactory.getPlatformMBeanServer().isRegistered(bean)).isFalse();
  }

  @Test
  void choice_dependsOnSeedAndTest() {
    assertThat(choices(1, "test")).isEqualTo(choices(1, "test"));
    assertThat(choices(1, "test")).isNotEqualTo(choices(2, "test"));
    assertThat(choices(1, "test")).isNotEqualTo(choices(1, "other test"));
  }

  private static List<Integer> choices(long seed, String test) {
    NodeChoice.begin(seed, test);
    List<Integer> choices = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      choices.add(NodeChoice.next());
    }
    return choices;
  }
}
