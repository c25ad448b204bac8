package io.nearfar.internal.engine;

import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Knows which thread waits for which, in all caches that share it, so that threads never wait for
 * each other in a circle: loaders and listeners may use caches, this one and others. Thread-safe.
 */
final class Waits {
  private final ConcurrentHashMap<Thread, Thread> waiting = new ConcurrentHashMap<>();

  /**
   * Announces that the calling thread is about to wait for another.
   *
   * @return false if it must not, because the other one waits for it, directly or not; true if it
   *     may, and calls {@link #end()} afterwards
   */
  boolean begin(Thread other) {
    Thread me = Thread.currentThread();
    // Announced first: of several threads that close a circle, at least the last one sees it.
    waiting.put(me, other);
    @Nullable Thread next = other;
    while (next != null) {
      if (next == me) {
        waiting.remove(me);
        return false;
      }
      next = waiting.get(next);
    }
    return true;
  }

  /** The calling thread no longer waits. */
  void end() {
    waiting.remove(Thread.currentThread());
  }
}
