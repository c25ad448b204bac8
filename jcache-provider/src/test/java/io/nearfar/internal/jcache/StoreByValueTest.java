package io.nearfar.internal.jcache;

import static io.nearfar.internal.jcache.JCacheFixture.factory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.nearfar.config.NearfarConfiguration;
import io.nearfar.config.NearfarConfigurationBuilder;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryListener;
import javax.cache.event.CacheEntryRemovedListener;
import javax.cache.event.CacheEntryUpdatedListener;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import javax.cache.integration.CompletionListenerFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What an application does to its objects after it gave them to the cache, or got them, does not
 * show in a cache that stores by value: all operations, iterators, events, loaders, writers,
 * processors. In one that stores by reference it does.
 */
@Timeout(60)
class StoreByValueTest {
  private static final long KEY = 1;
  private static final long VALUE = 2;

  private final JCacheFixture fixture = new JCacheFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  private Cache<Date, Date> dates(UnaryOperator<NearfarConfigurationBuilder<Date, Date>> settings) {
    return fixture.cache(
        "dates", settings.apply(NearfarConfiguration.builder(Date.class, Date.class)).build());
  }

  private static Date key() {
    return new Date(KEY);
  }

  private static Date value() {
    return new Date(VALUE);
  }

  private static void spoil(Date... dates) {
    for (Date date : dates) {
      date.setTime(date.getTime() + 1_000_000);
    }
  }

