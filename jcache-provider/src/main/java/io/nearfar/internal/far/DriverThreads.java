package io.nearfar.internal.far;

import io.netty.util.HashedWheelTimer;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads of one client: few, daemons, and named so that one sees whose they are. */
final class DriverThreads {
  private static final Logger LOGGER = System.getLogger(DriverThreads.class.getName());

  /** For channels; two keep a slow connection from holding up the others. */
  static final int CHANNEL_THREADS = 2;

  private final ThreadPoolExecutor workers = pool("nearfar-redis", 2);
  private final ThreadPoolExecutor background = pool("nearfar-background", 1);

  private static ThreadPoolExecutor pool(String name, int threads) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            5,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            new DefaultThreadFactory(name, /* daemon= */ true));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /** Runs the driver's channels; each task has a thread of its own and ends with its channels. */
  Executor channels() {
    DefaultThreadFactory factory = new DefaultThreadFactory("nearfar-netty", /* daemon= */ true);
    return task -> factory.newThread(task).start();
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
}
