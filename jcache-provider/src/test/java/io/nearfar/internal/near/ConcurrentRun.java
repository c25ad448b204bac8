package io.nearfar.internal.near;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs a task in several threads at once and hands back what they found, or their failure. */
final class ConcurrentRun {

  /** What one thread does. */
  @FunctionalInterface
  interface Task<T> {
    T run(int thread) throws Exception;
  }

  private ConcurrentRun() {}

  static <T> List<T> of(int threads, Task<T> task) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      CyclicBarrier start = new CyclicBarrier(threads);
      List<Callable<T>> calls = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int thread = i;
        calls.add(
            () -> {
              start.await();
              return task.run(thread);
            });
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : executor.invokeAll(calls, /* timeout= */ 2, TimeUnit.MINUTES)) {
        results.add(future.get());
      }
      return results;
    } finally {
      executor.shutdownNow();
    }
  }
}
