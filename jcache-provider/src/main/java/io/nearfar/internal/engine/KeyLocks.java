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
  private final AtomicReferenceArray<@Nullable ReentrantLock> locks =
      new AtomicReferenceArray<>(SIZE);

  ReentrantLock of(K key) {
    return at(indexOf(key));
  }

  /** Runs a task under the locks of many keys, taken in a fixed order so that nobody deadlocks. */
  void withAll(Collection<? extends K> keys, Runnable task) {
    int[] indices = keys.stream().mapToInt(KeyLocks::indexOf).sorted().distinct().toArray();
    int held = 0;
    try {
      for (int index : indices) {
        at(index).lock();
        held++;
      }
      task.run();
    } finally {
      while (held > 0) {
        at(indices[--held]).unlock();
      }
    }
  }

  private ReentrantLock at(int index) {
    ReentrantLock lock = locks.get(index);
    if (lock == null) {
      lock = new ReentrantLock();
      ReentrantLock earlier = locks.compareAndExchange(index, null, lock);
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
