package io.nearfar.internal.engine;

/**
 * Takes the events of a cache. Called outside of all locks, in the order of the mutations of a key,
 * on the thread that made the mutation (or on a worker for entries that expired unnoticed).
 *
 * @param <K> the key type
 * @param <V> the value type
 */
@FunctionalInterface
public interface EventSink<K, V> {

  /**
   * Takes one event; returns when the synchronous listeners have run.
   *
   * @throws RuntimeException the failure of a listener, which the cause of the event gets to see
   */
  void accept(CacheEvent<K, V> event);
}
