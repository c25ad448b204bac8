package io.nearfar.internal.engine;

import io.nearfar.internal.near.NearEntry;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The way of a mutation through writer, authority and events. What a cache does not have is not on
 * its way: {@link DirectPath} or {@link GuardedPath}, chosen when the cache is created and when
 * listeners come and go.
 */
sealed interface WritePath<K, V> permits DirectPath, GuardedPath {

  /**
   * Stores a value without finding out what was there, if this path can.
   *
   * @return false if it can't; nothing was done then
   */
  boolean putBlindly(K key, V value);

  /**
   * Applies one mutation. The caller counts it and then delivers its events.
   *
   * @throws RuntimeException what the writer threw; nothing was changed then
   */
  Applied<V> apply(K key, Mutation<V> mutation);

  /**
   * Applies many mutations of one kind, each atomic of its own, the writer called once for all.
   *
   * @param mutations all stores, or all removals, with condition {@code ALWAYS}
   * @param applied told each result, outside of all locks, in no particular order
   * @throws RuntimeException what the writer threw; what it had written before is applied
   */
  void applyAll(Map<K, Mutation<V>> mutations, Consumer<Applied<V>> applied);

  /**
   * Applies many mutations that are not written through, each atomic of its own.
   *
   * @param mutations of any kind; those of a cache with a writer are all loads
   * @param applied told each result, in no particular order
   */
  void applyUnwritten(Map<K, Mutation<V>> mutations, BiConsumer<K, Applied<V>> applied);

  /**
   * Removes an entry that was found dead.
   *
   * @return its event, if it expired and nobody else removed it
   */
  Delivery bury(K key, NearEntry<V> dead);

  /**
   * A mutation that was applied.
   *
   * @param outcome its result
   * @param events to be delivered exactly once
   */
  record Applied<V>(Outcome<V> outcome, Delivery events) {}
}
