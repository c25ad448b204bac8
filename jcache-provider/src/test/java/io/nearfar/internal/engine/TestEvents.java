package io.nearfar.internal.engine;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Remembers the events in the order in which they came. */
final class TestEvents<K, V> implements EventSink<K, V> {
  private final Queue<CacheEvent<K, V>> all = new ConcurrentLinkedQueue<>();

  @Override
  public void accept(CacheEvent<K, V> event) {
    all.add(event);
  }

  /** All so far. */
  List<CacheEvent<K, V>> all() {
    return List.copyOf(all);
  }

  /** Those of a key. */
  List<CacheEvent<K, V>> of(K key) {
    return all.stream().filter(event -> event.key().equals(key)).toList();
  }

  /** How many there were of a kind. */
  long count(CacheEvent.Kind kind) {
    return all.stream().filter(event -> event.kind() == kind).count();
  }
}
