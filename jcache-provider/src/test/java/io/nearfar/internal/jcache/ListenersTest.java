package io.nearfar.internal.jcache;

import static io.nearfar.internal.jcache.JCacheFixture.factory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nearfar.config.NearfarConfigurationBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import javax.cache.Cache;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryEventFilter;
import javax.cache.event.CacheEntryListener;
import javax.cache.event.CacheEntryUpdatedListener;
import javax.cache.integration.CompletionListenerFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Events of every operation, with and without old values; registration at run time; order, delay
 * and closing of asynchronous listeners.
 */
@Timeout(120)
class ListenersTest {
  private final JCacheFixture fixture = new JCacheFixture();
  private final TestCloseable.Listener heard = new TestCloseable.Listener();

  @AfterEach
  void close() {
    fixture.close();
  }

  private static CacheEntryListenerConfiguration<String, String> of(
      CacheEntryListener<String, String> listener, boolean oldValue, boolean synchronous) {
    return new MutableCacheEntryListenerConfiguration<>(
        factory(() -> listener), null, oldValue, synchronous);
  }

  private Cache<String, String> cache(
      UnaryOperator<NearfarConfigurationBuilder<String, String>> settings) {
    return fixture.strings(
        c -> settings.apply(c.readThrough(true).loaderFactory(factory(TestCloseable.Loader::new))));
  }

  /** Everything that changes entries, and what changes none. */
  private void mutate(Cache<String, String> cache) throws Exception {
    cache.put("k", "1");
    cache.put("k", "1");
    cache.getAndPut("k", "2");
    cache.putIfAbsent("k", "x");
    cache.replace("k", "x", "y");
    cache.replace("none", "x");
    cache.remove("k", "x");
    cache.remove("none");
    cache.containsKey("none");
    cache.replace("k", "2", "3");
    cache.getAndReplace("k", "4");
    cache.remove("k", "4");
    cache.putAll(Map.of("k", "5"));
    cache.removeAll(Set.of("k", "none"));
    cache.putIfAbsent("k", "6");
    cache.getAndRemove("k");
    cache.get("load");
    cache.getAll(Set.of("load", "many"));
    CompletionListenerFuture future = new CompletionListenerFuture();
    cache.loadAll(Set.of("load"), true, future);
    future.get();
    future = new CompletionListenerFuture();
    cache.loadAll(Set.of("load"), false, future);
    future.get();
    cache.removeAll();
    cache.invoke(
        "k",
        (entry, arguments) -> {
          entry.setValue("a");
          entry.setValue("b");
          return null;
        });
    cache.invoke("read", (entry, arguments) -> entry.getValue());
    cache.remove("read");
    cache.invoke(
        "none",
        (entry, arguments) -> {
          entry.setValue("a");
          entry.remove();
          return null;
        });
    Iterator<Cache.Entry<String, String>> all = cache.iterator();
    all.next();
    all.remove();
    cache.put("k", "7");
    cache.clear();
    cache.put("k", "8");
  }

  private static final List<String> CHANGES =
      List.of(
          "CREATED k=1 (old null)",
          "UPDATED k=1 (old 1)",
          "UPDATED k=2 (old 1)",
          "UPDATED k=3 (old 2)",
          "UPDATED k=4 (old 3)",
          "REMOVED k=4 (old 4)",
          "CREATED k=5 (old null)",
          "REMOVED k=5 (old 5)",
          "CREATED k=6 (old null)",
          "REMOVED k=6 (old 6)",
          "CREATED load=load (old null)",
          "CREATED many=many (old null)",
          "UPDATED load=load (old load)",
          "REMOVED load=load (old load)",
          "REMOVED many=many (old many)",
          "CREATED k=b (old null)",
          "CREATED read=read (old null)",
          "REMOVED read=read (old read)",
          "REMOVED k=b (old b)",
          "CREATED k=7 (old null)",
          "CREATED k=8 (old null)");

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anyMutation_withOldValue(boolean synchronous) throws Exception {
    Cache<String, String> cache = cache(c -> c.listener(of(heard, true, synchronous)));
    mutate(cache);
    if (!synchronous) {
      await().until(() -> heard.events.size() == CHANGES.size());
    }
    // The order of removeAll() is that of the map.
    assertThat(heard.heard()).containsExactlyInAnyOrderElementsOf(CHANGES);
    assertThat(heard.heard().subList(0, 11)).isEqualTo(CHANGES.subList(0, 11));
    assertThat(heard.events)
        .allSatisfy(
            event -> {
              assertThat(event.getSource() == cache).isTrue();
              assertThat(event.isOldValueAvailable()).isEqualTo(event.getOldValue() != null);
              assertThat(event.toString()).doesNotContain("=");
            });
  }

