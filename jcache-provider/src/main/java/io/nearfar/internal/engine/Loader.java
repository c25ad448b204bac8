package io.nearfar.internal.engine;

import java.util.Map;

/**
 * Where the missing entries of a cache come from. Implementations are thread-safe and may block.
 *
 * @param <K> the key type
 * @param <V> the value type
 */
public interface Loader<K, V> extends Source<K, V> {

  /** There is one loader, which would ask itself. */
  @Override
  default boolean nests() {
    return false;
  }

  /** Loads many values; keys that the source does not have are left out. */
  Map<K, V> loadAll(Iterable<? extends K> keys);
}
