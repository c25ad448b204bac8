package io.nearfar.internal.jcache;

import javax.cache.Cache;

/**
 * An entry as it was when it was read. Immutable, if key and value are.
 *
 * @param <K> the key type
 * @param <V> the value type
 */
public final class NearfarEntry<K, V> implements Cache.Entry<K, V> {
  private final K key;
  private final V value;

  NearfarEntry(K key, V value) {
    this.key = key;
    this.value = value;
  }

  @Override
  public K getKey() {
    return key;
  }

  @Override
  public V getValue() {
    return value;
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    return Unwrapping.unwrap(this, type);
  }

  /** Types only: keys and values may be personal data. */
  @Override
  public String toString() {
    return "NearfarEntry[" + key.getClass().getName() + " -> " + value.getClass().getName() + "]";
  }
}
