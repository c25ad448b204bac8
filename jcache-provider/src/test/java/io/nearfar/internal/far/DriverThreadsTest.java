package io.nearfar.internal.far;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.concurrent.FastThreadLocal;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The threads that run the driver's channels. */
@Timeout(60)
class DriverThreadsTest {
  private final DriverThreads threads = new DriverThreads();

  @AfterEach
  void close() {
    threads.close();
  }

  private <T> T onChannelThread(Supplier<T> task) throws Exception {
    CompletableFuture<T> result = new CompletableFuture<>();
    threads
        .channels()
        .execute(
            () -> {
              try {
                result.complete(task.get());
              } catch (RuntimeException e) {
                result.completeExceptionally(e);
              }
            });
    return result.get(30, TimeUnit.SECONDS);
  }

  /** A class of an application's loader could stay in code that the JIT compiler has made. */
  @Test
  void channels_threadIsOfNoClassOfOurs() throws Exception {
    Thread thread = onChannelThread(Thread::currentThread);
    assertThat(thread.getClass()).isSameAs(Thread.class);
    assertThat(thread.getName()).startsWith("nearfar-netty-");
    assertThat(thread.isDaemon()).isTrue();
    assertThat(thread.getContextClassLoader()).isSameAs(DriverThreads.class.getClassLoader());
  }

  /** Otherwise the driver would not keep buffers for the thread. */
  @Test
  void channels_driverTakesThreadForOneOfItsOwn() throws Exception {
    assertThat(onChannelThread(FastThreadLocalThread::currentThreadHasFastThreadLocal)).isTrue();
    assertThat(onChannelThread(FastThreadLocalThread::currentThreadWillCleanupFastThreadLocals))
        .isTrue();
  }

  @Test
  void channels_threadLocalsEndWithTheTask() throws Exception {
    AtomicInteger removed = new AtomicInteger();
    FastThreadLocal<String> local =
        new FastThreadLocal<>() {
          @Override
          protected void onRemoval(String value) {
            removed.incrementAndGet();
          }
        };
    Thread thread =
        onChannelThread(
            () -> {
              local.set("a");
              return Thread.currentThread();
            });
    thread.join();
    assertThat(removed).hasValue(1);
  }
}
