package io.nearfar.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheKey;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code @CacheResult} on methods that return stages, futures and Unis. */
class AsyncResultTest {
  private final TestContainer container = new TestContainer(Remote.class);
  private final Remote remote = container.get(Remote.class);

  @AfterEach
  void close() {
    container.close();
  }

  private Object stored(long id) {
    return container.manager().getCache("remote").get(MethodKey.of(id));
  }

  @Test
  void stage_cachesThePlainValue() {
    CompletableFuture<String> answer = new CompletableFuture<>();
    CompletableFuture<String> first = remote.stage(1, answer).toCompletableFuture();
    CompletableFuture<String> second = remote.stage(1, answer).toCompletableFuture();
    assertThat(first).isNotDone();

    answer.complete("value");

    assertThat(first).isCompletedWithValue("value");
    assertThat(second).isCompletedWithValue("value");
    assertThat(remote.stage(1, answer).toCompletableFuture()).isCompletedWithValue("value");
    assertThat(stored(1)).isEqualTo("value");
    assertThat(remote.calls()).isEqualTo(1);
  }

  @Test
  void future_andNull() {
    assertThat(remote.future(1, CompletableFuture.completedFuture(null)))
        .isCompletedWithValue(null);
    assertThat(remote.future(1, CompletableFuture.completedFuture("x"))).isCompletedWithValue(null);
    assertThat(stored(1)).isEqualTo(CachedNull.INSTANCE);
  }

  @Test
  void failure_goesToAll_andIsNotCached() {
    CompletableFuture<String> answer = new CompletableFuture<>();
    CompletableFuture<String> first = remote.future(1, answer);
    CompletableFuture<String> second = remote.future(1, answer);

    answer.completeExceptionally(new IOException("broken"));

    assertThatThrownBy(first::get).hasCauseInstanceOf(IOException.class);
    assertThatThrownBy(second::get).hasCauseInstanceOf(IOException.class);
    assertThat(remote.future(1, CompletableFuture.completedFuture("x"))).isCompletedWithValue("x");
  }

  @Test
  void cancellationOfTheMethodsFuture_isNotCached() {
    CompletableFuture<String> answer = new CompletableFuture<>();
    CompletableFuture<String> first = remote.future(1, answer);

    answer.cancel(true);

    assertThat(first).isCompletedExceptionally();
    assertThat(stored(1)).isNull();
  }

  @Test
  void cancellationOfOneCaller_leavesTheOthers() {
    CompletableFuture<String> answer = new CompletableFuture<>();
    CompletableFuture<String> first = remote.future(1, answer);
    CompletableFuture<String> second = remote.future(1, answer);

    first.cancel(true);
    assertThat(answer).isNotDone();
    answer.complete("value");

    assertThat(first).isCancelled();
    assertThat(second).isCompletedWithValue("value");
    assertThat(stored(1)).isEqualTo("value");
  }

  @Test
  void exceptionOfTheCallItself_becomesAFailedStage() {
    CompletableFuture<String> result =
        remote.supplied(1, () -> sneakyThrow(new IllegalStateException("at once")));

    assertThatThrownBy(result::get).hasRootCauseMessage("at once");
  }

  @Test
  void nullInsteadOfAStage_isAFailure() {
    assertThatThrownBy(remote.supplied(1, () -> null)::get).hasMessageContaining("NEARFAR-CDI-004");
  }

  @Test
  void remove_duringACall_wins() {
    CompletableFuture<String> answer = new CompletableFuture<>();
    CompletableFuture<String> first = remote.future(1, answer);
    remote.remove(1);
    CompletableFuture<String> fresh = remote.future(1, CompletableFuture.completedFuture("fresh"));

    answer.complete("stale");

    assertThat(first).isCompletedWithValue("stale");
    assertThat(fresh).isCompletedWithValue("fresh");
    assertThat(stored(1)).isEqualTo("fresh");
  }

