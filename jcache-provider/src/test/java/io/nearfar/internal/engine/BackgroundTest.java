package io.nearfar.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearfar.testing.Gate;
import io.nearfar.testing.TestThreads;
import io.nearfar.testing.TestThreads.Running;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The shared threads. Covered: loaders, listeners, every, close. */
class BackgroundTest {

  @Test
  void close_waitsForRunningTasksAndRunsWhatIsQueued() throws Exception {
    Background background = new Background();
    Gate gate = new Gate();
    AtomicInteger ended = new AtomicInteger();
    int tasks = 50;
    for (int i = 0; i < tasks; i++) {
      background
          .listeners()
          .execute(
              () -> {
                gate.pass();
                ended.incrementAndGet();
              });
    }
    gate.awaitReached();
    Running<?> close = TestThreads.run(background::close);
    while (!close.isWaiting()) {
      Thread.onSpinWait();
    }
    assertThat(ended).hasValue(0);
    gate.open();
    close.result();
    assertThat(ended).hasValue(tasks);
  }

  @Test
  void close_ofATaskOfItsOwn_doesNotWaitForItself() throws Exception {
    Background background = new Background();
    CompletableFuture<Boolean> closed = new CompletableFuture<>();
    background
        .loaders()
        .execute(
            () -> {
              background.close();
              closed.complete(Background.isOwnThread());
            });
    assertThat(closed.get(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void close_takesNoMoreTasks() {
    Background background = new Background();
    background.close();
    background.close();
    assertThatThrownBy(() -> background.loaders().execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class);
    // Sweeps of caches that are still in use are not needed any more.
    background.sweepers().execute(() -> {});
    background.every(Duration.ofSeconds(1), () -> {}).cancel(false);
  }

  @Test
  void threads_areDaemonsWithoutTheContextOfWhoStartedThem() throws Exception {
    try (Background background = new Background()) {
      Thread.currentThread().setContextClassLoader(new ClassLoader() {});
      CompletableFuture<Thread> thread = new CompletableFuture<>();
      CompletableFuture<ClassLoader> context = new CompletableFuture<>();
      background
          .loaders()
          .execute(
              () -> {
                thread.complete(Thread.currentThread());
                context.complete(Thread.currentThread().getContextClassLoader());
              });
      assertThat(thread.get(5, TimeUnit.SECONDS).isDaemon()).isTrue();
      assertThat(thread.get().getName()).startsWith("nearfar-loader-");
      assertThat(context.get(5, TimeUnit.SECONDS)).isSameAs(Background.class.getClassLoader());
    } finally {
      Thread.currentThread().setContextClassLoader(BackgroundTest.class.getClassLoader());
    }
  }
}
