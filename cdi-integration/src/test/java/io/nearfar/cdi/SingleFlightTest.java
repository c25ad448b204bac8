package io.nearfar.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheKey;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheRemoveAll;
import javax.cache.annotation.CacheResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many threads and one key: one call, failures, recursion, removals that win. */
@Timeout(60)
@Tag("lite")
class SingleFlightTest {
  private final TestContainer container = new TestContainer(Slow.class);
  private final Slow slow = container.get(Slow.class);
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void close() {
    threads.shutdownNow();
    container.close();
  }

  /** A call that has entered the method and stays there until it is released. */
  private static final class Gate implements Supplier<String> {
    final CountDownLatch entered = new CountDownLatch(1);
    final CompletableFuture<String> release = new CompletableFuture<>();

    @Override
    public String get() {
      entered.countDown();
      return release.join();
    }
  }

  private Object stored() {
    return container.manager().getCache("slow").get(MethodKey.of(1L));
  }

  @Test
  void manyThreads_makeOneCall() throws Exception {
    Gate gate = new Gate();
    List<Future<String>> results = new ArrayList<>();
    results.add(threads.submit(() -> slow.get(1, gate)));
    gate.entered.await();
    List<Thread> waiters = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      CompletableFuture<String> result = new CompletableFuture<>();
      Thread waiter = new Thread(() -> result.complete(slow.get(1, () -> "another call")));
      waiter.start();
      waiters.add(waiter);
      results.add(result);
    }
    for (Thread waiter : waiters) {
      await().until(() -> waiter.getState() == Thread.State.WAITING);
    }

    gate.release.complete("one");

