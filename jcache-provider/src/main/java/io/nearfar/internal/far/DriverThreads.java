package io.nearfar.internal.far;

import io.netty.util.HashedWheelTimer;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The threads of one client: few, daemons, and named so that one sees whose they are. They inherit
 * nothing of the application that happens to connect first: it may end long before the client.
 */
final class DriverThreads {
  private static final Logger LOGGER = System.getLogger(DriverThreads.class.getName());

  /** For channels; two keep a slow connection from holding up the others. */
  static final int CHANNEL_THREADS = 2;

  private final ThreadPoolExecutor workers = pool("nearfar-redis", 2);
  private final ThreadPoolExecutor background = pool("nearfar-background", 1);

  DriverThreads() {
    // A cache may be cleared or destroyed while the client is being closed.
    background.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
  }

  private static ThreadPoolExecutor pool(String name, int threads) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            5,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            new CleanFactory(name));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /**
   * Runs the driver's channels; each task has a thread of its own and ends with its channels.
   *
   * <p>The threads are plain ones, not of the driver's class for them. A selector asks the thread
   * that selects whether it is interrupted, and where a class of threads has an answer of its own,
   * as on WildFly, the JIT compiler writes the classes that it has seen into {@code doSelect()}.
   * The server's own threads wait in that same code for minutes or hours, and code on a stack keeps
   * what it names: our class, and with it the whole application, long after its undeployment.
   */
  Executor channels() {
    CleanFactory factory = new CleanFactory("nearfar-netty");
    return task ->
        factory.newThread(() -> FastThreadLocalThread.runWithFastThreadLocal(task)).start();
  }

  /**
   * Runs what starts threads or makes them without our doing, on a thread that has nothing to pass
   * on to them.
   *
   * @return its result
   * @throws RuntimeException what the task has thrown
   */
  <T> T cleanly(Supplier<T> task) {
    try {
      return CompletableFuture.supplyAsync(task, workers).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** Runs what the driver must not do on threads of channels. */
  ExecutorService workers() {
    return workers;
  }

  /** Runs what nobody waits for. */
  ExecutorService background() {
    return background;
  }

  /**
   * Makes the driver's timer a daemon with a name of ours. The driver has no setting for it, and a
   * timer that is no daemon keeps a JVM from ending whose application closes nothing.
   *
   * @param timer a timer that has not been started
   */
  static void adopt(HashedWheelTimer timer) {
    try {
      Field field = HashedWheelTimer.class.getDeclaredField("workerThread");
      field.setAccessible(true);
      Thread thread = (Thread) field.get(timer);
      thread.setName("nearfar-timer");
      thread.setDaemon(true);
      thread.setContextClassLoader(DriverThreads.class.getClassLoader());
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOGGER.log(Level.WARNING, FarMessages::timerThread, e);
    }
  }

  /**
   * Ends the threads that the driver does not end itself. Interrupts what runs in the background.
   */
  void close() {
    background.shutdownNow();
    workers.shutdownNow();
    try {
      boolean ended =
          background.awaitTermination(5, TimeUnit.SECONDS)
              && workers.awaitTermination(5, TimeUnit.SECONDS);
      LOGGER.log(Level.DEBUG, "Threads ended: {0}", ended);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class CleanFactory implements ThreadFactory {
    private final String prefix;
    private final AtomicInteger number = new AtomicInteger();

    CleanFactory(String name) {
      prefix = name + '-';
    }

    /**
     * Up to JDK 23 a thread keeps the access control context of its maker, and in it the class
     * loader of the application. A privileged action has only our own.
     */
    @Override
    @SuppressWarnings("removal") // there is no other way, and where it is gone there is no need
    public Thread newThread(Runnable task) {
      String name = prefix + number.incrementAndGet();
      return java.security.AccessController.doPrivileged(
          (java.security.PrivilegedAction<Thread>) () -> clean(task, name));
    }

    @SuppressWarnings("ThreadPriorityCheck") // only so that that of its maker is not inherited
    private static Thread clean(Runnable task, String name) {
      Thread thread =
          new Thread(topGroup(), task, name, /* stackSize= */ 0, /* inheritThreadLocals= */ false);
      thread.setDaemon(true);
      thread.setPriority(Thread.NORM_PRIORITY);
      thread.setContextClassLoader(DriverThreads.class.getClassLoader());
      return thread;
    }

    /** Groups of applications may be of classes of theirs. */
    private static ThreadGroup topGroup() {
      ThreadGroup group = Thread.currentThread().getThreadGroup();
      while (group.getParent() != null) {
        group = group.getParent();
      }
      return group;
    }
  }
}
