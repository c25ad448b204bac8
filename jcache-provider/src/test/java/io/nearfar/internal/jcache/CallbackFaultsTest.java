package io.nearfar.internal.jcache;

import static io.nearfar.internal.jcache.JCacheFixture.factory;
import static io.nearfar.internal.jcache.Texts.SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEventFilter;
import javax.cache.event.CacheEntryExpiredListener;
import javax.cache.event.CacheEntryListener;
import javax.cache.event.CacheEntryListenerException;
import javax.cache.event.CacheEntryRemovedListener;
import javax.cache.event.CacheEntryUpdatedListener;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.integration.CacheWriter;
import javax.cache.integration.CacheWriterException;
import javax.cache.management.CacheStatisticsMXBean;
import javax.cache.processor.EntryProcessorException;
import javax.cache.processor.EntryProcessorResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Writers, listeners, filters, processors and expiry policies that fail: the cache stays sound. */
@Timeout(60)
class CallbackFaultsTest {
  private final JCacheFixture fixture = new JCacheFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  private static IllegalStateException broken() {
    return new IllegalStateException("broken");
  }

  // ---- writers

  /** Writes what it must, fails from a key on. */
  private static final class TestWriter implements CacheWriter<String, String> {
    final Map<String, String> written = new LinkedHashMap<>();
    String failsAt = "";

    private void requireGood(Object key) {
      if (failsAt.equals(key)) {
        throw broken();
      }
    }

    @Override
    public void write(Cache.Entry<? extends String, ? extends String> entry) {
      requireGood(entry.getKey());
      written.put(entry.getKey(), entry.getValue());
    }

    @Override
    public void writeAll(Collection<Cache.Entry<? extends String, ? extends String>> entries) {
      for (Iterator<Cache.Entry<? extends String, ? extends String>> all = entries.iterator();
          all.hasNext(); ) {
        write(all.next());
        all.remove();
      }
    }

    @Override
    public void delete(Object key) {
      requireGood(key);
      written.remove(key);
    }

    @Override
    public void deleteAll(Collection<?> keys) {
      for (Object key : new TreeSet<Object>(keys)) {
        delete(key);
        keys.remove(key);
      }
    }
  }

  private final TestWriter writer = new TestWriter();
  private final TestCloseable.Listener heard = new TestCloseable.Listener();

  private Cache<String, String> written() {
    return fixture.strings(
        c ->
            c.writeThrough(true)
                .writerFactory(factory(() -> writer))
                .statisticsEnabled(true)
                .listener(
                    new MutableCacheEntryListenerConfiguration<>(
                        factory(() -> heard), null, true, true)));
  }

  /** An operation on an entry. */
  interface Call {
    void on(Cache<String, String> cache);
  }

  static Stream<Call> writes() {
    return Stream.of(
        cache -> cache.put(SECRET, SECRET + 2),
        cache -> cache.getAndPut(SECRET, SECRET + 2),
        cache -> cache.putAll(Map.of(SECRET, SECRET + 2)),
        cache -> cache.replace(SECRET, SECRET + 2),
        cache -> cache.replace(SECRET, SECRET, SECRET + 2),
        cache -> cache.getAndReplace(SECRET, SECRET + 2),
        cache -> cache.remove(SECRET),
        cache -> cache.remove(SECRET, SECRET),
        cache -> cache.getAndRemove(SECRET),
        cache -> cache.removeAll(Set.of(SECRET)),
        cache -> cache.removeAll(),
        cache ->
            cache.invoke(
                SECRET,
                (entry, arguments) -> {
                  entry.setValue(SECRET + 2);
                  return null;
                }),
        cache ->
            cache.invoke(
                SECRET,
                (entry, arguments) -> {
                  entry.remove();
                  return null;
                }),
        cache -> {
          Iterator<Cache.Entry<String, String>> all = cache.iterator();
          all.next();
          all.remove();
        });
  }

  @ParameterizedTest
  @MethodSource("writes")
  void anyWrite_writerFails(Call call) {
    Cache<String, String> cache = written();
    cache.put(SECRET, SECRET);
    heard.events.clear();
    CacheStatisticsMXBean statistics = JCacheFixture.statistics(cache);
    writer.failsAt = SECRET;
    Throwable thrown = catchThrowable(() -> call.on(cache));
    assertThat(thrown)
        .isInstanceOf(CacheWriterException.class)
        .hasCauseInstanceOf(IllegalStateException.class);
    Texts.check(thrown);
    assertThat(cache.get(SECRET)).isEqualTo(SECRET);
    assertThat(cache).hasSize(1);
    assertThat(heard.events).isEmpty();
    assertThat(statistics.getCachePuts()).isEqualTo(1);
    assertThat(statistics.getCacheRemovals()).isZero();
  }

