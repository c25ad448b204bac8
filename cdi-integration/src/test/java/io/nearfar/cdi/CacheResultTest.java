package io.nearfar.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.annotation.CacheKey;
import javax.cache.annotation.CacheResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code @CacheResult}: result, key, skipGet, exception cache, nulls. */
@Tag("lite")
class CacheResultTest {
  private final TestContainer container = new TestContainer(Products.class);
  private final Products products = container.get(Products.class);

  @AfterEach
  void close() {
    container.close();
  }

  @Test
  void result_isCached() {
    assertThat(products.name(1)).isEqualTo("product 1, call 1");
    assertThat(products.name(1)).isEqualTo("product 1, call 1");
    assertThat(products.name(2)).isEqualTo("product 2, call 2");
    assertThat(container.cache("names").get(MethodKey.of(1L))).isEqualTo("product 1, call 1");
  }

  @Test
  void method_isInterceptedOnce() {
    products.name(1);

    assertThat(products.calls()).isEqualTo(1);
    assertThat(container.cache("names")).hasSize(1);
  }

  @Test
  void defaultCacheName_isThatOfTheMethod() {
    products.unnamed("a", 1);

    String name = Products.class.getName() + ".unnamed(java.lang.String,int)";
    assertThat(container.cache(name).get(MethodKey.of("a", 1))).isEqualTo("a1");
  }

  @Test
  void primitiveResult_isCached() {
    assertThat(products.count(5)).isEqualTo(1);
    assertThat(products.count(5)).isEqualTo(1);
  }

  @Test
  void cacheKey_leavesOtherParametersOut() {
    assertThat(products.keyed(1, "x")).isEqualTo("x1");
    assertThat(products.keyed(1, "y")).isEqualTo("x1");
    assertThat(products.keyed(2, "y")).isEqualTo("y2");
  }

  @Test
  void noParameters_areOneKey() {
    assertThat(products.all()).isEqualTo(1);
    assertThat(products.all()).isEqualTo(1);
    assertThat(container.cache("all").get(MethodKey.of())).isEqualTo(1);
  }

  @Test
  void skipGet_callsAlwaysAndStores() {
    assertThat(products.name(1)).endsWith("call 1");
    assertThat(products.fresh(1)).endsWith("call 2");
    assertThat(products.fresh(1)).endsWith("call 3");
    assertThat(products.name(1)).endsWith("call 3");
  }

  @Test
  void nullResult_isCached() {
    assertThat(products.nothing(1)).isNull();
    assertThat(products.nothing(1)).isNull();

    assertThat(products.calls()).isEqualTo(1);
    assertThat(container.cache("nothing").get(MethodKey.of(1L))).isEqualTo(CachedNull.INSTANCE);
  }

  @Test
  @Tag("nearfar") // Optional is not serializable, which others ask for
  void optionalResult_isCached() {
    assertThat(products.maybe(1)).isEmpty();
    assertThat(products.maybe(1)).isEmpty();
    assertThat(products.calls()).isEqualTo(1);
  }

  @Test
  void exception_isNotCachedByDefault() {
    assertThatThrownBy(() -> products.failing(1)).hasMessage("failure 1");
    assertThatThrownBy(() -> products.failing(1)).hasMessage("failure 2");
  }

  @Test
  void exceptionCache_throwsTheSameAgain() {
    Throwable first = catchFrom(() -> products.remembered(1));
    Throwable second = catchFrom(() -> products.remembered(1));

    assertThat(first).isExactlyInstanceOf(IOException.class).hasMessage("failure 1");
    assertThat(second).isExactlyInstanceOf(IOException.class).hasMessage("failure 1");
    assertThat(second.getStackTrace()).isEqualTo(first.getStackTrace());
    assertThat(products.calls()).isEqualTo(1);
  }

  @Test
  void exceptionCache_isOnlyForItsKey() {
    assertThatThrownBy(() -> products.remembered(1)).hasMessage("failure 1");
    assertThatThrownBy(() -> products.remembered(2)).hasMessage("failure 2");
  }

  @Test
  void exceptionCache_isNotAskedWithSkipGet() {
    assertThatThrownBy(() -> products.remembered(1)).hasMessage("failure 1");
    assertThatThrownBy(() -> products.rememberedSkipping(1)).hasMessage("failure 2");
    assertThatThrownBy(() -> products.remembered(1)).hasMessage("failure 2");
  }

