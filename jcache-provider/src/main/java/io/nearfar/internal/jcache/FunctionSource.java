package io.nearfar.internal.jcache;

import io.nearfar.internal.engine.Source;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A function of the application as the source of one load.
 *
 * @param function may throw anything
 * @param types what its values are checked against
 */
record FunctionSource<K, V>(
    Function<? super K, ? extends @Nullable V> function, TypeCheck<K, V> types)
    implements Source<K, V> {

  @Override
  public @Nullable V load(K key) {
    V value = function.apply(key);
    return value == null ? null : types.value(value);
  }
}