  @Test
  void putIfAbsent_writerFails() {
    Cache<String, String> cache = written();
    writer.failsAt = "k";
    assertThat(catchThrowable(() -> cache.putIfAbsent("k", "v")))
        .isInstanceOf(CacheWriterException.class);
    assertThat(cache.containsKey("k")).isFalse();
  }

  @Test
  void putAll_writerFailsHalfWay() {
    Cache<String, String> cache = written();
    writer.failsAt = "b";
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("a", "1");
    entries.put("b", "2");
    entries.put("c", "3");
    assertThat(catchThrowable(() -> cache.putAll(entries)))
        .isInstanceOf(CacheWriterException.class)
        .satisfies(Texts::check);
    assertThat(writer.written).containsOnlyKeys("a");
    assertThat(cache.getAll(Set.of("a", "b", "c"))).isEqualTo(Map.of("a", "1"));
    assertThat(heard.heard()).containsExactly("CREATED a=1 (old null)");
    assertThat(JCacheFixture.statistics(cache).getCachePuts()).isEqualTo(1);
  }

  @Test
  void removeAll_writerFailsHalfWay() {
    Cache<String, String> cache = written();
    cache.putAll(Map.of("a", "1", "b", "2", "c", "3"));
    heard.events.clear();
    writer.failsAt = "b";
    assertThat(catchThrowable(() -> cache.removeAll())).isInstanceOf(CacheWriterException.class);
    assertThat(cache.getAll(Set.of("a", "b", "c"))).isEqualTo(Map.of("b", "2", "c", "3"));
    assertThat(heard.heard()).containsExactly("REMOVED a=1 (old 1)");
    assertThat(JCacheFixture.statistics(cache).getCacheRemovals()).isEqualTo(1);

    assertThat(catchThrowable(() -> cache.removeAll(Set.of("b", "c"))))
        .isInstanceOf(CacheWriterException.class);
    assertThat(cache).hasSize(2);
  }

  // ---- listeners

  /** Fails on every event. */
  private record FailingListener(RuntimeException failure, Error error, List<Object> told)
      implements CacheEntryCreatedListener<String, String>,
          CacheEntryUpdatedListener<String, String>,
          CacheEntryRemovedListener<String, String>,
          CacheEntryExpiredListener<String, String> {
    @Override
    public void onCreated(
        Iterable<javax.cache.event.CacheEntryEvent<? extends String, ? extends String>> events) {
      events.forEach(event -> told.add(event.getKey()));
      if (error != null) {
        throw error;
      }
      throw failure;
    }

    @Override
    public void onUpdated(
        Iterable<javax.cache.event.CacheEntryEvent<? extends String, ? extends String>> events) {
      onCreated(events);
    }

    @Override
    public void onRemoved(
        Iterable<javax.cache.event.CacheEntryEvent<? extends String, ? extends String>> events) {
      onCreated(events);
    }

    @Override
    public void onExpired(
        Iterable<javax.cache.event.CacheEntryEvent<? extends String, ? extends String>> events) {
      onCreated(events);
    }
  }

  private Cache<String, String> listened(
      CacheEntryListener<String, String> listener,
      CacheEntryEventFilter<String, String> filter,
      boolean synchronous) {
    return fixture.strings(
        c ->
            c.statisticsEnabled(true)
                .expireAfterCreation(java.time.Duration.ofMinutes(1))
                .listener(
                    new MutableCacheEntryListenerConfiguration<>(
                        () -> listener, filter == null ? null : () -> filter, false, synchronous))
                .listener(
                    new MutableCacheEntryListenerConfiguration<>(
                        factory(() -> heard), null, true, true)));
  }

  @Test
  void put_synchronousListenerFails() {
    Cache<String, String> cache =
        listened(new FailingListener(broken(), null, new ArrayList<>()), null, true);
    assertListenerFails(cache);
  }

  @Test
  void put_filterFails() {
    Cache<String, String> cache =
        listened(
            new FailingListener(broken(), null, new ArrayList<>()),
            event -> {
              throw broken();
            },
            true);
    assertListenerFails(cache);
  }

