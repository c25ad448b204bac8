package io.nearfar.internal.jcache;

import io.nearfar.internal.engine.ProcessedEntry;
import javax.cache.processor.MutableEntry;
import org.jspecify.annotations.Nullable;

/** The engine's view of an entry as JCache processors want it. */
final class ProcessorEntry<K, V> implements MutableEntry<K, V> {
  private final ProcessedEntry<K, V> entry;
  private final TypeCheck<K, V> types;

  ProcessorEntry(ProcessedEntry<K, V> entry, TypeCheck<K, V> types) {
    this.entry = entry;
    this.types = types;
  }

  @Override
  public boolean exists() {
    return entry.exists();
  }

  @Override
  public void remove() {
    entry.remove();
  }

  @Override
  public void setValue(V value) {
    entry.set(types.value(value));
  }

  @Override
  public K getKey() {
    return entry.key();
  }

  @Override
  public @Nullable V getValue() {
    return entry.value();
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    return Unwrapping.unwrap(this, type);
  }
}