  private static void assertIntact(Cache<Date, Date> cache) {
    assertThat(cache.get(key())).isEqualTo(value());
    assertThat(cache)
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.getKey()).isEqualTo(key());
              assertThat(entry.getValue()).isEqualTo(value());
            });
  }

  static Stream<Consumer<Cache<Date, Date>>> stores() {
    return Stream.of(
        cache -> {
          Date k = key();
          Date v = value();
          cache.put(k, v);
          spoil(k, v);
        },
        cache -> {
          Date k = key();
          Date v = value();
          cache.getAndPut(k, v);
          spoil(k, v);
        },
        cache -> {
          Date k = key();
          Date v = value();
          cache.putAll(Map.of(k, v));
          spoil(k, v);
        },
        cache -> {
          Date k = key();
          Date v = value();
          cache.putIfAbsent(k, v);
          spoil(k, v);
        },
        cache -> {
          Date v = value();
          cache.put(key(), new Date(9));
          cache.replace(key(), v);
          spoil(v);
        },
        cache -> {
          Date v = value();
          cache.put(key(), new Date(9));
          cache.replace(key(), new Date(9), v);
          spoil(v);
        },
        cache -> {
          Date v = value();
          cache.put(key(), new Date(9));
          spoil(cache.getAndReplace(key(), v), v);
        },
        cache -> {
          Date k = key();
          Date v = value();
          Date seen =
              cache.invoke(
                  k,
                  (entry, arguments) -> {
                    entry.setValue(v);
                    return entry.getValue();
                  });
          spoil(k, v, seen);
        });
  }

  @ParameterizedTest
  @MethodSource("stores")
  void anyStore_argumentsChangedAfterwards(Consumer<Cache<Date, Date>> store) {
    Cache<Date, Date> cache = dates(c -> c);
    store.accept(cache);
    assertIntact(cache);
  }

  @Test
  void anyRead_resultChangedAfterwards() {
    Cache<Date, Date> cache = dates(c -> c);
    cache.put(key(), value());
    spoil(cache.get(key()));
    cache.getAll(Set.of(key())).values().forEach(StoreByValueTest::spoil);
    for (Cache.Entry<Date, Date> entry : cache) {
      spoil(entry.getKey(), entry.getValue());
    }
    assertIntact(cache);
    spoil(cache.<Date>invoke(key(), (entry, arguments) -> entry.getValue()));
    assertIntact(cache);
    spoil(cache.getAndPut(key(), value()));
    assertIntact(cache);
  }

  @Test
  void invoke_valueChangedButNotSet() {
    Cache<Date, Date> cache = dates(c -> c);
    cache.put(key(), value());
    cache.invoke(
        key(),
        (entry, arguments) -> {
          spoil(entry.getValue());
          return null;
        });
    assertIntact(cache);
  }

  @Test
  void iteratorRemove_keyChangedBefore() {
    Cache<Date, Date> cache = dates(c -> c);
    cache.put(key(), value());
    Iterator<Cache.Entry<Date, Date>> all = cache.iterator();
    Cache.Entry<Date, Date> entry = all.next();
    spoil(entry.getKey(), entry.getValue());
    all.remove();
    assertThat(cache).isEmpty();
  }

  // ---- loaders and writers

  /** Keeps hold of all it loads. */
  private static final class TestLoader implements CacheLoader<Date, Date> {
    final List<Date> loaded = new ArrayList<>();
    CountDownLatch go = new CountDownLatch(0);

    @Override
    public Date load(Date key) {
      Date value = value();
      loaded.add(value);
      return value;
    }

    @Override
    public Map<Date, Date> loadAll(Iterable<? extends Date> keys) {
      try {
        assertThat(go.await(30, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      Map<Date, Date> result = new HashMap<>();
      keys.forEach(key -> result.put(key, load(key)));
      return result;
    }
  }

  private final TestLoader loader = new TestLoader();

  private Cache<Date, Date> loading() {
    return dates(c -> c.readThrough(true).loaderFactory(factory(() -> loader)));
  }

  @Test
  void get_loadedValueChangedAfterwards() {
    Cache<Date, Date> cache = loading();
    Date result = cache.get(key());
    assertThat(result).isEqualTo(value());
    spoil(result);
    loader.loaded.forEach(StoreByValueTest::spoil);
    assertIntact(cache);
  }

  @Test
  void getAll_loadedValueChangedAfterwards() {
    Cache<Date, Date> cache = loading();
    cache.getAll(Set.of(key())).values().forEach(StoreByValueTest::spoil);
    loader.loaded.forEach(StoreByValueTest::spoil);
    assertIntact(cache);
  }

  @Test
  void loadAll_argumentsChangedMeanwhile() throws Exception {
    Cache<Date, Date> cache = loading();
    loader.go = new CountDownLatch(1);
    CompletionListenerFuture future = new CompletionListenerFuture();
    Date k = key();
    Set<Date> keys = new HashSet<>(Set.of(k));
    cache.loadAll(keys, true, future);
    keys.clear();
    spoil(k);
    loader.go.countDown();
    future.get();
    loader.loaded.forEach(StoreByValueTest::spoil);
    assertIntact(cache);
  }

  @Test
  void invoke_loadedValueChangedButNotSet() {
    Cache<Date, Date> cache = loading();
    Date result =
        cache.invoke(
            key(),
            (entry, arguments) -> {
              spoil(entry.getValue());
              return entry.getValue();
            });
    spoil(result);
    loader.loaded.forEach(StoreByValueTest::spoil);
    assertIntact(cache);
  }

  /** Spoils all that it is given. */
  private static final class SpoilingWriter implements CacheWriter<Date, Date> {
    int calls;

    @Override
    public void write(Cache.Entry<? extends Date, ? extends Date> entry) {
      calls++;
      spoil(entry.getValue());
    }

    @Override
    public void writeAll(Collection<Cache.Entry<? extends Date, ? extends Date>> entries) {
      entries.forEach(this::write);
    }

    @Override
    public void delete(Object key) {
      calls++;
      spoil((Date) key);
    }

    @Override
    public void deleteAll(Collection<?> keys) {
      // The set gets out of order: that is the writer's affair, not the cache's.
      new ArrayList<>(keys).forEach(this::delete);
    }
  }

  @Test
  void put_writerChangesValue() {
    SpoilingWriter writer = new SpoilingWriter();
    Cache<Date, Date> cache = dates(c -> c.writeThrough(true).writerFactory(factory(() -> writer)));
    Date v = value();
    cache.put(key(), v);
    cache.putAll(Map.of(key(), v));
    assertThat(v).isEqualTo(value());
    assertThat(writer.calls).isEqualTo(2);
    assertIntact(cache);
  }

  @Test
  void removal_writerChangesKey() {
    SpoilingWriter writer = new SpoilingWriter();
    Cache<Date, Date> cache = dates(c -> c.writeThrough(true).writerFactory(factory(() -> writer)));
    cache.put(key(), value());
    Date k = key();
    cache.remove(k);
    assertThat(k).isEqualTo(key());
    assertThat(cache).isEmpty();
    cache.put(key(), value());
    cache.removeAll();
    assertThat(cache).isEmpty();
    cache.put(key(), value());
    Iterator<Cache.Entry<Date, Date>> all = cache.iterator();
    all.next();
    all.remove();
    assertThat(cache).isEmpty();
    assertThat(writer.calls).isEqualTo(6);
  }

  // ---- listeners

  /** Spoils all that it is told. */
  private static final class SpoilingListener
      implements CacheEntryCreatedListener<Date, Date>,
          CacheEntryUpdatedListener<Date, Date>,
          CacheEntryRemovedListener<Date, Date> {
    int calls;

    @Override
    public void onCreated(Iterable<CacheEntryEvent<? extends Date, ? extends Date>> events) {
      for (CacheEntryEvent<? extends Date, ? extends Date> event : events) {
        calls++;
        assertThat(event.getKey()).isEqualTo(key());
        assertThat(event.getValue()).isEqualTo(value());
        spoil(event.getKey(), event.getValue());
      }
    }

    @Override
    public void onUpdated(Iterable<CacheEntryEvent<? extends Date, ? extends Date>> events) {
      events.forEach(event -> assertThat(event.getOldValue()).isEqualTo(value()));
      onCreated(events);
    }

    @Override
    public void onRemoved(Iterable<CacheEntryEvent<? extends Date, ? extends Date>> events) {
      onCreated(events);
    }
  }

  private static MutableCacheEntryListenerConfiguration<Date, Date> of(
      CacheEntryListener<Date, Date> listener) {
    return new MutableCacheEntryListenerConfiguration<>(factory(() -> listener), null, true, true);
  }

  @Test
  void anyMutation_listenersChangeEvents() {
    SpoilingListener one = new SpoilingListener();
    SpoilingListener two = new SpoilingListener();
    Cache<Date, Date> cache = dates(c -> c.listener(of(one)).listener(of(two)));
    Date k = key();
    Date v = value();
    cache.put(k, v);
    assertIntact(cache);
    cache.put(k, v);
    assertIntact(cache);
    cache.remove(k);
    assertThat(k).isEqualTo(key());
    assertThat(v).isEqualTo(value());
    assertThat(one.calls).isEqualTo(3);
    assertThat(two.calls).isEqualTo(3);
  }

  // ---- what can't be copied

  @Test
  void anyStore_canNotBeCopied() {
    Cache<Object, Object> cache =
        fixture.cache("objects", NearfarConfiguration.builder(Object.class, Object.class).build());
    InputStream stream = InputStream.nullInputStream();
    cache.put("k", "old");
    for (Consumer<Cache<Object, Object>> call :
        List.<Consumer<Cache<Object, Object>>>of(
            c -> c.put("k", stream),
            c -> c.getAndPut("k", stream),
            c -> c.putAll(Map.of("k", "new", "l", stream)),
            c -> c.putIfAbsent("l", stream),
            c -> c.replace("k", stream),
            c -> c.replace("k", "old", stream),
            c -> c.getAndReplace("k", stream),
            c -> c.put(stream, "v"),
            c ->
                c.invoke(
                    "k",
                    (entry, arguments) -> {
                      entry.setValue(stream);
                      return null;
                    }))) {
      Throwable thrown = catchThrowable(() -> call.accept(cache));
      assertThat(thrown).isInstanceOf(CacheException.class);
      Texts.check(thrown);
      assertThat(cache).hasSize(1);
      assertThat(cache.get("k")).isEqualTo("old");
    }
  }

  @Test
  void put_keyCanNotBeCopied_notWritten() {
    List<Object> written = new ArrayList<>();
    CacheWriter<Object, Object> writer =
        new CacheWriter<>() {
          @Override
          public void write(Cache.Entry<?, ?> entry) {
            written.add(entry);
          }

          @Override
          public void writeAll(Collection<Cache.Entry<?, ?>> entries) {
            written.addAll(entries);
            entries.clear();
          }

          @Override
          public void delete(Object key) {}

          @Override
          public void deleteAll(Collection<?> keys) {}
        };
    Cache<Object, Object> cache =
        fixture.cache(
            "objects",
            NearfarConfiguration.builder(Object.class, Object.class)
                .writeThrough(true)
                .writerFactory(factory(() -> writer))
                .build());
    InputStream stream = InputStream.nullInputStream();
    assertThat(catchThrowable(() -> cache.put(stream, "v"))).isInstanceOf(CacheException.class);
    assertThat(catchThrowable(() -> cache.putAll(Map.of(stream, "v"))))
        .isInstanceOf(CacheException.class);
    assertThat(cache).isEmpty();
    assertThat(written).as("what the cache can't keep is not written either").isEmpty();
  }

  // ---- what need not be copied

  /** Immutable all through. */
  record Point(long x, String name, LocalDate day) {}

  /** Immutable but for its content. */
  record Holder(List<String> names) {}

  enum Colour {
    RED
  }

  static Stream<Object> immutable() {
    return Stream.of(
        new String("text"),
        Long.valueOf(4_711_000_000L),
        Double.valueOf(4.7),
        Instant.ofEpochSecond(4711),
        LocalDate.of(2026, 11, 20),
        java.time.Duration.ofDays(4711),
        new java.math.BigDecimal("47.11"),
        java.util.UUID.randomUUID(),
        Colour.RED,
        Optional.of("text"),
        new Point(1, "a", LocalDate.EPOCH));
  }

  @ParameterizedTest
  @MethodSource("immutable")
  void get_immutableIsSameInstance(Object value) {
    Cache<Object, Object> cache =
        fixture.cache("objects", NearfarConfiguration.builder(Object.class, Object.class).build());
    cache.put("k", value);
    cache.put(value, "v");
    assertThat(cache.get("k")).isSameAs(value);
    assertThat(cache.getAll(Set.of("k")).get("k")).isSameAs(value);
    assertThat(cache).anySatisfy(entry -> assertThat(entry.getKey()).isSameAs(value));
    assertThat(cache.<Object>invoke("k", (entry, a) -> entry.getValue())).isSameAs(value);
  }

  @Test
  void get_mutableIsAnotherInstance() {
    Cache<Object, Object> cache =
        fixture.cache("objects", NearfarConfiguration.builder(Object.class, Object.class).build());
    Holder holder = new Holder(new ArrayList<>(List.of("a")));
    cache.put("k", holder);
    holder.names().add("b");
    assertThat(cache.get("k")).isNotSameAs(holder).isEqualTo(new Holder(List.of("a")));
  }

  @Test
  void get_namedImmutableIsSameInstance() {
    Cache<Object, Object> cache =
        fixture.cache(
            "objects",
            NearfarConfiguration.builder(Object.class, Object.class)
                .immutableType(Holder.class)
                .build());
    Holder holder = new Holder(new ArrayList<>());
    cache.put("k", holder);
    assertThat(cache.get("k")).isSameAs(holder);
  }

  @Test
  void get_byReferenceIsSameInstance() {
    Cache<Date, Date> cache = dates(c -> c.storeByValue(false));
    Date k = key();
    Date v = value();
    cache.put(k, v);
    assertThat(cache.get(key())).isSameAs(v);
    assertThat(cache.iterator().next().getKey()).isSameAs(k);
    assertThat(cache.iterator().next().getValue()).isSameAs(v);
    assertThat(cache.<Date>invoke(key(), (entry, a) -> entry.getValue())).isSameAs(v);
    assertThat(cache.getAndRemove(key())).isSameAs(v);
  }
}