  @Test
  void anyMutation_withoutOldValue() throws Exception {
    mutate(cache(c -> c.listener(of(heard, false, true))));
    assertThat(heard.heard())
        .containsExactlyInAnyOrderElementsOf(
            CHANGES.stream()
                .map(text -> text.replaceAll("\\(old .*", "(old null)"))
                .map(text -> text.startsWith("REMOVED") ? text.replaceAll("=\\S+", "=null") : text)
                .toList());
  }

  @Test
  void anyMutation_filtered() throws Exception {
    CacheEntryEventFilter<String, String> filter = event -> event.getKey().equals("load");
    mutate(
        cache(
            c ->
                c.listener(
                    new MutableCacheEntryListenerConfiguration<>(
                        factory(() -> heard), factory(() -> filter), true, true))));
    assertThat(heard.heard())
        .containsExactlyElementsOf(CHANGES.stream().filter(t -> t.contains(" load=")).toList());
  }

  /** A listener hears the kinds that it implements. */
  @Test
  void anyMutation_oneKind() throws Exception {
    List<Object> updated = new ArrayList<>();
    CacheEntryUpdatedListener<String, String> listener =
        events -> events.forEach(event -> updated.add(event.getValue()));
    mutate(cache(c -> c.listener(of(listener, false, true))));
    assertThat(updated).containsExactly("1", "2", "3", "4", "load");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void expiry_heardOnce(boolean byAccess) {
    Cache<String, String> cache =
        fixture.strings(
            c -> c.expireAfterCreation(Duration.ofMinutes(1)).listener(of(heard, true, true)));
    cache.put("k", "v");
    fixture.advance(Duration.ofMinutes(1));
    if (byAccess) {
      assertThat(cache.get("k")).isNull();
      cache.put("k", "w");
      cache.put("k", "x");
    }
    await().until(() -> heard.events.size() == (byAccess ? 4 : 2));
    List<String> expected =
        new ArrayList<>(List.of("CREATED k=v (old null)", "EXPIRED k=v (old v)"));
    if (byAccess) {
      expected.addAll(List.of("CREATED k=w (old null)", "UPDATED k=x (old w)"));
    }
    assertThat(heard.heard()).isEqualTo(expected);
  }

  @Test
  void put_overExpired() {
    Cache<String, String> cache =
        fixture.strings(
            c -> c.expireAfterCreation(Duration.ofMinutes(1)).listener(of(heard, true, true)));
    cache.put("k", "v");
    fixture.advance(Duration.ofMinutes(1));
    cache.put("k", "w");
    await().until(() -> heard.events.size() == 3);
    assertThat(heard.heard())
        .containsExactly("CREATED k=v (old null)", "EXPIRED k=v (old v)", "CREATED k=w (old null)");
  }

  @Test
  void put_zeroTimeToLive() {
    Cache<String, String> cache =
        fixture.strings(c -> c.expireAfterCreation(Duration.ZERO).listener(of(heard, true, true)));
    cache.put("k", "v");
    assertThat(heard.events).isEmpty();
  }

  @Test
  void register_atRunTime() {
    Cache<String, String> cache = fixture.strings(c -> c);
    cache.put("k", "0");
    CacheEntryListenerConfiguration<String, String> listener = of(heard, true, true);
    cache.registerCacheEntryListener(listener);
    assertThat(JCacheFixture.configurationOf(cache).getCacheEntryListenerConfigurations())
        .containsExactly(listener);
    cache.put("k", "1");
    cache.deregisterCacheEntryListener(listener);
    assertThat(JCacheFixture.configurationOf(cache).getCacheEntryListenerConfigurations())
        .isEmpty();
    cache.put("k", "2");
    assertThat(heard.heard()).containsExactly("UPDATED k=1 (old 0)");
    cache.registerCacheEntryListener(listener);
    cache.put("k", "3");
    assertThat(heard.heard()).hasSize(2);
  }

  /** A synchronous listener may use the cache, also the entry that it is told of. */
  @Test
  void put_listenerUsesCache() {
    AtomicReference<Cache<String, String>> cache = new AtomicReference<>();
    CacheEntryCreatedListener<String, String> listener =
        events -> {
          for (CacheEntryEvent<? extends String, ? extends String> event : events) {
            assertThat(cache.get().get(event.getKey())).isEqualTo(event.getValue());
            if (!event.getKey().startsWith("copy")) {
              cache.get().put(event.getKey(), "changed");
              cache.get().put("copy of " + event.getKey(), event.getValue());
            }
          }
        };
    cache.set(
        fixture.strings(
            c -> c.listener(of(listener, false, true)).listener(of(heard, true, true))));
    cache.get().put("k", "v");
    assertThat(cache.get().get("k")).isEqualTo("changed");
    assertThat(cache.get().get("copy of k")).isEqualTo("v");
    assertThat(heard.heard())
        .containsExactlyInAnyOrder(
            "CREATED k=v (old null)",
            "UPDATED k=changed (old v)",
            "CREATED copy of k=v (old null)");
  }

  // ---- asynchronous

  /** Each event's old value is the value of the one before: nothing is lost or out of order. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void put_contended_orderOfKeyIsKept(boolean synchronous) throws Exception {
    Map<String, List<String>> values = new ConcurrentHashMap<>();
    AtomicBoolean broken = new AtomicBoolean();
    final class Chain
        implements CacheEntryCreatedListener<String, String>,
            CacheEntryUpdatedListener<String, String> {
      @Override
      public void onCreated(Iterable<CacheEntryEvent<? extends String, ? extends String>> events) {
        for (CacheEntryEvent<? extends String, ? extends String> event : events) {
          List<String> ofKey =
              values.computeIfAbsent(event.getKey(), key -> new CopyOnWriteArrayList<>());
          String last = ofKey.isEmpty() ? null : ofKey.get(ofKey.size() - 1);
          if (last == null ? event.getOldValue() != null : !last.equals(event.getOldValue())) {
            broken.set(true);
          }
          ofKey.add(event.getValue());
        }
      }

      @Override
      public void onUpdated(Iterable<CacheEntryEvent<? extends String, ? extends String>> events) {
        onCreated(events);
      }
    }
    Cache<String, String> cache =
        fixture.strings(c -> c.listener(of(new Chain(), true, synchronous)));
    int threads = 4;
    int rounds = 500;
    inParallel(
        threads,
        thread -> {
          for (int i = 0; i < rounds; i++) {
            String value = thread + "-" + i;
            switch (i % 3) {
              case 0 -> cache.put("a", value);
              case 1 -> cache.putAll(Map.of("a", value, "b", value));
              default ->
                  cache.invoke(
                      "b",
                      (entry, arguments) -> {
                        entry.setValue(value);
                        return null;
                      });
            }
          }
        });
    // Of 500 rounds, 167 are of the first and the second kind each, 166 of the third.
    await()
        .until(
            () ->
                values.get("a").size() == threads * 334 && values.get("b").size() == threads * 333);
    assertThat(broken).isFalse();
  }

  private interface Work {
    void run(int thread);
  }

  private static void inParallel(int threads, Work work) throws Exception {
    CyclicBarrier start = new CyclicBarrier(threads);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    List<Thread> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int number = i;
      Thread thread =
          new Thread(
              () -> {
                try {
                  start.await();
                  work.run(number);
                } catch (Throwable e) {
                  failure.set(e);
                }
              });
      thread.start();
      running.add(thread);
    }
    for (Thread thread : running) {
      thread.join();
    }
    assertThat(failure.get()).isNull();
  }

  @Test
  void put_slowListenerDelaysNobody() {
    CountDownLatch go = new CountDownLatch(1);
    CacheEntryCreatedListener<String, String> slow =
        events -> {
          try {
            go.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        };
    Cache<String, String> cache =
        fixture.strings(c -> c.listener(of(slow, false, false)).listener(of(heard, false, false)));
    for (int i = 0; i < 100; i++) {
      cache.put("k" + i, "v");
    }
    await().until(() -> heard.events.size() == 100);
    go.countDown();
  }

  @Test
  void close_waitsForPendingEvents() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    List<String> told = new CopyOnWriteArrayList<>();
    AtomicReference<Thread.State> closing = new AtomicReference<>();
    TestCloseable closed = new TestCloseable();
    final class Slow implements CacheEntryCreatedListener<String, String>, AutoCloseable {
      @Override
      public void onCreated(Iterable<CacheEntryEvent<? extends String, ? extends String>> events) {
        try {
          go.await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
        events.forEach(event -> told.add(event.getKey().concat(closed.closed.toString())));
      }

      @Override
      public void close() {
        closed.close();
      }
    }
    Cache<String, String> cache = fixture.strings(c -> c.listener(of(new Slow(), false, false)));
    cache.put("a", "1");
    cache.put("b", "2");
    Thread closer = new Thread(cache::close);
    closer.start();
    await()
        .until(
            () -> {
              closing.set(closer.getState());
              return closing.get() == Thread.State.TIMED_WAITING;
            });
    assertThat(told).isEmpty();
    go.countDown();
    closer.join();
    assertThat(told).containsExactly("a0", "b0");
    assertThat(closed.closed).hasValue(1);
  }

  /** What happened before the deregistration is heard, and then the listener is closed. */
  @Test
  void deregister_pendingEventsComeBeforeClose() {
    CountDownLatch go = new CountDownLatch(1);
    List<String> told = new CopyOnWriteArrayList<>();
    final class Slow implements CacheEntryCreatedListener<String, String>, AutoCloseable {
      @Override
      public void onCreated(Iterable<CacheEntryEvent<? extends String, ? extends String>> events) {
        try {
          go.await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
        events.forEach(event -> told.add(event.getKey()));
      }

      @Override
      public void close() {
        told.add("closed");
      }
    }
    Cache<String, String> cache = fixture.strings(c -> c);
    CacheEntryListenerConfiguration<String, String> listener = of(new Slow(), false, false);
    cache.registerCacheEntryListener(listener);
    cache.put("a", "1");
    cache.put("b", "2");
    cache.deregisterCacheEntryListener(listener);
    cache.put("c", "3");
    go.countDown();
    await().until(() -> told.contains("closed"));
    assertThat(told).containsExactly("a", "b", "closed");
  }

  @Test
  void close_byAsynchronousListener() {
    AtomicReference<Cache<String, String>> cache = new AtomicReference<>();
    CacheEntryCreatedListener<String, String> listener = events -> cache.get().close();
    try (LogCapture log = new LogCapture()) {
      cache.set(fixture.strings(c -> c.listener(of(listener, false, false))));
      cache.get().put("k", "v");
      await().until(() -> cache.get().isClosed());
      assertThat(log.records()).allSatisfy(Texts::check);
    }
  }
}
