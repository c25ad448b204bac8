package io.nearfar.internal.jcache;

import io.nearfar.internal.engine.AsyncSource;
import io.nearfar.internal.engine.Source;
import io.nearfar.stats.LoadCounters;
import java.util.Collection;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes sources of the functions that a cache is given to load with.
 *
 * @param types what loaded values are checked against
 * @param counters counts the loads
 */
record Sources<K, V>(TypeCheck<K, V> types, LoadCounters counters) {

  Source<K, V> of(Function<? super K, ? extends @Nullable V> loader) {
    return new FunctionSource<>(Checks.nonNull(loader, "The function"), types, counters);
  }

  Source<K, V> of(
      Function<? super K, ? extends @Nullable V> loader,
      Function<? super V, ? extends Collection<String>> tags) {
    return new TaggedSource<>(of(loader), Checks.nonNull(tags, "The function of tags"));
  }

  AsyncSource<K, V> ofAsync(
      Function<? super K, ? extends CompletionStage<? extends @Nullable V>> loader) {
    return new AsyncFunctionSource<>(Checks.nonNull(loader, "The function"), types, counters);
  }

  AsyncSource<K, V> ofAsync(
      Function<? super K, ? extends CompletionStage<? extends @Nullable V>> loader,
      Function<? super V, ? extends Collection<String>> tags) {
    return new TaggedAsyncSource<>(ofAsync(loader), Checks.nonNull(tags, "The function of tags"));
  }
}
