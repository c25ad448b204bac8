package io.nearfar.internal.engine;

import io.nearfar.internal.engine.Authority.Visits;
import io.nearfar.spi.Copier;
import java.util.Iterator;
import java.util.Map;

/** Hands out copies of the live entries; what is visited is counted, and may live longer. */
final class EngineIterator<K, V> implements Iterator<EngineEntry<K, V>> {
  private final Iterator<Map.Entry<K, Snapshot<V>>> entries;
  private final Runnable counted;
  private final Visits<K, V> visits;
  private final Copier copier;

  EngineIterator(
      Iterator<Map.Entry<K, Snapshot<V>>> entries,
      Runnable counted,
      Visits<K, V> visits,
      Copier copier) {
    this.entries = entries;
    this.counted = counted;
    this.visits = visits;
    this.copier = copier;
  }

  @Override
  public boolean hasNext() {
    boolean more = entries.hasNext();
    if (!more) {
      visits.over();
    }
    return more;
  }

  @Override
  public EngineEntry<K, V> next() {
    Map.Entry<K, Snapshot<V>> next = entries.next();
    K key = next.getKey();
    Snapshot<V> seen = next.getValue();
    counted.run();
    visits.visited(key, seen);
    return new EngineEntry<>(key, copier.copy(key), copier.copy(seen.value()), seen);
  }
}