  @Test
  void cachedExceptions_areTheOnlyOnes() {
    assertThatThrownBy(() -> products.onlyIo(1, new IOException("1"))).hasMessage("1");
    assertThatThrownBy(() -> products.onlyIo(1, new IOException("2"))).hasMessage("1");
    assertThatThrownBy(() -> products.onlyIo(2, new IllegalStateException("1"))).hasMessage("1");
    assertThatThrownBy(() -> products.onlyIo(2, new IllegalStateException("2"))).hasMessage("2");
  }

  @Test
  void nonCachedExceptions_areNotCached() {
    assertThatThrownBy(() -> products.notIo(1, new IOException("1"))).hasMessage("1");
    assertThatThrownBy(() -> products.notIo(1, new IOException("2"))).hasMessage("2");
    assertThatThrownBy(() -> products.notIo(2, new IllegalStateException("1"))).hasMessage("1");
    assertThatThrownBy(() -> products.notIo(2, new IllegalStateException("2"))).hasMessage("1");
  }

  @Test
  void bothLists_cacheWhatIsInTheFirstOnly() {
    assertThatThrownBy(() -> products.both(1, new IOException("1"))).hasMessage("1");
    assertThatThrownBy(() -> products.both(1, new IOException("2"))).hasMessage("1");
    assertThatThrownBy(() -> products.both(2, new java.io.EOFException("1"))).hasMessage("1");
    assertThatThrownBy(() -> products.both(2, new java.io.EOFException("2"))).hasMessage("2");
    assertThatThrownBy(() -> products.both(3, new IllegalStateException("1"))).hasMessage("1");
    assertThatThrownBy(() -> products.both(3, new IllegalStateException("2"))).hasMessage("2");
  }

  @Test
  void resultOfAnotherMethod_isRefusedWithWords() {
    products.name(1);

    assertThatThrownBy(() -> products.numberInNames(1))
        .isInstanceOf(ClassCastException.class)
        .hasMessageContaining("NEARFAR-CDI-003")
        .hasMessageContaining("numberInNames");
  }

  private static Throwable catchFrom(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return org.assertj.core.api.Assertions.catchThrowable(call);
  }

  @ApplicationScoped
  static class Products {
    private final AtomicInteger calls = new AtomicInteger();

    int calls() {
      return calls.get();
    }

    @CacheResult(cacheName = "names")
    String name(long id) {
      return "product " + id + ", call " + calls.incrementAndGet();
    }

    @CacheResult(cacheName = "names", skipGet = true)
    String fresh(long id) {
      return "product " + id + ", call " + calls.incrementAndGet();
    }

    @CacheResult(cacheName = "names")
    Integer numberInNames(long id) {
      return 1;
    }

    @CacheResult
    String unnamed(String a, int b) {
      return a + b;
    }

    @CacheResult(cacheName = "counts")
    int count(int id) {
      return calls.incrementAndGet();
    }

    @CacheResult(cacheName = "keyed")
    String keyed(@CacheKey int id, String other) {
      return other + id;
    }

    @CacheResult(cacheName = "all")
    int all() {
      return calls.incrementAndGet();
    }

    @CacheResult(cacheName = "nothing")
    Object nothing(long id) {
      calls.incrementAndGet();
      return null;
    }

    @CacheResult(cacheName = "maybe")
    Optional<String> maybe(long id) {
      calls.incrementAndGet();
      return Optional.empty();
    }

    @CacheResult(cacheName = "failing")
    String failing(long id) {
      throw new IllegalStateException("failure " + calls.incrementAndGet());
    }

    @CacheResult(cacheName = "remembered", exceptionCacheName = "failures")
    String remembered(long id) throws IOException {
      throw new IOException("failure " + calls.incrementAndGet());
    }

    @CacheResult(cacheName = "remembered", exceptionCacheName = "failures", skipGet = true)
    String rememberedSkipping(long id) throws IOException {
      throw new IOException("failure " + calls.incrementAndGet());
    }

    @CacheResult(
        cacheName = "io",
        exceptionCacheName = "ioFailures",
        cachedExceptions = IOException.class)
    String onlyIo(@CacheKey long id, Exception failure) throws Exception {
      throw failure;
    }

    @CacheResult(
        cacheName = "notIo",
        exceptionCacheName = "notIoFailures",
        nonCachedExceptions = IOException.class)
    String notIo(@CacheKey long id, Exception failure) throws Exception {
      throw failure;
    }

    @CacheResult(
        cacheName = "both",
        exceptionCacheName = "bothFailures",
        cachedExceptions = IOException.class,
        nonCachedExceptions = java.io.EOFException.class)
    String both(@CacheKey long id, Exception failure) throws Exception {
      throw failure;
    }
  }
}
