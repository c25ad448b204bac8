package io.nearfar.internal.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.nearfar.config.NearfarConfiguration;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.integration.CacheLoader;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.EntryProcessorException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Null, wrong types and closed caches, for every method of {@link Cache}. */
@SuppressWarnings({"unchecked", "rawtypes"}) // wrong types get in through raw ones only
class CacheArgumentsTest {
  private static final EntryProcessor<String, String, String> NOTHING = (entry, arguments) -> null;

  private final JCacheFixture fixture = new JCacheFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  /** A call with a bad argument. */
  interface Call {
    void on(Cache<String, String> cache);
  }

  static Stream<Arguments> nulls() {
    Set<String> keys = new HashSet<>(List.of("k"));
    keys.add(null);
    Map<String, String> nullKey = new HashMap<>(Map.of("a", "b"));
    nullKey.put(null, "v");
    Map<String, String> nullValue = new HashMap<>(Map.of("a", "b"));
    nullValue.put("k", null);
    Map<Call, String> calls = new LinkedHashMap<>();
    calls.put(cache -> cache.get(null), "The key");
    calls.put(cache -> cache.getAll(null), "The set of keys");
    calls.put(cache -> cache.getAll(keys), "A key");
    calls.put(cache -> cache.containsKey(null), "The key");
    calls.put(cache -> cache.loadAll(null, true, null), "The set of keys");
    calls.put(cache -> cache.loadAll(keys, true, null), "A key");
    calls.put(cache -> cache.put(null, "v"), "The key");
    calls.put(cache -> cache.put("k", null), "The value");
    calls.put(cache -> cache.getAndPut(null, "v"), "The key");
    calls.put(cache -> cache.getAndPut("k", null), "The value");
    calls.put(cache -> cache.putAll(null), "The map");
    calls.put(cache -> cache.putAll(nullKey), "The key");
    calls.put(cache -> cache.putAll(nullValue), "The value");
    calls.put(cache -> cache.putIfAbsent(null, "v"), "The key");
    calls.put(cache -> cache.putIfAbsent("k", null), "The value");
    calls.put(cache -> cache.remove(null), "The key");
    calls.put(cache -> cache.remove(null, "v"), "The key");
    calls.put(cache -> cache.remove("k", null), "The old value");
    calls.put(cache -> cache.getAndRemove(null), "The key");
    calls.put(cache -> cache.replace(null, "a", "b"), "The key");
    calls.put(cache -> cache.replace("k", null, "b"), "The old value");
    calls.put(cache -> cache.replace("k", "a", null), "The value");
    calls.put(cache -> cache.replace(null, "v"), "The key");
    calls.put(cache -> cache.replace("k", null), "The value");
    calls.put(cache -> cache.getAndReplace(null, "v"), "The key");
    calls.put(cache -> cache.getAndReplace("k", null), "The value");
    calls.put(cache -> cache.removeAll(null), "The set of keys");
    calls.put(cache -> cache.removeAll(keys), "A key");
    calls.put(cache -> cache.invoke(null, NOTHING), "The key");
    calls.put(cache -> cache.invoke("k", null), "The entry processor");
    calls.put(cache -> cache.invokeAll(null, NOTHING), "The set of keys");
    calls.put(cache -> cache.invokeAll(keys, NOTHING), "A key");
    calls.put(cache -> cache.invokeAll(Set.of("k"), null), "The entry processor");
    calls.put(cache -> cache.registerCacheEntryListener(null), "The listener configuration");
    calls.put(cache -> cache.deregisterCacheEntryListener(null), "The listener configuration");
    return calls.entrySet().stream().map(e -> Arguments.of(e.getKey(), e.getValue()));
  }

  @ParameterizedTest
  @MethodSource("nulls")
  void anyMethod_null(Call call, String argument) {
    Cache<String, String> cache = fixture.strings(c -> c);
    cache.put("k", "old");
    Throwable thrown = catchThrowable(() -> call.on(cache));
    assertThat(thrown).isInstanceOf(NullPointerException.class).hasMessageContaining(argument);
    Texts.check(thrown);
    assertThat(cache).hasSize(1);
    assertThat(cache.get("k")).isEqualTo("old");
  }

  @ParameterizedTest
  @MethodSource("nulls")
  void anyMethod_closed(Call call, String argument) {
    Cache<String, String> cache = fixture.strings(c -> c);
    cache.close();
    Throwable thrown = catchThrowable(() -> call.on(cache));
    assertThat(thrown).isInstanceOf(IllegalStateException.class).hasMessageContaining("orders");
    Texts.check(thrown);
  }

  @Test
  void methodsWithoutArguments_closed() {
    Cache<String, String> cache = fixture.strings(c -> c);
    cache.put("k", "v");
    Iterator<Cache.Entry<String, String>> iterator = cache.iterator();
    cache.close();
    cache.close();
    assertThat(cache.isClosed()).isTrue();
    assertThat(cache.getName()).isEqualTo("orders");
    assertThat(cache.getCacheManager()).isSameAs(fixture.manager);
    List<ThrowingCallable> calls =
        List.of(
            cache::clear,
            cache::removeAll,
            cache::iterator,
            iterator::hasNext,
            iterator::next,
            iterator::remove);
    for (ThrowingCallable call : calls) {
      Throwable thrown = catchThrowable(call);
      assertThat(thrown).isInstanceOf(IllegalStateException.class);
      Texts.check(thrown);
    }
  }

