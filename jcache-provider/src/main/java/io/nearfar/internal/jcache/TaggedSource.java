package io.nearfar.internal.jcache;

import io.nearfar.internal.engine.Source;
import io.nearfar.spi.Tags;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A source whose values carry tags.
 *
 * @param source loads the values
 * @param tagger tells their tags; may throw anything
 */
record TaggedSource<K, V>(
    Source<K, V> source, Function<? super V, ? extends Collection<String>> tagger)
    implements Source<K, V> {

  @Override
  public @Nullable V load(K key) {
    return source.load(key);
  }

  @Override
  public boolean nests() {
    return source.nests();
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
