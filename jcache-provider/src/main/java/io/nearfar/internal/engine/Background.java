package io.nearfar.internal.engine;

import io.nearfar.internal.coherence.LinkLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The few daemon threads that all caches of a provider share. Threads are started on demand and end
 * when idle; after {@link #close()} none is left.
 *
 * <p>Threads do not inherit the context class loader or thread locals of the application that
 * happened to start them. Thread-safe.
 */
public final class Background implements AutoCloseable {
  private static final int POOL_SIZE = Math.max(4, Runtime.getRuntime().availableProcessors());
  private static final Duration IDLE = Duration.ofSeconds(10);
  private static final Duration FAREWELL = Duration.ofSeconds(10);

  /** For sweeps of caches that were in use, or being created, while the last manager closed. */
  private static final RejectedExecutionHandler LATE_TASKS = new ThreadPoolExecutor.DiscardPolicy();

  private final ThreadPoolExecutor loaders = pool("nearfar-loader-");
  private final ThreadPoolExecutor asyncTasks = pool("nearfar-async-");
  private final ThreadPoolExecutor listeners = pool("nearfar-listener-");
  private final ThreadPoolExecutor sweepers = pool("nearfar-sweeper-");
  private final ScheduledThreadPoolExecutor timer;
  private final ScheduledThreadPoolExecutor links;
  private final Waits waits = new Waits();

  /** No thread is started yet. */
  public Background() {
    timer = timer("nearfar-timer-");
    links = timer("nearfar-link-");
    sweepers.setRejectedExecutionHandler(LATE_TASKS);
  }

  private static ScheduledThreadPoolExecutor timer(String prefix) {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(1, new DaemonFactory(prefix), LATE_TASKS);
    timer.setRemoveOnCancelPolicy(true);
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    timer.setKeepAliveTime(IDLE.toNanos(), TimeUnit.NANOSECONDS);
    timer.allowCoreThreadTimeOut(true);
    return timer;
  }

  /** Runs loads that the application does not wait for; tasks may block. */
  public Executor loaders() {
    return loaders;
  }

  /** Runs what belongs to asynchronous loads; tasks may block, but must not wait for loads. */
  Executor asyncTasks() {
    return asyncTasks;
  }

  /** Runs asynchronous listeners; tasks may block. */
  public Executor listeners() {
    return listeners;
  }

  /** Which threads wait for each other in the caches that share these threads. */
  Waits waits() {
    return waits;
  }

  /** Collects dead entries. */
  Executor sweepers() {
    return sweepers;
  }

  /**
   * Repeats a task, which must be short and must not block.
   *
   * @return to be cancelled when the task's owner closes
   */
  Future<?> every(Duration period, Runnable task) {
    long nanos = period.toNanos();
    return timer.scheduleWithFixedDelay(task, nanos, nanos, TimeUnit.NANOSECONDS);
  }

  /**
   * Runs a task of an asynchronous load later, unless the background is closed by then; it may
   * block.
   */
  void after(Duration delay, Runnable task) {
    Future<?> unused =
        timer.schedule(() -> asyncTasks.execute(task), delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Runs the links to other nodes. */
  LinkLoop links() {
    return new LinkLoop() {
      @Override
      public void execute(Runnable task) {
        links.execute(task);
      }

      @Override
      public Runnable after(Duration delay, Runnable task) {
        Future<?> later = links.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> later.cancel(/* mayInterruptIfRunning= */ false);
      }
    };
  }

  /** Whether the calling thread is one of ours, so that it must not wait for our tasks. */
  public static boolean isOwnThread() {
    return Thread.currentThread() instanceof DaemonThread;
  }

  /** Ends all threads; waits for running tasks, but not for ever. */
  @Override
  public void close() {
    timer.shutdownNow();
    links.shutdownNow();
    List<ThreadPoolExecutor> pools =
        List.of(timer, links, sweepers, listeners, asyncTasks, loaders);
    pools.forEach(ThreadPoolExecutor::shutdown);
    if (isOwnThread()) {
      return; // A task of ours closes the last manager: it can't wait for itself.
    }
    boolean interrupted = false;
    for (ThreadPoolExecutor pool : pools) {
      try {
        if (!pool.awaitTermination(FAREWELL.toNanos(), TimeUnit.NANOSECONDS)) {
          pool.shutdownNow();
        }
      } catch (InterruptedException e) {
        interrupted = true;
        pool.shutdownNow();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static ThreadPoolExecutor pool(String prefix) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            POOL_SIZE,
            POOL_SIZE,
            IDLE.toNanos(),
            TimeUnit.NANOSECONDS,
            new LinkedBlockingQueue<>(),
            new DaemonFactory(prefix));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private static final class DaemonFactory implements ThreadFactory {
    private final String prefix;
    private final AtomicInteger number = new AtomicInteger();

    DaemonFactory(String prefix) {
      this.prefix = prefix;
    }

    /**
     * Up to JDK 23 a thread keeps the access control context of its maker, and in it the class
     * loader of the application whose call happened to need the thread. A privileged action has
     * only our own.
     */
    @Override
    @SuppressWarnings("removal") // there is no other way, and where it is gone there is no need
    public Thread newThread(Runnable task) {
      String name = prefix + number.incrementAndGet();
      return java.security.AccessController.doPrivileged(
          (java.security.PrivilegedAction<Thread>) () -> new DaemonThread(task, name));
    }
  }

  private static final class DaemonThread extends Thread {
    DaemonThread(Runnable task, String name) {
      super(/* group= */ null, task, name, /* stackSize= */ 0, /* inheritThreadLocals= */ false);
      setDaemon(true);
      setContextClassLoader(Background.class.getClassLoader());
    }
  }
}
