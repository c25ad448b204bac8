package io.nearfar.internal.jcache;

import static io.nearfar.internal.jcache.JCacheFixture.factory;
import static io.nearfar.internal.jcache.Texts.SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheLoaderException;
import javax.cache.integration.CompletionListener;
import javax.cache.integration.CompletionListenerFuture;
import javax.cache.processor.EntryProcessorException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Loaders that throw, find nothing, or return what they should not: get, getAll, loadAll, invoke.
 */
@Timeout(60)
class LoaderFaultsTest {
  private final JCacheFixture fixture = new JCacheFixture();
  private final TestCloseable.Listener heard = new TestCloseable.Listener();

  @AfterEach
  void close() {
    fixture.close();
  }

  /** A loader made of two functions. */
  record TestLoader(Function<Object, Object> one, Function<Iterable<?>, Map<Object, Object>> many)
      implements CacheLoader<Object, Object> {
    @Override
    public Object load(Object key) {
      return one.apply(key);
    }

    @Override
    @SuppressWarnings("unchecked")
    public Map<Object, Object> loadAll(Iterable<?> keys) {
      return many.apply(keys);
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private Cache<String, String> strings(
      Function<Object, Object> one, Function<Iterable<?>, Map<Object, Object>> many) {
    return fixture.strings(
        c ->
            c.readThrough(true)
                .statisticsEnabled(true)
                .loaderFactory(() -> (CacheLoader) new TestLoader(one, many))
                .listener(
                    new MutableCacheEntryListenerConfiguration<>(
                        factory(() -> heard), null, false, true)));
  }

  private static RuntimeException broken() {
    return new IllegalStateException("no database");
  }

  @Test
  void load_throws() {
    Cache<String, String> cache =
        strings(
            key -> {
              throw broken();
            },
            keys -> {
              throw broken();
            });
    CompletionListenerFuture future = new CompletionListenerFuture();
    cache.loadAll(Set.of(SECRET), true, future);
    for (Throwable thrown :
        List.of(
            catchThrowable(() -> cache.get(SECRET)),
            catchThrowable(() -> cache.getAll(Set.of(SECRET, "b"))),
            catchThrowable(() -> cache.invoke(SECRET, (entry, arguments) -> entry.getValue())),
            catchThrowable(future::get).getCause())) {
      assertThat(thrown)
          .isInstanceOf(CacheLoaderException.class)
          .hasCauseInstanceOf(IllegalStateException.class);
      Texts.check(thrown);
    }
    assertThat(cache).isEmpty();
    assertThat(heard.events).isEmpty();
    assertThat(JCacheFixture.statistics(cache).getCacheMisses()).isGreaterThanOrEqualTo(3);
  }

  @Test
  void loadAll_throwsWithoutCompletionListener() {
    Cache<String, String> cache =
        strings(
            key -> key,
            keys -> {
              throw broken();
            });
    try (LogCapture log = new LogCapture()) {
      cache.loadAll(Set.of(SECRET), true, null);
      await().until(() -> log.records().size() == 1);
      assertThat(log.records()).allSatisfy(Texts::check);
    }
  }

  @Test
  void loadAll_throwsError() {
    Cache<String, String> cache =
        strings(
            key -> key,
            keys -> {
              throw new NoClassDefFoundError("gone");
            });
    CompletionListenerFuture future = new CompletionListenerFuture();
    cache.loadAll(Set.of("k"), true, future);
    assertThat(catchThrowable(() -> future.get(20, TimeUnit.SECONDS)))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(CacheLoaderException.class)
        .satisfies(Texts::check)
        .hasCauseInstanceOf(NoClassDefFoundError.class);
  }

  @Test
  void loadAll_completionListenerThrows() {
    Cache<String, String> cache = strings(key -> key, keys -> Map.of("k", "v"));
    try (LogCapture log = new LogCapture()) {
      cache.loadAll(
          Set.of("k"),
          true,
          new CompletionListener() {
            @Override
            public void onCompletion() {
              throw broken();
            }

            @Override
            public void onException(Exception failure) {
              throw broken();
            }
          });
      await().until(() -> log.records().size() == 1);
      assertThat(log.records()).hasSize(1).allSatisfy(Texts::check);
      assertThat(cache.get("k")).isEqualTo("v");
    }
  }

  @Test
  void load_nothing() {
    Cache<String, String> cache = strings(key -> null, keys -> Collections.emptyMap());
    assertThat(cache.get("k")).isNull();
    assertThat(cache.getAll(Set.of("k", "l"))).isEmpty();
    assertThat(cache.<Boolean>invoke("k", (entry, a) -> entry.getValue() == null)).isTrue();
    assertThat(cache).isEmpty();
    assertThat(heard.events).isEmpty();
  }

  @Test
  void invoke_asksForNothingTwice() {
    AtomicInteger loads = new AtomicInteger();
    Cache<String, String> cache =
        strings(
            key -> {
              loads.incrementAndGet();
              return null;
            },
            keys -> Map.of());
    String result =
        cache.invoke(
            "k",
            (entry, arguments) -> {
              assertThat(entry.getValue()).isNull();
              assertThat(entry.getValue()).isNull();
              assertThat(entry.exists()).isFalse();
              entry.setValue("set");
              entry.remove();
              assertThat(entry.getValue()).isNull();
              return "done";
            });
    assertThat(result).isEqualTo("done");
    assertThat(loads).hasValue(1);
    assertThat(cache.containsKey("k")).isFalse();
  }

  @Test
  void loadAll_returnsNull() {
    Cache<String, String> cache = strings(key -> null, keys -> null);
    assertThat(catchThrowable(() -> cache.getAll(Set.of(SECRET))))
        .isInstanceOf(CacheLoaderException.class)
        .satisfies(Texts::check);
    assertThat(cache).isEmpty();
  }

  @Test
  void loadAll_nullsAndExtraKeys() throws Exception {
    Map<Object, Object> loaded = new HashMap<>();
    loaded.put("a", "1");
    loaded.put("b", null);
    loaded.put(null, "x");
    loaded.put("unasked", "y");
    Cache<String, String> cache = strings(key -> null, keys -> loaded);
    assertThat(cache.getAll(Set.of("a", "b", "c"))).containsOnly(Map.entry("a", "1"));
    CompletionListenerFuture future = new CompletionListenerFuture();
    cache.loadAll(Set.of("a", "b", "c"), true, future);
    future.get();
    assertThat(cache).hasSize(1);
    assertThat(heard.heard()).containsExactly("CREATED a=1 (old null)", "UPDATED a=1 (old null)");
  }

  /** Some values are stored, then one fails: the others' events must not be lost. */
  @Test
  @SuppressWarnings({"unchecked", "rawtypes"})
  void getAll_oneValueCanNotBeCopied() {
    List<Object> events = new java.util.concurrent.CopyOnWriteArrayList<>();
    javax.cache.event.CacheEntryCreatedListener<Object, Object> listener =
        created -> created.forEach(event -> events.add(event.getKey()));
    Map<Object, Object> loaded = new java.util.LinkedHashMap<>();
    Set<Object> keys = new java.util.LinkedHashSet<>(List.of("a", "b", "c"));
    loaded.put("a", "1");
    loaded.put("b", InputStream.nullInputStream());
    loaded.put("c", "3");
    Cache<Object, Object> cache =
        fixture.cache(
            "objects",
            io.nearfar.config.NearfarConfiguration.builder(Object.class, Object.class)
                .readThrough(true)
                .loaderFactory(() -> (CacheLoader) new TestLoader(key -> null, all -> loaded))
                .listener(
                    new MutableCacheEntryListenerConfiguration<>(() -> listener, null, false, true))
                .build());
    Throwable thrown = catchThrowable(() -> cache.getAll(keys));
    assertThat(thrown).isInstanceOf(CacheException.class);
    Texts.check(thrown);
    assertThat(cache.containsKey("a")).isTrue();
    assertThat(cache.containsKey("b")).isFalse();
    assertThat(events).contains("a");

    cache.put("a", "2");
    cache.remove("a");
    cache.put("a", "3");
    assertThat(cache.get("a")).isEqualTo("3");
  }

  /** Who waits for the load of a processor gets its failure, not an absent entry. */
  @Test
  void get_joinsFailingLoadOfProcessor() throws Exception {
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch fail = new CountDownLatch(1);
    Cache<String, String> cache =
        strings(
            key -> {
              loading.countDown();
              awaitLatch(fail);
              throw broken();
            },
            keys -> Map.of());
    CompletableFuture<Throwable> processor =
        CompletableFuture.supplyAsync(
            () -> catchThrowable(() -> cache.invoke("k", (entry, arguments) -> entry.getValue())));
    loading.await();
    CompletableFuture<Throwable> reader = new CompletableFuture<>();
    Thread thread = new Thread(() -> reader.complete(catchThrowable(() -> cache.get("k"))));
    thread.start();
    await().until(() -> thread.getState() == Thread.State.WAITING);
    fail.countDown();
    assertThat(processor.get()).isInstanceOf(CacheLoaderException.class);
    assertThat(reader.get()).isInstanceOf(CacheLoaderException.class);
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @SuppressWarnings({"unchecked", "rawtypes"})
  void load_asksForItself() {
    Cache<String, String>[] cache = new Cache[1];
    cache[0] = strings(key -> cache[0].get((String) key), keys -> Map.of());
    Throwable thrown = catchThrowable(() -> cache[0].get(SECRET));
    assertThat(thrown).isInstanceOf(CacheException.class);
    Texts.check(thrown);
    assertThat(thrown.getCause()).isInstanceOf(IllegalStateException.class);
    Texts.check(thrown.getCause());
  }

  @Test
  void processor_throwsAfterLoad() {
    Cache<String, String> cache = strings(key -> "loaded", keys -> Map.of());
    assertThat(
            catchThrowable(
                () ->
                    cache.invoke(
                        "k",
                        (entry, arguments) -> {
                          entry.getValue();
                          throw broken();
                        })))
        .isInstanceOf(EntryProcessorException.class);
    assertThat(cache.containsKey("k")).isFalse();
    assertThat(cache.get("k")).isEqualTo("loaded");
  }
}
