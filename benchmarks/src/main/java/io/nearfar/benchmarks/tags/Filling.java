package io.nearfar.benchmarks.tags;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/** Stores many entries by many threads: tags are given entry by entry, a round trip each. */
final class Filling {
  private static final int THREADS = 32;

  private Filling() {}

  /** The key of an entry. */
  static String key(int entry) {
    return "key:" + (1_000_000 + entry);
  }

  /** The value of an entry: 100 bytes. */
  static String value(int entry) {
    return ("value " + entry + " ").repeat(20).substring(0, 100);
  }

  /** Calls this once for each number below a count; fails if a call does. */
  static void each(int count, IntConsumer store) {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> ends = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int first = i;
        ends.add(
            threads.submit(
                () -> {
                  for (int entry = first; entry < count; entry += THREADS) {
                    store.accept(entry);
                  }
                }));
      }
      for (Future<?> end : ends) {
        end.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while filling.", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Not all entries were stored.", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }
}
