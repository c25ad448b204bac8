package io.nearfar.internal.engine;

import java.util.Collection;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Locks by key, a fixed number of them: keys of equal hash share one. Only caches whose mutations
 * must be ordered beyond one compare-and-set use them (writers, listeners).
 */
final class KeyLocks<K> {
  private static final int SIZE = 256;

  /** Made on demand: most caches never need one. */
  private final AtomicReferenceArray<@Nullable OwnedLock> locks = new AtomicReferenceArray<>(SIZE);

  private final Patience patience;

  /**
   * Locks.
   *
   * @param patience how long threads wait for them
   */
  KeyLocks(Patience patience) {
    this.patience = patience;
  }

  /** The lock of a key, for those that have a way of their own to wait for it. */
  OwnedLock of(K key) {
    return at(indexOf(key));
  }

  /**
   * Takes the lock of a key; reentrant.
   *
   * @return what the caller has to unlock
   * @throws RuntimeException if patience is at its end; nothing is locked then
   */
  ReentrantLock lock(K key) {
    ReentrantLock lock = of(key);
    patience.lock(lock, patience.deadline());
    return lock;
  }

  /**
   * Runs a task under the locks of many keys, taken in a fixed order so that nobody deadlocks.
   *
   * @throws RuntimeException if patience, one for all of them, is at its end; the task has not run
   */
  void withAll(Collection<? extends K> keys, Runnable task) {
    int[] indices = keys.stream().mapToInt(KeyLocks::indexOf).sorted().distinct().toArray();
    int held = 0;
    long deadline = patience.deadline();
    try {
      for (int index : indices) {
        patience.lock(at(index), deadline);
        held++;
      }
      task.run();
    } finally {
      while (held > 0) {
        at(indices[--held]).unlock();
      }
    }
  }

  private OwnedLock at(int index) {
    OwnedLock lock = locks.get(index);
    if (lock == null) {
      lock = new OwnedLock();
      OwnedLock earlier = locks.compareAndExchange(index, null, lock);
      return earlier == null ? lock : earlier;
    }
    return lock;
  }

  private static int indexOf(Object key) {
    int hash = key.hashCode();
    hash ^= hash >>> 16;
    return (hash ^ (hash >>> 8)) & (SIZE - 1);
  }
}
