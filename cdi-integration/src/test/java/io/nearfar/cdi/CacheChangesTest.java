package io.nearfar.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.EOFException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.cache.Cache;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheKey;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheRemoveAll;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.CacheValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * {@code @CachePut}, {@code @CacheRemove}, {@code @CacheRemoveAll}: when, and after which
 * exceptions.
 */
@Tag("lite")
class CacheChangesTest {
  private final TestContainer container = new TestContainer(Prices.class);
  private final Prices prices = container.get(Prices.class);

  @AfterEach
  void close() {
    container.close();
  }

  private Object stored(long id) {
    Cache<Object, Object> cache = container.cache("prices");
    return cache == null ? null : cache.get(MethodKey.of(id));
  }

  private void store(long id, String value) {
    prices.put(id, value);
  }

  @Test
  void put_storesTheMarkedValue() {
    prices.putMarked("not the value", 1, "ten");

    assertThat(stored(1)).isEqualTo("ten");
  }

  @Test
  void put_storesTheOnlyParameterThatIsNoKey() {
    prices.put(1, "ten");

    assertThat(stored(1)).isEqualTo("ten");
    assertThat(prices.get(1)).isEqualTo("ten");
  }

  @Test
  void put_storesNullAsNull() {
    store(1, "ten");
    prices.put(1, null);

    assertThat(stored(1)).isEqualTo(CachedNull.INSTANCE);
    assertThat(prices.get(1)).isNull();
  }

  @Test
  void put_afterInvocation_isNotSeenByTheMethod() {
    store(1, "old");

    assertThat(prices.putAfter(1, "new", container)).isEqualTo("old");
    assertThat(stored(1)).isEqualTo("new");
  }

  @Test
  void put_beforeInvocation_isSeenByTheMethod() {
    store(1, "old");

    assertThat(prices.putBefore(1, "new", container)).isEqualTo("new");
  }

  @Test
  void put_beforeInvocation_staysWhenTheMethodFails() {
    assertThatThrownBy(() -> prices.putBeforeAndFail(1, "new")).isInstanceOf(IOException.class);

    assertThat(stored(1)).isEqualTo("new");
  }

  @Test
  void put_afterAnyException_isNotDone() {
    assertThatThrownBy(() -> prices.putAndFail(1, "new", new IOException()))
        .isInstanceOf(IOException.class);

    assertThat(stored(1)).isNull();
  }

  @Test
  void put_cacheFor_isDoneAfterThese() {
    assertThatThrownBy(() -> prices.putFor(1, "1", new IOException()));
    assertThatThrownBy(() -> prices.putFor(2, "2", new IllegalStateException()));

    assertThat(stored(1)).isEqualTo("1");
    assertThat(stored(2)).isNull();
  }

  @Test
  void put_noCacheFor_isDoneAfterOthers() {
    assertThatThrownBy(() -> prices.putNotFor(1, "1", new IOException()));
    assertThatThrownBy(() -> prices.putNotFor(2, "2", new IllegalStateException()));

    assertThat(stored(1)).isNull();
    assertThat(stored(2)).isEqualTo("2");
  }

  @Test
  void put_bothLists_isDoneAfterWhatIsInTheFirstOnly() {
    assertThatThrownBy(() -> prices.putBoth(1, "1", new IOException()));
    assertThatThrownBy(() -> prices.putBoth(2, "2", new EOFException()));
    assertThatThrownBy(() -> prices.putBoth(3, "3", new IllegalStateException()));

    assertThat(stored(1)).isEqualTo("1");
    assertThat(stored(2)).isNull();
    assertThat(stored(3)).isNull();
  }

  @Test
  void put_ofAnAsynchronousMethod_isDoneWhenItEnds() {
    CompletableFuture<String> end = new CompletableFuture<>();
    CompletionStage<String> seen = prices.putAsync(1, "new", end);
    assertThat(stored(1)).isNull();

    end.complete("done");

    assertThat(seen.toCompletableFuture()).isCompletedWithValue("done");
    assertThat(stored(1)).isEqualTo("new");
  }

  @Test
  void put_ofAnAsynchronousMethod_isNotDoneWhenItFails() {
    CompletionStage<String> seen =
        prices.putAsync(1, "new", CompletableFuture.failedFuture(new IOException()));

    assertThat(seen.toCompletableFuture()).isCompletedExceptionally();
    assertThat(stored(1)).isNull();
  }

  @Test
  void remove_afterInvocation() {
    store(1, "old");
    store(2, "other");

    assertThat(prices.remove(1, container)).isEqualTo("old");
    assertThat(stored(1)).isNull();
    assertThat(stored(2)).isEqualTo("other");
  }

  @Test
  void remove_beforeInvocation() {
    store(1, "old");

    assertThat(prices.removeBefore(1, container)).isNull();
  }

