package io.nearfar.internal.engine;

import io.nearfar.spi.Tags;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Where one missing entry comes from, later. Thread-safe; does not block.
 *
 * @param <K> the key type
 * @param <V> the value type
 */
@FunctionalInterface
public interface AsyncSource<K, V> {

  /** Begins to load a value; it is null if there is none. */
  CompletionStage<? extends @Nullable V> load(K key);

  /** Whether its values carry tags. */
  default boolean tagged() {
    return false;
  }

  /** The tags of a value that it has loaded. */
  default Tags tags(V value) {
    return Tags.NONE;
  }
}
