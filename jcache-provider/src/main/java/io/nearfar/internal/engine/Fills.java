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
  private final KeyLocks<K> locks;

  Fills(Patience patience) {
    locks = new KeyLocks<>(patience);
  }

  /**
   * Takes what is held from before the check until the value is stored.
   *
   * @return what the caller has to unlock
   * @throws RuntimeException if patience is at its end
   */
  ReentrantLock lock(K key) {
    return locks.lock(key);
  }

  /**
   * Waits until a value of this key that is being stored is there.
   *
   * @throws RuntimeException if patience is at its end
   */
  void settle(K key) {
    // To have waited is all.
    locks.lock(key).unlock();
  }
}
