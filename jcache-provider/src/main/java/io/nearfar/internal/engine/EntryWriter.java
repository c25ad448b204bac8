package io.nearfar.internal.engine;

import java.util.Map;
import java.util.Set;

/**
 * Where entries are written through to, before the cache changes. Implementations are thread-safe
 * and may block; the engine calls them under the lock of the keys concerned, so that the cache and
 * the source see the mutations of a key in the same order.
 *
 * @param <K> the key type
 * @param <V> the value type
 */
public interface EntryWriter<K, V> {

  /** Writes one entry. */
  void write(K key, V value);

  /**
   * Writes many entries. On failure, the map is left with exactly those that were not written.
   *
   * @param entries mutable
   */
  void writeAll(Map<K, V> entries);

  /** Deletes one entry, which need not exist. */
  void delete(K key);

  /**
   * Deletes many entries. On failure, the set is left with exactly those that were not deleted.
   *
   * @param keys mutable
   */
  void deleteAll(Set<K> keys);
}
