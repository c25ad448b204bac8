package io.nearfar.internal.engine;

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
}
