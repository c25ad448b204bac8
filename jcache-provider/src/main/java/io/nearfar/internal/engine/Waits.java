package io.nearfar.internal.engine;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Knows which thread waits for which, in all caches that share it, so that threads never wait for
 * each other in a circle: loaders and listeners may use caches, this one and others. Thread-safe.
 */
final class Waits {
  private final ConcurrentHashMap<Thread, Awaited> waiting = new ConcurrentHashMap<>();
  private final Set<Thread> delivering = ConcurrentHashMap.newKeySet();

  /** Something that one thread does, and others wait for. */
  interface Awaited {

    /** Who does it; null if no thread in particular. */
    @Nullable Thread owner();

    /** Whether it is done. */
    boolean over();
  }

  /**
   * Announces that the calling thread is about to wait.
   *
   * @return false if it must not, because who it would wait for waits for it, directly or not; true
   *     if it may, and calls {@link #end()} afterwards
   */
  boolean begin(Awaited awaited) {
    Thread me = Thread.currentThread();
    // Announced first: of several threads that close a circle, at least the last one sees it.
    waiting.put(me, awaited);
    @Nullable Awaited next = awaited;
    // Who waits for something that is over goes on, even if it has not got round to saying so.
    while (next != null && !next.over()) {
      Thread owner = next.owner();
      if (owner == me) {
        waiting.remove(me);
        return false;
      }
      next = owner == null ? null : waiting.get(owner);
    }
    return true;
  }

  /** The calling thread no longer waits. */
  void end() {
    waiting.remove(Thread.currentThread());
  }

  /**
   * Announces that the calling thread is about to tell listeners.
   *
   * @return false if it is doing so already, of whatever cache: a listener has changed a cache;
   *     true if not, and it calls {@link #endDelivery()} afterwards
   */
  boolean beginDelivery() {
    return delivering.add(Thread.currentThread());
  }

  /** The calling thread no longer tells listeners. */
  void endDelivery() {
    delivering.remove(Thread.currentThread());
  }
}
