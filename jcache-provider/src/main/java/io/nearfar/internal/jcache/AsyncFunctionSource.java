package io.nearfar.internal.jcache;

import io.nearfar.internal.engine.AsyncSource;
import io.nearfar.stats.LoadCounters;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A function of the application as the source of one load whose value comes later.
 *
 * @param function may throw anything
 * @param types what its values are checked against
 * @param counters counts the load
 */
record AsyncFunctionSource<K, V>(
    Function<? super K, ? extends CompletionStage<? extends @Nullable V>> function,
    TypeCheck<K, V> types,
    LoadCounters counters)
    implements AsyncSource<K, V> {

  @Override
  public CompletionStage<? extends @Nullable V> load(K key) {
    LoadTiming timing = LoadTiming.begin(counters);
    CompletionStage<? extends @Nullable V> coming;
    try {
      coming = Checks.nonNull(function.apply(key), "The stage of the function");
    } catch (Throwable e) {
      timing.failed();
      throw e;
    }
    return coming
        .thenApply(value -> value == null ? null : types.value(value))
        .whenComplete((value, failure) -> timing.ended(failure));
  }
}
