package io.nearfar.internal.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearfar.cache.NearfarCache;
import java.util.concurrent.CompletableFuture;
import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the face adds to loads from functions of the callers: checks, and nothing of its own. */
class CallerLoadsFaceTest {
  private final TestProvider provider = new TestProvider(System::nanoTime);
  private final NearfarCache<String, Integer> cache = open();

  @SuppressWarnings("unchecked")
  private NearfarCache<String, Integer> open() {
    Cache<String, Integer> created =
        provider
            .getCacheManager()
            .createCache(
                "orders",
                new MutableConfiguration<String, Integer>().setTypes(String.class, Integer.class));
    return created.unwrap(NearfarCache.class);
  }

  @AfterEach
  void close() {
    provider.close();
  }

  @Test
  void loads() {
    assertThat(cache.get("a", String::length)).isEqualTo(1);
    assertThat(cache.get("a")).isEqualTo(1);
    assertThat(cache.refresh("a", key -> 2)).isEqualTo(2);
    assertThat(cache.get("a", key -> 3)).isEqualTo(2);
    assertThat(later(cache.getAsync("b", key -> CompletableFuture.completedFuture(4))))
        .isEqualTo(4);
    assertThat(later(cache.refreshAsync("b", key -> CompletableFuture.completedFuture(5))))
        .isEqualTo(5);
    assertThat(cache.get("b")).isEqualTo(5);
  }

  private static Integer later(java.util.concurrent.CompletionStage<Integer> stage) {
    return stage.toCompletableFuture().join();
  }

  @Test
  @SuppressWarnings("NullAway") // what careless code does
  void nulls_areRefused() {
    assertThatThrownBy(() -> cache.get(null, key -> 1)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> cache.get("a", null))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("The function");
    assertThatThrownBy(() -> cache.refresh("a", null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> cache.getAsync("a", null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> cache.refreshAsync("a", null))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> cache.getAsync("a", key -> null))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("stage");
    assertThat(cache.containsKey("a")).isFalse();
  }

  @Test
  @SuppressWarnings({"unchecked", "rawtypes"})
  void otherTypes_areRefused() {
    NearfarCache raw = cache;
    assertThatThrownBy(() -> raw.get("a", key -> "text")).isInstanceOf(ClassCastException.class);
    assertThatThrownBy(() -> raw.get(1, key -> 1)).isInstanceOf(ClassCastException.class);
    assertThatThrownBy(
            () -> later(raw.getAsync("a", key -> CompletableFuture.completedFuture("text"))))
        .hasCauseInstanceOf(ClassCastException.class);
    assertThat(cache.containsKey("a")).isFalse();
  }

  @Test
  void closed_isRefused() {
    cache.close();
    assertThatThrownBy(() -> cache.get("a", key -> 1)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> cache.refreshAsync("a", key -> new CompletableFuture<>()))
        .isInstanceOf(IllegalStateException.class);
  }

  /** An unchecked failure of the function is not wrapped: there is no loader of the cache's. */
  @Test
  void failure_comesAsItIs() {
    IllegalArgumentException failure = new IllegalArgumentException("source");
    assertThatThrownBy(
            () ->
                cache.get(
                    "a",
                    key -> {
                      throw failure;
                    }))
        .isSameAs(failure);
  }
}