  @Test
  void remove_afterAnyException_isNotDone() {
    store(1, "old");

    assertThatThrownBy(() -> prices.removeAndFail(1, new IOException()));

    assertThat(stored(1)).isEqualTo("old");
  }

  @Test
  void remove_evictFor_isDoneAfterThese() {
    store(1, "old");
    assertThatThrownBy(() -> prices.removeFor(1, new IllegalStateException()));
    assertThat(stored(1)).isEqualTo("old");

    assertThatThrownBy(() -> prices.removeFor(1, new IOException()));
    assertThat(stored(1)).isNull();
  }

  @Test
  void remove_noEvictFor_isDoneAfterOthers() {
    store(1, "old");
    assertThatThrownBy(() -> prices.removeNotFor(1, new IOException()));
    assertThat(stored(1)).isEqualTo("old");

    assertThatThrownBy(() -> prices.removeNotFor(1, new IllegalStateException()));
    assertThat(stored(1)).isNull();
  }

  @Test
  void removeAll_afterInvocation() {
    store(1, "old");
    store(2, "old");

    assertThat(prices.removeAll(container)).isEqualTo("old");
    assertThat(stored(1)).isNull();
    assertThat(stored(2)).isNull();
  }

  @Test
  void removeAll_beforeInvocation() {
    store(1, "old");

    assertThat(prices.removeAllBefore(container)).isNull();
  }

  @Test
  void removeAll_exceptions() {
    store(1, "old");
    assertThatThrownBy(() -> prices.removeAllAndFail(new IOException()));
    assertThat(stored(1)).isEqualTo("old");

    assertThatThrownBy(() -> prices.removeAllFor(new IllegalStateException()));
    assertThat(stored(1)).isEqualTo("old");

    assertThatThrownBy(() -> prices.removeAllFor(new IOException()));
    assertThat(stored(1)).isNull();
  }

  @ApplicationScoped
  @CacheDefaults(cacheName = "prices")
  static class Prices {
    private static Object stored(long id, TestContainer container) {
      return container.manager().getCache("prices").get(MethodKey.of(id));
    }

    @CacheResult
    String get(long id) {
      return "computed";
    }

    @CachePut
    void put(@CacheKey long id, String price) {}

    @CachePut
    void putMarked(String other, @CacheKey long id, @CacheValue String price) {}

    @CachePut
    Object putAfter(@CacheKey long id, @CacheValue String price, TestContainer container) {
      return stored(id, container);
    }

    @CachePut(afterInvocation = false)
    Object putBefore(@CacheKey long id, @CacheValue String price, TestContainer container) {
      return stored(id, container);
    }

    @CachePut(afterInvocation = false)
    void putBeforeAndFail(@CacheKey long id, String price) throws IOException {
      throw new IOException();
    }

    @CachePut
    void putAndFail(@CacheKey long id, @CacheValue String price, Exception failure)
        throws Exception {
      throw failure;
    }

    @CachePut(cacheFor = IOException.class)
    void putFor(@CacheKey long id, @CacheValue String price, Exception failure) throws Exception {
      throw failure;
    }

    @CachePut(noCacheFor = IOException.class)
    void putNotFor(@CacheKey long id, @CacheValue String price, Exception failure)
        throws Exception {
      throw failure;
    }

    @CachePut(cacheFor = IOException.class, noCacheFor = EOFException.class)
    void putBoth(@CacheKey long id, @CacheValue String price, Exception failure) throws Exception {
      throw failure;
    }

    @CachePut
    CompletionStage<String> putAsync(
        @CacheKey long id, @CacheValue String price, CompletableFuture<String> end) {
      return end;
    }

    @CacheRemove
    Object remove(@CacheKey long id, TestContainer container) {
      return stored(id, container);
    }

    @CacheRemove(afterInvocation = false)
    Object removeBefore(@CacheKey long id, TestContainer container) {
      return stored(id, container);
    }

    @CacheRemove
    void removeAndFail(@CacheKey long id, Exception failure) throws Exception {
      throw failure;
    }

    @CacheRemove(evictFor = IOException.class)
    void removeFor(@CacheKey long id, Exception failure) throws Exception {
      throw failure;
    }

    @CacheRemove(noEvictFor = IOException.class)
    void removeNotFor(@CacheKey long id, Exception failure) throws Exception {
      throw failure;
    }

    @CacheRemoveAll
    Object removeAll(TestContainer container) {
      return stored(1, container);
    }

    @CacheRemoveAll(afterInvocation = false)
    Object removeAllBefore(TestContainer container) {
      return stored(1, container);
    }

    @CacheRemoveAll
    void removeAllAndFail(Exception failure) throws Exception {
      throw failure;
    }

    @CacheRemoveAll(evictFor = IOException.class)
    void removeAllFor(Exception failure) throws Exception {
      throw failure;
    }
  }
}
