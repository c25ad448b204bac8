package io.nearfar.internal.engine;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where missing entries come from. Implementations are thread-safe and may block.
 *
 * @param <K> the key type
 * @param <V> the value type
 */
public interface Loader<K, V> {

  /** Loads one value; null if the source has none. */
  @Nullable V load(K key);

  /** Loads many values; keys that the source does not have are left out. */
  Map<K, V> loadAll(Iterable<? extends K> keys);
}
