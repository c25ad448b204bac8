package io.nearfar.internal.engine;

import org.jspecify.annotations.Nullable;

/**
 * Where one missing entry comes from. Thread-safe; may block.
 *
 * @param <K> the key type
 * @param <V> the value type
 */
@FunctionalInterface
public interface Source<K, V> {

  /** Loads a value; null if there is none. */
  @Nullable V load(K key);

  /**
   * Whether a load may ask the cache for the key that it is loading. It is then loaded within, and
   * not stored; if not, that is an error.
   */
  default boolean nests() {
    return true;
  }
}
