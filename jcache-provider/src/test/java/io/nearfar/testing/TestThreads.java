package io.nearfar.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Threads for tests. A thread that does not end in time is a failure that shows where it hangs; it
 * is a daemon, so that a deadlock fails the test and not the build.
 */
public final class TestThreads {
  private static final long PATIENCE_SECONDS = 20;

  private TestThreads() {}

  /** What one of several threads does. */
  @FunctionalInterface
  public interface Task {
    /**
     * Runs.
     *
     * @param thread 0, 1, 2 ...
     */
    void run(int thread) throws Exception;
  }

  /**
   * A call that runs in a thread of its own.
   *
   * @param <T> the type of its result
   */
  public static final class Running<T extends @Nullable Object> {
    private final FutureTask<T> task;
    private final Thread thread;

    private Running(Callable<T> call) {
      task = new FutureTask<>(call);
      thread = new Thread(task, "test");
      thread.setDaemon(true);
      thread.start();
    }

    /** Whether it has ended. */
    public boolean isDone() {
      return task.isDone();
    }

    /** Whether it waits for something, now. */
    public boolean isWaiting() {
      Thread.State state = thread.getState();
      return state == Thread.State.WAITING
          || state == Thread.State.TIMED_WAITING
          || state == Thread.State.BLOCKED;
    }

    /**
     * Its result, when it has ended.
     *
     * @throws ExecutionException its failure
     */
    public T result() throws ExecutionException {
      try {
        return task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        AssertionError hanging = new AssertionError("The thread hangs here:");
        hanging.setStackTrace(thread.getStackTrace());
        throw hanging;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("Interrupted.", e);
      }
    }
  }

  /** Starts a call in a thread of its own. */
  public static <T extends @Nullable Object> Running<T> start(Callable<T> call) {
    return new Running<>(call);
  }

  /** Starts a task in a thread of its own. */
  public static Running<@Nullable Void> run(Runnable task) {
    return new Running<>(
        () -> {
          task.run();
          return null;
        });
  }

  /** Runs a task in several threads that start together; returns when all have ended. */
  public static void together(int threads, Task task) throws ExecutionException {
    CyclicBarrier start = new CyclicBarrier(threads);
    List<Running<@Nullable Void>> all = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int thread = i;
      all.add(
          new Running<>(
              () -> {
                start.await();
                task.run(thread);
                return null;
              }));
    }
    for (Running<@Nullable Void> one : all) {
      one.result();
    }
  }
}
