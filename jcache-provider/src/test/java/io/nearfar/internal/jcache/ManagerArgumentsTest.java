package io.nearfar.internal.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.nearfar.NearfarCachingProvider;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad arguments of {@link CacheManager} and the provider: null, duplicates, types, closed. */
class ManagerArgumentsTest {
  private final JCacheFixture fixture = new JCacheFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  /** A call with a bad argument. */
  interface Call {
    void on(CacheManager manager);
  }

  static Stream<Arguments> nulls() {
    Map<Call, String> calls = new LinkedHashMap<>();
    calls.put(m -> m.createCache(null, new MutableConfiguration<>()), "The cache name");
    calls.put(m -> m.createCache("new", null), "The configuration");
    calls.put(m -> m.getCache(null), "The cache name");
    calls.put(m -> m.getCache(null, String.class, String.class), "The cache name");
    calls.put(m -> m.getCache("orders", null, String.class), "The key type");
    calls.put(m -> m.getCache("orders", String.class, null), "The value type");
    calls.put(m -> m.destroyCache(null), "The cache name");
    calls.put(m -> m.enableManagement(null, true), "The cache name");
    calls.put(m -> m.enableStatistics(null, true), "The cache name");
    return calls.entrySet().stream().map(e -> Arguments.of(e.getKey(), e.getValue()));
  }

  @ParameterizedTest
  @MethodSource("nulls")
  void anyMethod_null(Call call, String argument) {
    fixture.strings(c -> c);
    Throwable thrown = catchThrowable(() -> call.on(fixture.manager));
    assertThat(thrown).isInstanceOf(NullPointerException.class).hasMessageContaining(argument);
    Texts.check(thrown);
    assertThat(fixture.manager.getCacheNames()).containsExactly("orders");
  }

  @ParameterizedTest
  @MethodSource("nulls")
  void anyMethod_closed(Call call, String argument) {
    fixture.manager.close();
    Throwable thrown = catchThrowable(() -> call.on(fixture.manager));
    assertThat(thrown).isInstanceOf(IllegalStateException.class).hasMessageContaining("fixture");
    Texts.check(thrown);
  }

  @Test
  void otherMethods_closed() {
    fixture.manager.close();
    fixture.manager.close();
    assertThat(fixture.manager.isClosed()).isTrue();
    assertThat(fixture.manager.getURI()).isEqualTo(JCacheFixture.URI_OF_MANAGER);
    assertThat(fixture.manager.getCachingProvider()).isSameAs(fixture.provider);
    assertThat(fixture.manager.getProperties()).isEmpty();
    assertThat(catchThrowable(fixture.manager::getCacheNames))
        .isInstanceOf(IllegalStateException.class)
        .satisfies(Texts::check);
  }

  @Test
  void unwrap_null() {
    assertThat(catchThrowable(() -> fixture.manager.unwrap(null)))
        .isInstanceOf(NullPointerException.class)
        .satisfies(Texts::check);
  }

  @Test
  void createCache_duplicate() {
    Cache<String, String> first = fixture.strings(c -> c);
    first.put("k", "v");
    Throwable thrown = catchThrowable(() -> fixture.strings(c -> c));
    assertThat(thrown).isInstanceOf(CacheException.class).hasMessageContaining("orders");
    Texts.check(thrown);
    assertThat(first.get("k")).isEqualTo("v");
  }

  @Test
  void createCache_afterDestroy() {
    fixture.strings(c -> c).put("k", "v");
    fixture.manager.destroyCache("orders");
    fixture.manager.destroyCache("orders");
    fixture.manager.destroyCache("none of this name");
    assertThat(fixture.strings(c -> c)).isEmpty();
  }

  @Test
  void getCache_wrongTypes() {
    fixture.strings(c -> c);
    for (Call call :
        new Call[] {
          m -> m.getCache("orders", Object.class, String.class),
          m -> m.getCache("orders", String.class, Integer.class)
        }) {
      Throwable thrown = catchThrowable(() -> call.on(fixture.manager));
      assertThat(thrown).isInstanceOf(ClassCastException.class);
      Texts.check(thrown);
    }
    assertThat(fixture.manager.<Object, Object>getCache("orders")).isNotNull();
    assertThat(fixture.manager.getCache("none", String.class, String.class)).isNull();
    assertThat(fixture.manager.<Object, Object>getCache("none")).isNull();
  }

  @Test
  void provider_null() {
    try (NearfarCachingProvider provider = new NearfarCachingProvider()) {
      Throwable close = catchThrowable(() -> provider.close(null));
      assertThat(close).isInstanceOf(NullPointerException.class).hasMessageContaining("loader");
      Texts.check(close);
      Throwable feature = catchThrowable(() -> provider.isSupported(null));
      assertThat(feature).isInstanceOf(NullPointerException.class).hasMessageContaining("feature");
      Texts.check(feature);
    }
  }
}
