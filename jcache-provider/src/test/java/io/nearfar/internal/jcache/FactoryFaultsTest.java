package io.nearfar.internal.jcache;

import static io.nearfar.internal.jcache.JCacheFixture.factory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.nearfar.config.NearfarConfigurationBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.Factory;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Factories that throw or return null, and the life of what they make: everything is closed exactly
 * once, with the cache, with its registration, or when the cache can't be made.
 */
class FactoryFaultsTest {
  private final JCacheFixture fixture = new JCacheFixture();
  private final List<TestCloseable> made = new ArrayList<>();

  @AfterEach
  void close() {
    fixture.close();
    assertThat(made).allSatisfy(object -> assertThat(object.closed).hasValue(1));
  }

  /** The objects that an application gives a cache, in the order in which they are made. */
  enum Part {
    EXPIRY,
    LOADER,
    WRITER,
    LISTENER,
    FILTER
  }

  private <T extends TestCloseable> T made(T object) {
    made.add(object);
    return object;
  }

  private NearfarConfigurationBuilder<String, String> parts(
      NearfarConfigurationBuilder<String, String> settings, Part broken, Supplier<?> fault) {
    return settings
        .expiryPolicyFactory(part(Part.EXPIRY, broken, fault, TestCloseable.Expiry::new))
        .readThrough(true)
        .loaderFactory(part(Part.LOADER, broken, fault, TestCloseable.Loader::new))
        .writeThrough(true)
        .writerFactory(part(Part.WRITER, broken, fault, TestCloseable.Writer::new))
        .listener(listener(broken, fault));
  }

  private CacheEntryListenerConfiguration<String, String> listener(Part broken, Supplier<?> fault) {
    return new MutableCacheEntryListenerConfiguration<>(
        part(Part.LISTENER, broken, fault, TestCloseable.Listener::new),
        part(Part.FILTER, broken, fault, TestCloseable.Filter::new),
        false,
        true);
  }

  private <T extends TestCloseable> Factory<T> part(
      Part part, Part broken, Supplier<?> fault, Supplier<T> good) {
    return factory(
        () -> {
          if (part == broken) {
            fault.get();
            return null;
          }
          return made(good.get());
        });
  }

  @Test
  void close_allClosedOnce() {
    Cache<String, String> cache = fixture.strings(c -> parts(c, null, null));
    assertThat(made).hasSize(5);
    cache.close();
    cache.close();
    fixture.manager.destroyCache("orders");
    assertThat(made).allSatisfy(object -> assertThat(object.closed).hasValue(1));
  }

  @Test
  void destroyCache_allClosedOnce() {
    fixture.strings(c -> parts(c, null, null));
    fixture.manager.destroyCache("orders");
    assertThat(made).allSatisfy(object -> assertThat(object.closed).hasValue(1));
  }

  @ParameterizedTest
  @EnumSource(Part.class)
  void createCache_factoryThrows(Part broken) {
    Throwable thrown =
        catchThrowable(
            () ->
                fixture.strings(
                    c ->
                        parts(
                            c,
                            broken,
                            () -> {
                              throw new IllegalArgumentException("no");
                            })));
    assertThat(thrown)
        .isInstanceOf(CacheException.class)
        .hasCauseInstanceOf(IllegalArgumentException.class);
    Texts.check(thrown);
    assertNothingLeft(broken);
  }

  @ParameterizedTest
  @EnumSource(Part.class)
  void createCache_factoryReturnsNull(Part broken) {
    Throwable thrown = catchThrowable(() -> fixture.strings(c -> parts(c, broken, () -> null)));
    assertThat(thrown).isInstanceOf(CacheException.class);
    Texts.check(thrown);
    assertNothingLeft(broken);
  }

  @ParameterizedTest
  @EnumSource(Part.class)
  void createCache_factoryThrowsError(Part broken) {
    Throwable thrown =
        catchThrowable(
            () ->
                fixture.strings(
                    c ->
                        parts(
                            c,
                            broken,
                            () -> {
                              throw new NoClassDefFoundError("gone");
                            })));
    assertThat(thrown).isInstanceOf(NoClassDefFoundError.class);
    assertNothingLeft(broken);
  }

  private void assertNothingLeft(Part broken) {
    assertThat(made).hasSize(broken.ordinal());
    assertThat(made).allSatisfy(object -> assertThat(object.closed).hasValue(1));
    assertThat(fixture.manager.getCacheNames()).isEmpty();
    Cache<String, String> next = fixture.strings(c -> parts(c, null, null));
    next.put("k", "v");
    assertThat(next.get("k")).isEqualTo("v");
  }

