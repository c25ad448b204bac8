package io.nearfar.internal.jcache;

import io.nearfar.internal.engine.AsyncSource;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A function of the application as the source of one load whose value comes later.
 *
 * @param function may throw anything
 * @param types what its values are checked against
 */
record AsyncFunctionSource<K, V>(
    Function<? super K, ? extends CompletionStage<? extends @Nullable V>> function,
    TypeCheck<K, V> types)
    implements AsyncSource<K, V> {

  @Override
  public CompletionStage<? extends @Nullable V> load(K key) {
    return Checks.nonNull(function.apply(key), "The stage of the function")
        .thenApply(value -> value == null ? null : types.value(value));
  }
}
