package io.nearfar.internal.jcache;

import io.nearfar.internal.engine.Source;
import io.nearfar.stats.LoadCounters;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A function of the application as the source of one load.
 *
 * @param function may throw anything
 * @param types what its values are checked against
 * @param counters counts the load
 */
record FunctionSource<K, V>(
    Function<? super K, ? extends @Nullable V> function,
    TypeCheck<K, V> types,
    LoadCounters counters)
    implements Source<K, V> {

  @Override
  public @Nullable V load(K key) {
    LoadTiming timing = LoadTiming.begin(counters);
    try {
      V value = function.apply(key);
      V checked = value == null ? null : types.value(value);
      timing.loaded(1);
      return checked;
    } catch (Throwable e) {
      timing.failed();
      throw e;
    }
  }
}