  private void assertListenerFails(Cache<String, String> cache) {
    List<Call> calls =
        List.of(
            c -> c.put(SECRET, "1"),
            c -> c.getAndPut(SECRET, "2"),
            c -> c.replace(SECRET, "3"),
            c -> c.putAll(Map.of(SECRET, "4", SECRET + 1, "1")),
            c ->
                c.invoke(
                    SECRET,
                    (entry, a) -> {
                      entry.setValue("5");
                      return null;
                    }),
            c -> c.getAndRemove(SECRET),
            c -> c.removeAll());
    for (Call call : calls) {
      Throwable thrown = catchThrowable(() -> call.on(cache));
      assertThat(thrown)
          .isInstanceOf(CacheEntryListenerException.class)
          .hasCauseInstanceOf(IllegalStateException.class);
      Texts.check(thrown);
    }
    assertThat(heard.events).as("the other listener hears all the same").hasSize(8);
    assertThat(cache).isEmpty();
    CacheStatisticsMXBean statistics = JCacheFixture.statistics(cache);
    assertThat(statistics.getCachePuts()).isEqualTo(6);
    assertThat(statistics.getCacheRemovals()).isEqualTo(2);
    assertThat(statistics.getCacheHits()).isEqualTo(4);
    assertThat(statistics.getCacheMisses()).isZero();
  }

  @Test
  void put_listenersOwnException() {
    CacheEntryListenerException own = new CacheEntryListenerException("own");
    Cache<String, String> cache =
        listened(new FailingListener(own, null, new ArrayList<>()), null, true);
    assertThat(catchThrowable(() -> cache.put("k", "v"))).isSameAs(own);
  }

  @Test
  void get_expiryListenerFails() {
    Cache<String, String> cache =
        listened(
            new FailingListener(broken(), null, new ArrayList<>()),
            event -> event.getEventType() == javax.cache.event.EventType.EXPIRED,
            true);
    cache.put("k", "v");
    fixture.advance(java.time.Duration.ofMinutes(2));
    Throwable thrown = catchThrowable(() -> cache.get("k"));
    if (thrown != null) { // otherwise the sweeper was faster
      assertThat(thrown).isInstanceOf(CacheEntryListenerException.class);
    }
    assertThat(cache.get("k")).isNull();
    assertThat(JCacheFixture.statistics(cache).getCacheMisses()).isEqualTo(2);
  }

  /** Nobody catches what a listener throws on the thread of the sweeper. */
  @Test
  void sweep_expiryListenerFails() {
    List<Object> told = new CopyOnWriteArrayList<>();
    Cache<String, String> cache =
        listened(
            new FailingListener(broken(), null, told),
            event -> event.getEventType() == javax.cache.event.EventType.EXPIRED,
            true);
    cache.putAll(Map.of("a", "1", "b", "2", "c", "3"));
    heard.events.clear();
    try (LogCapture log = new LogCapture()) {
      fixture.advance(java.time.Duration.ofMinutes(2));
      // Awaitility also fails if the failure ends a thread.
      await().until(() -> heard.events.size() == 3);
      await().until(() -> !log.records().isEmpty());
      assertThat(told).containsExactlyInAnyOrder("a", "b", "c");
      assertThat(log.records()).hasSize(1).allSatisfy(Texts::check);
    }
  }

  @Test
  void put_synchronousListenerThrowsError() {
    AssertionError error = new AssertionError("broken");
    Cache<String, String> cache =
        listened(new FailingListener(null, error, new ArrayList<>()), null, true);
    Map<String, String> entries = Map.of("a", "1", "b", "2", "c", "3");
    assertThat(catchThrowable(() -> cache.putAll(entries))).isSameAs(error);
    assertThat(heard.events).hasSize(3);
    // Nothing waits for events that were never delivered.
    assertThat(catchThrowable(() -> cache.putAll(entries))).isSameAs(error);
    assertThat(cache.getAll(entries.keySet())).isEqualTo(entries);
  }

  @Test
  void put_asynchronousListenerFails() {
    List<Object> told = new CopyOnWriteArrayList<>();
    assertAsynchronousFailure(new FailingListener(broken(), null, told), told);
  }

  @Test
  void put_asynchronousListenerThrowsError() {
    List<Object> told = new CopyOnWriteArrayList<>();
    assertAsynchronousFailure(new FailingListener(null, new AssertionError("no"), told), told);
  }

