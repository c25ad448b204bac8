package io.nearfar.internal.engine;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps the check of a load's right to store, and the storing, together, where both take a while:
 * the value is on its way to the far tier, and nothing there knows of the load. Who has revoked a
 * load waits here for one that was checked before, and then makes its own change, which is later.
 *
 * <p>Thread-safe; reentrant, so application code that runs while storing may change the same key.
 */
final class Fills<K> {
  private final KeyLocks<K> locks = new KeyLocks<>();

  /** Held from before the check until the value is stored. */
  ReentrantLock lock(K key) {
    return locks.of(key);
  }

  /** Waits until a value of this key that is being stored is there. */
  void settle(K key) {
    ReentrantLock lock = locks.of(key);
    lock.lock();
    try {
      // To have waited is all.
    } finally {
      lock.unlock();
    }
  }
}