    for (Future<String> result : results) {
      assertThat(result.get()).isEqualTo("one");
    }
    assertThat(slow.calls()).isEqualTo(1);
  }

  @Test
  void racingThreads_makeOneCallPerKey() throws Exception {
    int count = 4;
    for (int key = 0; key < 200; key++) {
      CyclicBarrier start = new CyclicBarrier(count);
      long id = key + 100;
      List<Future<String>> results = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        results.add(
            threads.submit(
                () -> {
                  start.await();
                  return slow.get(id, () -> "value");
                }));
      }
      for (Future<String> result : results) {
        assertThat(result.get()).isEqualTo("value");
      }
    }
    assertThat(slow.calls()).isEqualTo(200);
  }

  @Test
  void failure_goesToAllWhoWaited_andIsNotCached() throws Exception {
    Gate gate = new Gate();
    Future<String> first = threads.submit(() -> slow.get(1, gate));
    gate.entered.await();
    Thread[] waiter = new Thread[1];
    CompletableFuture<Thread> started = new CompletableFuture<>();
    Future<String> second =
        threads.submit(
            () -> {
              started.complete(Thread.currentThread());
              return slow.get(1, () -> "another call");
            });
    waiter[0] = started.get();
    await().until(() -> waiter[0].getState() == Thread.State.WAITING);

    gate.release.completeExceptionally(new IllegalStateException("broken"));

    assertThatThrownBy(first::get).hasRootCauseMessage("broken");
    assertThatThrownBy(second::get).hasRootCauseMessage("broken");
    assertThat(slow.get(1, () -> "again")).isEqualTo("again");
  }

  @Test
  void recursionIntoTheSameKey_callsThrough() {
    assertThat(slow.recursive(3)).isEqualTo("3210");
  }

  @Test
  void twoThreadsThatNeedEachOther_callThrough() throws Exception {
    CyclicBarrier both = new CyclicBarrier(2);
    AtomicInteger met = new AtomicInteger();
    Future<String> one = threads.submit(() -> slow.cross(1, 2, both, met));
    Future<String> two = threads.submit(() -> slow.cross(2, 1, both, met));

    assertThat(one.get(30, TimeUnit.SECONDS)).startsWith("1");
    assertThat(two.get(30, TimeUnit.SECONDS)).startsWith("2");
  }

  @Test
  void interruptedWaiter_callsItself() throws Exception {
    Gate gate = new Gate();
    Future<String> first = threads.submit(() -> slow.get(1, gate));
    gate.entered.await();

    CompletableFuture<String> result = new CompletableFuture<>();
    Thread waiter = new Thread(() -> result.complete(slow.get(1, () -> "own call")));
    waiter.start();
    await().until(() -> waiter.getState() == Thread.State.WAITING);
    waiter.interrupt();

    assertThat(result.get()).isEqualTo("own call");
    gate.release.complete("one");
    assertThat(first.get()).isEqualTo("one");
    assertThat(stored()).isEqualTo("one");
  }

  @Test
  void remove_duringACall_wins() throws Exception {
    changeDuringACall(() -> slow.remove(1), null);
  }

  @Test
  void removeAll_duringACall_wins() throws Exception {
    changeDuringACall(slow::removeAll, null);
  }

  @Test
  void put_duringACall_wins() throws Exception {
    changeDuringACall(() -> slow.put(1, "put"), "put");
  }

  private void changeDuringACall(Runnable change, String expected) throws Exception {
    Gate gate = new Gate();
    Future<String> before = threads.submit(() -> slow.get(1, gate));
    gate.entered.await();
    change.run();
    if (expected == null) {
      // Who asks after the removal does not wait for the call of before.
      Gate second = new Gate();
      Future<String> after = threads.submit(() -> slow.get(1, second));
      second.entered.await();
      gate.release.complete("stale");
      assertThat(before.get()).isEqualTo("stale");
      assertThat(stored()).isNull();
      second.release.complete("fresh");
      assertThat(after.get()).isEqualTo("fresh");
      assertThat(stored()).isEqualTo("fresh");
    } else {
      gate.release.complete("stale");
      assertThat(before.get()).isEqualTo("stale");
      assertThat(stored()).isEqualTo(expected);
    }
  }

  @Test
  void remove_duringARefresh_wins() throws Exception {
    Gate gate = new Gate();
    Future<String> before = threads.submit(() -> slow.refresh(1, gate));
    gate.entered.await();
    slow.remove(1);

    gate.release.complete("stale");

    assertThat(before.get()).isEqualTo("stale");
    assertThat(stored()).isNull();
  }

  @Test
  void remove_ofAnotherKey_disturbsNobody() throws Exception {
    Gate gate = new Gate();
    Future<String> call = threads.submit(() -> slow.get(1, gate));
    Gate refreshing = new Gate();
    Future<String> refresh = threads.submit(() -> slow.refresh(3, refreshing));
    gate.entered.await();
    refreshing.entered.await();
    slow.remove(2);

    gate.release.complete("value");
    refreshing.release.complete("value");

    assertThat(call.get()).isEqualTo("value");
    assertThat(refresh.get()).isEqualTo("value");
    assertThat(stored()).isEqualTo("value");
    assertThat(slow.get(3, () -> "another")).isEqualTo("value");
  }

  @ApplicationScoped
  @CacheDefaults(cacheName = "slow")
  static class Slow {
    private final AtomicInteger calls = new AtomicInteger();
    @Inject Slow self;

    int calls() {
      return calls.get();
    }

    @CacheResult
    String get(@CacheKey long id, Supplier<String> method) {
      calls.incrementAndGet();
      return method.get();
    }

    @CacheResult(skipGet = true)
    String refresh(@CacheKey long id, Supplier<String> method) {
      return method.get();
    }

    @CacheResult(cacheName = "recursive")
    String recursive(@CacheKey String same, int depth) {
      return depth == 0 ? "0" : depth + self.recursive(same, depth - 1);
    }

    String recursive(int depth) {
      return self.recursive("same", depth);
    }

    @CacheResult(cacheName = "cross")
    String cross(@CacheKey int own, int other, CyclicBarrier both, AtomicInteger met)
        throws Exception {
      if (met.incrementAndGet() <= 2) {
        both.await();
        return own + self.cross(other, own, both, met);
      }
      return own + "!";
    }

    @CacheRemove
    void remove(long id) {}

    @CacheRemoveAll
    void removeAll() {}

    @CachePut
    void put(@CacheKey long id, String value) {}
  }
}