  @Test
  void iterator_wrongOrder() {
    Cache<String, String> cache = fixture.strings(c -> c);
    cache.put("k", "v");
    Iterator<Cache.Entry<String, String>> iterator = cache.iterator();
    Throwable early = catchThrowable(iterator::remove);
    iterator.next();
    iterator.remove();
    Throwable twice = catchThrowable(iterator::remove);
    Throwable end = catchThrowable(iterator::next);
    assertThat(early).isInstanceOf(IllegalStateException.class);
    assertThat(twice).isInstanceOf(IllegalStateException.class);
    assertThat(end).isInstanceOf(NoSuchElementException.class);
    Stream.of(early, twice, end).forEach(Texts::check);
  }

  @Test
  void getConfiguration_unknownClass() {
    Cache<String, String> cache = fixture.strings(c -> c);
    Throwable unknown =
        catchThrowable(() -> cache.getConfiguration((Class) MutableConfiguration.class));
    Throwable none = catchThrowable(() -> cache.getConfiguration(null));
    assertThat(unknown).isInstanceOf(IllegalArgumentException.class);
    assertThat(none).isInstanceOf(NullPointerException.class);
    Texts.check(unknown);
    Texts.check(none);
    assertThat(cache.getConfiguration(Configuration.class))
        .isInstanceOf(NearfarConfiguration.class);
  }

  @Test
  void unwrap_unknownClass() {
    Cache<String, String> cache = fixture.strings(c -> c);
    cache.put("k", "v");
    Cache.Entry<String, String> entry = cache.iterator().next();
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> cache.unwrap(String.class),
            () -> fixture.manager.unwrap(String.class),
            () -> entry.unwrap(String.class))) {
      Throwable thrown = catchThrowable(call);
      assertThat(thrown).isInstanceOf(IllegalArgumentException.class);
      Texts.check(thrown);
    }
    assertThat(cache.unwrap(NearfarJCache.class)).isSameAs(cache);
  }

  static Stream<Call> wrongTypes() {
    return Stream.<java.util.function.Consumer<Cache>>of(
            cache -> cache.put(1, "v"),
            cache -> cache.put("k", 1),
            cache -> cache.getAndPut(1, "v"),
            cache -> cache.getAndPut("k", 1),
            cache -> cache.putIfAbsent(1, "v"),
            cache -> cache.putIfAbsent("x", 1),
            cache -> cache.putAll(Map.of(1, "v")),
            cache -> cache.putAll(Map.of("k", 1)),
            cache -> cache.replace("k", 1),
            cache -> cache.replace("k", "old", 1),
            cache -> cache.getAndReplace("k", 1),
            cache -> cache.invoke(1, NOTHING),
            cache -> cache.invokeAll(Set.of(1), NOTHING))
        .map(raw -> cache -> raw.accept(cache));
  }

  @ParameterizedTest
  @MethodSource("wrongTypes")
  void write_wrongType(Call call) {
    Cache<String, String> cache = fixture.strings(c -> c);
    cache.put("k", "old");
    Throwable thrown = catchThrowable(() -> call.on(cache));
    assertThat(thrown).isInstanceOf(ClassCastException.class);
    Texts.check(thrown);
    assertThat(cache).hasSize(1);
    assertThat(cache.get("k")).isEqualTo("old");
  }

  @Test
  void setValue_wrongType() {
    Cache<String, String> cache = fixture.strings(c -> c);
    EntryProcessor processor =
        (entry, arguments) -> {
          entry.setValue(Texts.SECRET.length());
          return null;
        };
    Throwable thrown = catchThrowable(() -> ((Cache) cache).invoke("k", processor));
    assertThat(thrown)
        .isInstanceOf(EntryProcessorException.class)
        .hasCauseInstanceOf(ClassCastException.class);
    Texts.check(thrown);
    Texts.check(thrown.getCause());
    assertThat(cache.containsKey("k")).isFalse();
  }

  @Test
  void load_wrongType() {
    CacheLoader loader =
        new CacheLoader<Object, Object>() {
          @Override
          public Object load(Object key) {
            return 1;
          }

          @Override
          public Map<Object, Object> loadAll(Iterable<?> keys) {
            return new HashMap<>(Collections.singletonMap("k", 1));
          }
        };
    Cache<String, String> cache =
        fixture.strings(c -> c.readThrough(true).loaderFactory(() -> loader));
    assertThat(catchThrowable(() -> ((Cache) cache).get("k")))
        .hasCauseInstanceOf(ClassCastException.class)
        .satisfies(Texts::check);
    assertThat(catchThrowable(() -> cache.getAll(Set.of("k"))))
        .hasCauseInstanceOf(ClassCastException.class)
        .satisfies(Texts::check);
    assertThat(catchThrowable(() -> ((Cache) cache).get(1)))
        .isInstanceOf(ClassCastException.class)
        .satisfies(Texts::check);
    assertThat(cache).isEmpty();
  }
}
