package io.nearfar.internal.engine;

import io.nearfar.spi.Copier;
import java.util.Iterator;
import java.util.Map;
import java.util.function.BiConsumer;

/** Hands out copies of the live entries, and says which were visited. */
final class EngineIterator<K, V> implements Iterator<EngineEntry<K, V>> {
  private final Iterator<Map.Entry<K, Snapshot<V>>> entries;
  private final BiConsumer<K, Snapshot<V>> visited;
  private final Copier copier;

  EngineIterator(
      Iterator<Map.Entry<K, Snapshot<V>>> entries,
      BiConsumer<K, Snapshot<V>> visited,
      Copier copier) {
    this.entries = entries;
    this.visited = visited;
    this.copier = copier;
  }

  @Override
  public boolean hasNext() {
    return entries.hasNext();
  }

  @Override
  public EngineEntry<K, V> next() {
    Map.Entry<K, Snapshot<V>> next = entries.next();
    K key = next.getKey();
    Snapshot<V> seen = next.getValue();
    visited.accept(key, seen);
    return new EngineEntry<>(key, copier.copy(key), copier.copy(seen.value()), seen);
  }
}