  @ParameterizedTest
  @EnumSource(
      value = Part.class,
      names = {"LISTENER", "FILTER"})
  void registerCacheEntryListener_factoryFails(Part broken) {
    Cache<String, String> cache = fixture.strings(c -> c);
    boolean[] fails = {true};
    CacheEntryListenerConfiguration<String, String> listener =
        new MutableCacheEntryListenerConfiguration<>(
            factory(
                () -> create(broken == Part.LISTENER && fails[0], new TestCloseable.Listener())),
            factory(() -> create(broken == Part.FILTER && fails[0], new TestCloseable.Filter())),
            false,
            true);
    assertThat(catchThrowable(() -> cache.registerCacheEntryListener(listener)))
        .isInstanceOf(CacheException.class)
        .satisfies(Texts::check);
    assertThat(made).allSatisfy(object -> assertThat(object.closed).hasValue(1));
    assertThat(configured(cache)).isEmpty();

    fails[0] = false;
    cache.registerCacheEntryListener(listener);
    assertThat(configured(cache)).hasSize(1);
  }

  private <T extends TestCloseable> T create(boolean fails, T object) {
    if (fails) {
      throw new IllegalStateException("no");
    }
    return made(object);
  }

  private static Iterable<CacheEntryListenerConfiguration<String, String>> configured(
      Cache<String, String> cache) {
    return JCacheFixture.configurationOf(cache).getCacheEntryListenerConfigurations();
  }

  @Test
  void registerCacheEntryListener_twice() {
    Cache<String, String> cache = fixture.strings(c -> c);
    CacheEntryListenerConfiguration<String, String> listener = listener(null, null);
    cache.registerCacheEntryListener(listener);
    Throwable thrown = catchThrowable(() -> cache.registerCacheEntryListener(listener));
    assertThat(thrown).isInstanceOf(IllegalArgumentException.class);
    Texts.check(thrown);
    cache.put("k", "v");
    assertThat(made.stream().filter(object -> object.closed.get() == 0)).hasSize(2);
    assertThat(((TestCloseable.Listener) made.get(0)).events).hasSize(1);
  }

  @Test
  void deregisterCacheEntryListener_closesOnce() {
    Cache<String, String> cache = fixture.strings(c -> c);
    CacheEntryListenerConfiguration<String, String> listener = listener(null, null);
    cache.registerCacheEntryListener(listener);
    cache.deregisterCacheEntryListener(listener);
    assertThat(made).hasSize(2).allSatisfy(object -> assertThat(object.closed).hasValue(1));
    cache.deregisterCacheEntryListener(listener);
  }

  @Test
  void deregisterCacheEntryListener_instanceOfTwoRegistrations() {
    Cache<String, String> cache = fixture.strings(c -> c);
    TestCloseable.Listener shared = made(new TestCloseable.Listener());
    CacheEntryListenerConfiguration<String, String> one =
        new MutableCacheEntryListenerConfiguration<>(() -> shared, null, false, true);
    CacheEntryListenerConfiguration<String, String> two =
        new MutableCacheEntryListenerConfiguration<>(() -> shared, null, true, true);
    cache.registerCacheEntryListener(one);
    cache.registerCacheEntryListener(two);
    cache.deregisterCacheEntryListener(one);
    assertThat(shared.closed).as("the second registration uses it still").hasValue(0);
    cache.deregisterCacheEntryListener(two);
    assertThat(shared.closed).hasValue(1);
  }

  @Test
  void close_equalObjects() {
    List<Object> closed = new ArrayList<>();
    record EqualLoader(String name, List<Object> closed)
        implements javax.cache.integration.CacheLoader<String, String>, AutoCloseable {
      @Override
      public String load(String key) {
        return key;
      }

      @Override
      public Map<String, String> loadAll(Iterable<? extends String> keys) {
        return Map.of();
      }

      @Override
      public void close() {
        closed.add(new Object());
      }

      @Override
      public boolean equals(Object other) {
        return other instanceof AutoCloseable;
      }

      @Override
      public int hashCode() {
        return 1;
      }
    }
    Cache<String, String> cache =
        fixture.strings(
            c ->
                c.loaderFactory(() -> new EqualLoader("x", closed))
                    .expiryPolicyFactory(factory(() -> made(new TestCloseable.Expiry()))));
    cache.close();
    assertThat(closed).hasSize(1);
  }

  static Stream<Throwable> closeFailures() {
    return Stream.of(new IllegalStateException("stuck"), new NoClassDefFoundError("gone"));
  }

  @ParameterizedTest
  @MethodSource("closeFailures")
  void close_objectFails(Throwable failure) {
    try (LogCapture log = new LogCapture()) {
      TestCloseable.Listener listener = made(new TestCloseable.Listener());
      listener.failure = failure;
      Cache<String, String> cache =
          fixture.strings(
              c ->
                  c.writerFactory(factory(() -> made(new TestCloseable.Writer())))
                      .listener(
                          new MutableCacheEntryListenerConfiguration<>(
                              () -> listener, null, false, true)));
      Cache<String, String> other = fixture.cache("zoo", JCacheFixture.configurationOf(cache));
      fixture.manager.close();
      assertThat(cache.isClosed()).isTrue();
      assertThat(other.isClosed()).isTrue();
      assertThat(log.records()).isNotEmpty().allSatisfy(Texts::check);
      assertThat(log.texts()).allMatch(text -> text.startsWith("NEARFAR-0019"));
      made.clear();
    }
  }
}
