package io.nearfar.internal.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Turns for the work on a key, one thread at a time; keys of equal hash share one. Nobody waits for
 * itself: a thread that has turns and wants one whose owner waits, directly or over others, for one
 * of those is told so at once, in whichever cache they are. The one that waited first goes on
 * waiting, so that of two in each other's way always one moves. Thread-safe.
 */
final class Turns<K> {
  /** Who waits for which turn, in all caches; its own monitor. */
  private static final Map<Thread, OwnedLock> WAITING = new HashMap<>();

  private final KeyLocks<K> locks = new KeyLocks<>(Patience.ENDLESS);
  private final long patienceMillis;

  /**
   * Turns.
   *
   * @param patienceMillis how long a thread waits for one
   */
  Turns(long patienceMillis) {
    this.patienceMillis = patienceMillis;
  }

  /**
   * Waits for the turn of a key; reentrant.
   *
   * @return what the caller has to unlock; null if the turn was not to be had: its owner waits for
   *     the caller, or keeps it too long, or the caller was interrupted, which it is again
   *     afterwards
   */
  @Nullable ReentrantLock take(K key) {
    OwnedLock turn = locks.of(key);
    if (turn.tryLock()) {
      return turn;
    }
    Thread me = Thread.currentThread();
    synchronized (WAITING) {
      if (waitsFor(turn, me)) {
        return null;
      }
      WAITING.put(me, turn);
    }
    try {
      return turn.tryLock(patienceMillis, TimeUnit.MILLISECONDS) ? turn : null;
    } catch (InterruptedException e) {
      me.interrupt();
      return null;
    } finally {
      synchronized (WAITING) {
        WAITING.remove(me);
      }
    }
  }

  /** Whether the owner of a turn waits for a thread. */
  private static boolean waitsFor(OwnedLock turn, Thread thread) {
    OwnedLock next = turn;
    // Who has just got its turn still seems to wait for it, so the way may be a circle.
    for (int i = 0; i <= WAITING.size() && next != null; i++) {
      Thread owner = next.owner();
      if (owner == thread) {
        return true;
      }
      next = owner == null ? null : WAITING.get(owner);
    }
    return false;
  }
}
