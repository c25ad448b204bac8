package io.nearfar.internal.engine;

/**
 * An entry as an iterator saw it.
 *
 * @param <K> the key type
 * @param <V> the value type
 */
public final class EngineEntry<K, V> {
  private final K key;
  private final V value;
  private final Snapshot<V> seen;

  EngineEntry(K key, V value, Snapshot<V> seen) {
    this.key = key;
    this.value = value;
    this.seen = seen;
  }

  /** The key; a copy. */
  public K key() {
    return key;
  }

  /** The value; a copy. */
  public V value() {
    return value;
  }

  Snapshot<V> seen() {
    return seen;
  }
}
