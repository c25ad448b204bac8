package io.nearfar.internal.engine;

/**
 * An entry as an iterator saw it.
 *
 * @param <K> the key type
 * @param <V> the value type
 */
public final class EngineEntry<K, V> {
  private final K ownKey;
  private final K key;
  private final V value;
  private final Snapshot<V> seen;

  EngineEntry(K ownKey, K key, V value, Snapshot<V> seen) {
    this.ownKey = ownKey;
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

  /** The cache's own key: the application may have changed the copy. */
  K ownKey() {
    return ownKey;
  }

  Snapshot<V> seen() {
    return seen;
  }
}
