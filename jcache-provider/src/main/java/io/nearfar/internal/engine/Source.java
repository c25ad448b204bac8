package io.nearfar.internal.engine;

import io.nearfar.spi.Tags;
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

  /** Whether its values carry tags. */
  default boolean tagged() {
    return false;
  }

  /** The tags of a value that it has loaded. */
  default Tags tags(V value) {
    return Tags.NONE;
  }
}
