package io.nearfar.internal.jcache;

import io.nearfar.internal.engine.Background;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What runs in the background for one cache: with the application's class loader as the thread's
 * context, and counted, so that closing the cache can wait for it.
 */
final class CacheTasks {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Background background;
  private final ClassLoader loader;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition idle = lock.newCondition();

  /** Tasks queued or running. Guarded by {@link #lock}. */
  private int count;

  /** Guarded by {@link #lock}. */
  private boolean closed;

  CacheTasks(Background background, ClassLoader loader) {
    this.background = background;
    this.loader = loader;
  }

  /**
   * Runs a load soon.
   *
   * @return false if the cache is closed; the task is dropped then
   */
  boolean load(Runnable task) {
    return run(background.loaders(), task);
  }

  /**
   * Begins work that takes long, soon.
   *
   * @return false if the cache is closed; the task is dropped then
   */
  boolean work(Runnable task) {
    return run(background.loaders(), task);
  }

  /**
   * Tells a listener soon.
   *
   * @return false if the cache is closed; the task is dropped then
   */
  boolean listen(Runnable task) {
    return run(background.listeners(), task);
  }

  private boolean run(Executor executor, Runnable task) {
    lock.lock();
    try {
      if (closed) {
        return false;
      }
      count++;
    } finally {
      lock.unlock();
    }
    try {
      executor.execute(() -> runInContext(task));
    } catch (RuntimeException | Error e) {
      ended(); // No thread could be made.
      throw e;
    }
    return true;
  }

  private void runInContext(Runnable task) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      task.run();
    } finally {
      thread.setContextClassLoader(before);
      ended();
    }
  }

  private void ended() {
    lock.lock();
    try {
      count--;
      idle.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes no more tasks, and waits for those that there are, but not for ever, and not at all if
   * the caller is such a task.
   *
   * @return whether nothing runs any more
   */
  boolean close() {
    lock.lock();
    try {
      closed = true;
      long left = Background.isOwnThread() ? 0 : PATIENCE.toNanos();
      while (count > 0 && left > 0) {
        left = idle.awaitNanos(left);
      }
      return count == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }
}
