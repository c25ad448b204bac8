package io.nearfar.internal.jcache;

import io.nearfar.internal.engine.AsyncSource;
import io.nearfar.spi.Tags;
import java.util.Collection;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * As {@link TaggedSource}, for values that come later.
 *
 * @param source loads the values
 * @param tagger tells their tags; may throw anything
 */
record TaggedAsyncSource<K, V>(
    AsyncSource<K, V> source, Function<? super V, ? extends Collection<String>> tagger)
    implements AsyncSource<K, V> {

  @Override
  public CompletionStage<? extends @Nullable V> load(K key) {
    return source.load(key);
  }

  @Override
  public boolean tagged() {
    return true;
  }

  @Override
  public Tags tags(V value) {
    return TagNames.of(tagger.apply(value));
  }
}
