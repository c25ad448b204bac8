package io.nearfar.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nearfar.testing.RedisServer;
import java.util.Map;
import java.util.Set;
import javax.cache.Cache;
import javax.cache.CacheException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A map of Redisson answers as a cache does. */
class MapCacheTest {
  private final RedisServer server = RedisServer.builder().start();
  private final RedissonMaps maps =
      new RedissonMaps(RedissonMaps.LOCAL_MAP, Map.of("nearfar.far.url", server.url()));
  private final Cache<Integer, Long> cache = maps.cache("values");

  @AfterEach
  void tearDown() {
    maps.close();
    server.close();
  }

  @Test
  void nothingThere() {
    assertThat(cache.get(1)).isNull();
    assertThat(cache.getAll(Set.of(1, 2))).isEmpty();
    assertThat(cache.containsKey(1)).isFalse();
    assertThat(cache.replace(1, 10L)).isFalse();
    assertThat(cache.replace(1, 10L, 11L)).isFalse();
    assertThat(cache.getAndReplace(1, 10L)).isNull();
    assertThat(cache.remove(1)).isFalse();
    assertThat(cache.remove(1, 10L)).isFalse();
    assertThat(cache.getAndRemove(1)).isNull();
    assertThat(cache.containsKey(1)).isFalse();
  }

  @Test
  void write_eachReturnsWhatACacheReturns() {
    assertThat(cache.putIfAbsent(1, 10L)).isTrue();
    assertThat(cache.putIfAbsent(1, 11L)).isFalse();
    assertThat(cache.getAndPut(1, 12L)).isEqualTo(10);
    cache.put(1, 13L);
    assertThat(cache.replace(1, 14L)).isTrue();
    assertThat(cache.getAndReplace(1, 15L)).isEqualTo(14);
    assertThat(cache.replace(1, 14L, 16L)).isFalse();
    assertThat(cache.replace(1, 15L, 16L)).isTrue();
    assertThat(cache.get(1)).isEqualTo(16);
    assertThat(cache.containsKey(1)).isTrue();
    cache.putAll(Map.of(1, 17L, 2, 20L));
    assertThat(cache.getAll(Set.of(1, 2, 3))).isEqualTo(Map.of(1, 17L, 2, 20L));
  }

  @Test
  void remove_eachReturnsWhatACacheReturns() {
    cache.putAll(Map.of(1, 10L, 2, 20L, 3, 30L, 4, 40L, 5, 50L, 6, 60L));
    assertThat(cache.remove(1)).isTrue();
    assertThat(cache.remove(2, 21L)).isFalse();
    assertThat(cache.remove(2, 20L)).isTrue();
    assertThat(cache.getAndRemove(3)).isEqualTo(30);
    cache.removeAll(Set.of(4, 5));
    assertThat(cache.getAll(Set.of(1, 2, 3, 4, 5, 6))).isEqualTo(Map.of(6, 60L));
    cache.clear();
    assertThat(cache.get(6)).isNull();
  }

  @Test
  void noAnswer_outcomeUnknown() {
    server.pause();
    CacheException failure =
        catchThrowableOfType(CacheException.class, () -> cache.getAndPut(1, 10L));
    server.resume();
    assertThat(Outcome.of(failure)).isEqualTo(Outcome.UNKNOWN);
  }
}
