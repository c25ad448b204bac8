package io.nearfar.internal.jcache;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The loader, writer, expiry policy and listeners that an application's factories have made for one
 * cache, to be closed with it. Thread-safe; nothing of the application runs under its lock.
 */
final class UserObjects {
  private static final Logger LOGGER = System.getLogger(UserObjects.class.getName());

  private final String cacheName;
  private final Deque<AutoCloseable> closeables = new ArrayDeque<>();

  UserObjects(String cacheName) {
    this.cacheName = cacheName;
  }

  /** Notes an object; returns it. */
  synchronized <T extends @Nullable Object> T add(T object) {
    if (object instanceof AutoCloseable closeable && !closeables.contains(closeable)) {
      closeables.addFirst(closeable);
    }
    return object;
  }

  /** Closes one object before its time. */
  void close(@Nullable Object object) {
    if (object instanceof AutoCloseable closeable && forget(closeable)) {
      closeQuietly(closeable);
    }
  }

  private synchronized boolean forget(AutoCloseable closeable) {
    return closeables.remove(closeable);
  }

  /** Closes everything; a failure is logged and does not keep the others from being closed. */
  void closeAll() {
    AutoCloseable next = poll();
    while (next != null) {
      closeQuietly(next);
      next = poll();
    }
  }

  private synchronized @Nullable AutoCloseable poll() {
    return closeables.pollFirst();
  }

  private void closeQuietly(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      log(closeable, e);
    } catch (Exception e) {
      log(closeable, e);
    }
  }

  private void log(AutoCloseable closeable, Exception failure) {
    LOGGER.log(
        Level.WARNING,
        JCacheMessages.closeFailed(closeable.getClass().getName(), cacheName),
        failure);
  }
}