  /** What a caller sees of an asynchronous change is what the method has returned. */
  @Test
  void remove_failureAndCancellation_areTheMethodsOwn() {
    CompletableFuture<String> failing = new CompletableFuture<>();
    CompletableFuture<Throwable> seen =
        remote.removeLater(1, failing).handle((value, failure) -> failure);
    failing.completeExceptionally(new IOException("broken"));
    assertThat(seen.join()).isInstanceOf(IOException.class);

    CompletableFuture<String> cancelled = new CompletableFuture<>();
    remote.removeLater(1, cancelled).cancel(true);
    assertThat(cancelled).isCancelled();

    CompletableFuture<String> cancels = new CompletableFuture<>();
    CompletableFuture<String> returned = remote.removeLater(1, cancels);
    cancels.cancel(true);
    assertThat(returned).isCancelled();
  }

  @Test
  void skipGet_callsAlwaysAndStores() {
    assertThat(remote.future(1, CompletableFuture.completedFuture("a"))).isCompletedWithValue("a");
    assertThat(remote.fresh(1, CompletableFuture.completedFuture("b"))).isCompletedWithValue("b");
    assertThat(stored(1)).isEqualTo("b");
  }

  @Test
  void exceptionCache_failsTheSameAgain() {
    assertThatThrownBy(
            remote.remembered(1, CompletableFuture.failedFuture(new IOException("1")))::get)
        .hasCauseInstanceOf(IOException.class)
        .hasRootCauseMessage("1");
    assertThatThrownBy(remote.remembered(1, CompletableFuture.completedFuture("x"))::get)
        .hasRootCauseMessage("1");
    assertThat(remote.calls()).isEqualTo(1);
  }

  @Test
  void uni_cachesThePlainItem() {
    AtomicInteger subscriptions = new AtomicInteger();
    Uni<String> source = Uni.createFrom().item(() -> "item " + subscriptions.incrementAndGet());

    assertThat(remote.uni(1, source).await().indefinitely()).isEqualTo("item 1");
    assertThat(remote.uni(1, source).await().indefinitely()).isEqualTo("item 1");
    assertThat(stored(1)).isEqualTo("item 1");
  }

  @Test
  void uni_failureIsNotCached() {
    Uni<String> failing = Uni.createFrom().failure(new IllegalStateException("broken"));

    assertThatThrownBy(() -> remote.uni(1, failing).await().indefinitely()).hasMessage("broken");
    assertThat(remote.uni(1, Uni.createFrom().item("x")).await().indefinitely()).isEqualTo("x");
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable, R> R sneakyThrow(Throwable failure) throws E {
    throw (E) failure;
  }

  @ApplicationScoped
  @CacheDefaults(cacheName = "remote")
  static class Remote {
    private final AtomicInteger calls = new AtomicInteger();

    int calls() {
      return calls.get();
    }

    @CacheResult
    CompletionStage<String> stage(@CacheKey long id, CompletableFuture<String> answer) {
      calls.incrementAndGet();
      return answer;
    }

    @CacheResult
    CompletableFuture<String> future(@CacheKey long id, CompletableFuture<String> answer) {
      return answer;
    }

    @CacheResult
    CompletableFuture<String> supplied(
        @CacheKey long id, Supplier<CompletableFuture<String>> method) {
      return method.get();
    }

    @CacheResult(skipGet = true)
    CompletableFuture<String> fresh(@CacheKey long id, CompletableFuture<String> answer) {
      return answer;
    }

    @CacheResult(exceptionCacheName = "remoteFailures")
    CompletableFuture<String> remembered(@CacheKey long id, CompletableFuture<String> answer) {
      calls.incrementAndGet();
      return answer;
    }

    @CacheResult
    Uni<String> uni(@CacheKey long id, Uni<String> answer) {
      return answer;
    }

    @CacheRemove
    void remove(long id) {}

    @CacheRemove
    CompletableFuture<String> removeLater(@CacheKey long id, CompletableFuture<String> answer) {
      return answer;
    }
  }
}
