package io.nearfar.internal.jcache;

import static io.nearfar.internal.jcache.JCacheFixture.factory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.nearfar.config.EvictionPolicy;
import io.nearfar.config.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.cache.Cache;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Limits by count and by weight with every policy, nothing at all, and caching switched off. */
class NearLimitsTest {
  private final JCacheFixture fixture = new JCacheFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  private static List<String> keys(Cache<String, String> cache) {
    List<String> keys = new ArrayList<>();
    cache.forEach(entry -> keys.add(entry.getKey()));
    return keys;
  }

  @ParameterizedTest
  @EnumSource(EvictionPolicy.class)
  void maxEntries(EvictionPolicy policy) {
    Cache<String, String> cache = fixture.strings(c -> c.maxEntries(3).evictionPolicy(policy));
    for (int i = 0; i < 100; i++) {
      cache.put("k" + i, "v" + i);
      assertThat(keys(cache)).hasSizeLessThanOrEqualTo(3);
    }
    assertThat(keys(cache)).hasSize(3);
    cache.forEach(
        entry -> assertThat(entry.getValue()).isEqualTo("v" + entry.getKey().substring(1)));
  }

  @Test
  void maxEntries_lru() {
    Cache<String, String> cache =
        fixture.strings(c -> c.maxEntries(3).evictionPolicy(EvictionPolicy.LRU));
    cache.put("a", "1");
    cache.put("b", "2");
    cache.put("c", "3");
    cache.get("a");
    cache.put("d", "4");
    assertThat(keys(cache)).containsExactlyInAnyOrder("a", "c", "d");
  }

  @Test
  void maxEntries_fifo() {
    Cache<String, String> cache =
        fixture.strings(c -> c.maxEntries(3).evictionPolicy(EvictionPolicy.FIFO));
    cache.put("a", "1");
    cache.put("b", "2");
    cache.put("c", "3");
    cache.get("a");
    cache.put("a", "2");
    cache.put("d", "4");
    assertThat(keys(cache)).containsExactlyInAnyOrder("b", "c", "d");
  }

  @Test
  void maxEntries_lfu() {
    Cache<String, String> cache =
        fixture.strings(c -> c.maxEntries(3).evictionPolicy(EvictionPolicy.LFU));
    cache.put("a", "1");
    cache.put("b", "2");
    cache.put("c", "3");
    for (String key : List.of("a", "a", "a", "c", "c")) {
      cache.get(key);
    }
    cache.put("d", "4");
    assertThat(keys(cache)).containsExactlyInAnyOrder("a", "c", "d");
  }

  @ParameterizedTest
  @EnumSource(EvictionPolicy.class)
  void maxWeight(EvictionPolicy policy) {
    Cache<String, String> cache =
        fixture.strings(
            c -> c.maxWeight(10, (key, value) -> value.length()).evictionPolicy(policy));
    for (int i = 0; i < 100; i++) {
      cache.put("k" + i, "xxx".substring(i % 3));
      int weight = 0;
      for (Cache.Entry<String, String> entry : cache) {
        weight += entry.getValue().length();
      }
      assertThat(weight).isLessThanOrEqualTo(10);
    }
    assertThat(keys(cache)).isNotEmpty();
    cache.put("heavy", "x".repeat(11));
    assertThat(cache.get("heavy")).isNull();
  }

  @ParameterizedTest
  @EnumSource(EvictionPolicy.class)
  void put_weigherFails(EvictionPolicy policy) {
    Cache<String, String> cache =
        fixture.strings(
            c ->
                c.maxWeight(
                        10,
                        (key, value) -> {
                          if (value.equals("bad")) {
                            throw new IllegalStateException("no weight");
                          }
                          return 1;
                        })
                    .evictionPolicy(policy));
    cache.put("k", "good");
    assertThat(catchThrowable(() -> cache.put("k", "bad"))).isNotNull();
    assertThat(catchThrowable(() -> cache.put("l", "bad"))).isNotNull();
    assertThat(cache.get("k")).isEqualTo("good");
    assertThat(keys(cache)).containsExactly("k");
  }

  /** Keeps nothing, and is otherwise a cache like any other. */
  @ParameterizedTest
  @EnumSource(EvictionPolicy.class)
  void maxEntries_zero(EvictionPolicy policy) {
    TestCloseable.Listener heard = new TestCloseable.Listener();
    TestCloseable.Loader loader = new TestCloseable.Loader();
    Cache<String, String> cache =
        fixture.strings(
            c ->
                c.maxEntries(0)
                    .evictionPolicy(policy)
                    .statisticsEnabled(true)
                    .readThrough(true)
                    .loaderFactory(factory(() -> loader))
                    .listener(
                        new MutableCacheEntryListenerConfiguration<>(
                            factory(() -> heard), null, true, true)));
    cache.put("k", "v");
    assertThat(cache.containsKey("k")).isFalse();
    assertThat(cache).isEmpty();
    assertThat(cache.get("k")).isEqualTo("k");
    assertThat(cache.get("k")).isEqualTo("k");
    assertThat(loader.loads).hasValue(2);
    assertThat(cache.getAll(Set.of("a", "b"))).hasSize(2);
    assertThat(heard.heard()).startsWith("CREATED k=v (old null)");
    assertThat(JCacheFixture.statistics(cache).getCacheHits()).isZero();
    assertThat(JCacheFixture.statistics(cache).getCachePuts()).isEqualTo(1);
    assertThat(JCacheFixture.statistics(cache).getCacheEvictions()).isEqualTo(5);
  }

  /** Caching switched off changes no result that does not depend on what is kept. */
  @Test
  void topologyNone() {
    TestCloseable.Loader loader = new TestCloseable.Loader();
    TestCloseable.Writer writer = new TestCloseable.Writer();
    Cache<String, String> cache =
        fixture.strings(
            c ->
                c.topology(Topology.NONE)
                    .statisticsEnabled(true)
                    .readThrough(true)
                    .loaderFactory(factory(() -> loader))
                    .writeThrough(true)
                    .writerFactory(factory(() -> writer)));
    cache.put("k", "v");
    cache.putAll(Map.of("a", "1", "b", "2"));
    assertThat(writer.written).isEqualTo(Map.of("k", "v", "a", "1", "b", "2"));
    assertThat(cache.get("k")).isEqualTo("k");
    assertThat(cache.getAll(Set.of("a", "b"))).isEqualTo(Map.of("a", "a", "b", "b"));
    assertThat(loader.loads).hasValue(3);
    assertThat(cache.getAndPut("k", "w")).isNull();
    assertThat(cache.putIfAbsent("k", "x")).isTrue();
    assertThat(cache.replace("k", "y")).isFalse();
    assertThat(cache.remove("k")).isFalse();
    assertThat(writer.written).doesNotContainKey("k");
    assertThat(cache.containsKey("a")).isFalse();
    assertThat(cache).isEmpty();
    String result =
        cache.invoke(
            "p",
            (entry, arguments) -> {
              String value = entry.getValue();
              entry.setValue("set");
              return value + entry.getValue();
            });
    assertThat(result).isEqualTo("pset");
    assertThat(writer.written).containsEntry("p", "set");
    cache.removeAll();
    cache.clear();
    assertThat(JCacheFixture.statistics(cache).getCacheHits()).isZero();
  }
}