  private void assertAsynchronousFailure(FailingListener listener, List<Object> told) {
    try (LogCapture log = new LogCapture()) {
      Cache<String, String> cache = listened(listener, null, false);
      cache.put(SECRET, SECRET);
      cache.put(SECRET, SECRET + 2);
      cache.remove(SECRET);
      await().until(() -> told.size() == 3);
      cache.close();
      assertThat(log.records()).hasSize(1).allSatisfy(Texts::check);
      assertThat(log.texts()).allMatch(text -> text.startsWith("NEARFAR-0013"));
    }
  }

  // ---- processors

  @Test
  void invoke_processorFails() {
    Cache<String, String> cache = fixture.strings(c -> c.statisticsEnabled(true));
    cache.put(SECRET, SECRET);
    Throwable thrown =
        catchThrowable(
            () ->
                cache.invoke(
                    SECRET,
                    (entry, arguments) -> {
                      entry.setValue("changed");
                      throw broken();
                    }));
    assertThat(thrown)
        .isInstanceOf(EntryProcessorException.class)
        .hasCauseInstanceOf(IllegalStateException.class);
    Texts.check(thrown);
    assertThat(cache.get(SECRET)).isEqualTo(SECRET);
  }

  @Test
  void invoke_setsNull() {
    Cache<String, String> cache = fixture.strings(c -> c);
    cache.put("k", "v");
    Throwable thrown =
        catchThrowable(
            () ->
                cache.invoke(
                    "k",
                    (entry, arguments) -> {
                      entry.setValue(null);
                      return null;
                    }));
    assertThat(thrown)
        .isInstanceOf(EntryProcessorException.class)
        .hasCauseInstanceOf(NullPointerException.class);
    Texts.check(thrown);
    Texts.check(thrown.getCause());
    assertThat(cache.get("k")).isEqualTo("v");
  }

  @Test
  void invoke_checkedExceptionUndeclared() {
    Cache<String, String> cache = fixture.strings(c -> c);
    java.io.IOException checked = new java.io.IOException("broken");
    assertThat(
            catchThrowable(
                () ->
                    cache.invoke(
                        "k",
                        (entry, arguments) -> {
                          throw CallbackFaultsTest.<RuntimeException>undeclared(checked);
                        })))
        .isInstanceOf(EntryProcessorException.class)
        .hasCause(checked);
  }

  @SuppressWarnings("unchecked")
  private static <E extends Exception> E undeclared(Exception checked) throws E {
    throw (E) checked;
  }

  @Test
  void invokeAll_oneFails() {
    Cache<String, String> cache = fixture.strings(c -> c);
    Map<String, EntryProcessorResult<String>> results =
        cache.invokeAll(
            Set.of("a", "b", "c"),
            (entry, arguments) -> {
              if (entry.getKey().equals("b")) {
                throw broken();
              }
              entry.setValue(entry.getKey());
              return entry.getKey().equals("a") ? "done" : null;
            });
    assertThat(results).containsOnlyKeys("a", "b");
    assertThat(results.get("a").get()).isEqualTo("done");
    assertThat(catchThrowable(() -> results.get("b").get()))
        .isInstanceOf(EntryProcessorException.class)
        .satisfies(Texts::check);
    assertThat(cache.getAll(Set.of("a", "b", "c"))).isEqualTo(Map.of("a", "a", "c", "c"));
  }

  // ---- expiry policies

  @Test
  void anyOperation_expiryPolicyFails() {
    AtomicReference<RuntimeException> failure = new AtomicReference<>();
    ExpiryPolicy policy =
        new ExpiryPolicy() {
          private Duration answer() {
            if (failure.get() != null) {
              throw failure.get();
            }
            return Duration.ONE_MINUTE;
          }

          @Override
          public Duration getExpiryForCreation() {
            return answer();
          }

          @Override
          public Duration getExpiryForAccess() {
            return answer();
          }

          @Override
          public Duration getExpiryForUpdate() {
            return answer();
          }
        };
    try (LogCapture log = new LogCapture()) {
      Cache<String, String> cache = fixture.strings(c -> c.expiryPolicyFactory(() -> policy));
      cache.put("old", "1");
      failure.set(broken());
      cache.put("old", "2");
      cache.put(SECRET, SECRET);
      assertThat(cache.get(SECRET)).isEqualTo(SECRET);
      fixture.advance(java.time.Duration.ofMinutes(2));
      assertThat(cache.get(SECRET)).isEqualTo(SECRET);
      assertThat(cache.get("old")).as("it keeps its time").isNull();
      assertThat(log.records()).hasSize(1).allSatisfy(Texts::check);
    }
  }
}
