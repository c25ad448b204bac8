package io.nearfar.internal.near;

import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Finds dead entries in slices, so that a large map never occupies a thread for long. Nothing needs
 * it to be correct: dead entries are never served, it only frees their memory. Not thread-safe.
 *
 * @param <K> the key type
 * @param <V> the value type
 */
public final class Sweep<K, V> {
  private static final int BATCH = 256;

  private final ConcurrentMap<K, NearEntry<V>> map;
  private final Predicate<NearEntry<V>> live;
  private final Consumer<Map.Entry<K, NearEntry<V>>> dead;
  private Iterator<Map.Entry<K, NearEntry<V>>> position;

  Sweep(
      ConcurrentMap<K, NearEntry<V>> map,
      Predicate<NearEntry<V>> live,
      Consumer<Map.Entry<K, NearEntry<V>>> dead) {
    this.map = map;
    this.live = live;
    this.dead = dead;
    this.position = map.entrySet().iterator();
  }

  /**
   * Goes on where the last slice ended.
   *
   * @param budgetNanos how long it may take, about, in nanoseconds of this JVM's clock
   * @return true if the end of the map was reached; the next slice then starts anew
   */
  public boolean slice(long budgetNanos) {
    long start = System.nanoTime();
    while (position.hasNext()) {
      for (int i = 0; i < BATCH && position.hasNext(); i++) {
        Map.Entry<K, NearEntry<V>> entry = position.next();
        if (!live.test(entry.getValue())) {
          dead.accept(entry);
        }
      }
      if (System.nanoTime() - start >= budgetNanos) {
        return false;
      }
    }
    position = map.entrySet().iterator();
    return true;
  }
}
