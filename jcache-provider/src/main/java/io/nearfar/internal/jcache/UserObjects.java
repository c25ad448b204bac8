package io.nearfar.internal.jcache;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The loader, writer, expiry policy and listeners that an application's factories have made for one
 * cache, to be closed with it. Thread-safe; nothing of the application runs under its lock.
 */
final class UserObjects {
  private static final Logger LOGGER = System.getLogger(UserObjects.class.getName());

  private final String cacheName;

  /**
   * The last made first; an object that serves twice is there twice. Compared by identity: equal
   * objects are closed each. Guarded by this.
   */
  private final Deque<AutoCloseable> closeables = new ArrayDeque<>();

  /** Guarded by this. */
  private boolean closed;

  UserObjects(String cacheName) {
    this.cacheName = cacheName;
  }

  /** Notes an object; returns it. One that comes after {@link #closeAll} is closed at once. */
  <T extends @Nullable Object> T add(T object) {
    if (object instanceof AutoCloseable closeable && !note(closeable)) {
      closeQuietly(closeable);
    }
    return object;
  }

  private synchronized boolean note(AutoCloseable closeable) {
    if (!closed) {
      closeables.addFirst(closeable);
    }
    return !closed;
  }

  /** Closes one object before its time, unless it serves elsewhere in the cache too. */
  void close(@Nullable Object object) {
    if (object instanceof AutoCloseable closeable && forget(closeable)) {
      closeQuietly(closeable);
    }
  }

  /** Whether nobody uses it any more, and nobody else closes it. */
  private synchronized boolean forget(AutoCloseable closeable) {
    boolean found = false;
    for (Iterator<AutoCloseable> all = closeables.iterator(); all.hasNext() && !found; ) {
      if (all.next() == closeable) {
        all.remove();
        found = true;
      }
    }
    return found && closeables.stream().noneMatch(other -> other == closeable);
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
    closed = true;
    AutoCloseable next = closeables.pollFirst();
    closeables.removeIf(other -> other == next);
    return next;
  }

  private void closeQuietly(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      log(closeable, e);
    } catch (Exception | Error e) {
      // Errors too: at undeployment classes may be gone, and the others are to be closed still.
      log(closeable, e);
    }
  }

  private void log(AutoCloseable closeable, Throwable failure) {
    LOGGER.log(
        Level.WARNING,
        JCacheMessages.closeFailed(closeable.getClass().getName(), cacheName),
        failure);
  }
}
