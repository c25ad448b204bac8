package io.nearfar.internal.engine;

import io.nearfar.internal.near.NearEntry;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a cache contains: the near store in a cache of one JVM, nobody in the topology
 * {@code none}. Each change is one atomic step per key.
 *
 * <p>Implementations are thread-safe. They run neither listeners nor writers.
 */
sealed interface Authority<K, V> permits LocalAuthority, NoAuthority {

  /** Applies a mutation, or refuses it because its condition does not hold. */
  Outcome<V> apply(K key, Mutation<V> mutation);

  /**
   * Stores a value whatever is there, and does not say what was there: the short way for caches in
   * which nobody wants to know and whose expiry treats new and old entries alike.
   */
  void put(K key, V value);

  /** Whether a mutation's condition holds now; changes nothing. */
  boolean holds(K key, Mutation<V> mutation);

  /** The live entry, without prolonging its life; null if there is none. */
  @Nullable Snapshot<V> snapshot(K key);

  /** Prolongs the life of an entry that a processor or an iterator has read. */
  void touch(K key, Snapshot<V> seen);

  /**
   * Removes an entry that was found dead.
   *
   * @return its value if it expired and this call removed it; null if it was invalidated, or
   *     somebody else was faster
   */
  @Nullable V bury(K key, NearEntry<V> dead);

  /** The version of a load that begins now: what is invalidated later is newer. */
  long loadVersion(K key);

  /** Lets no load that is under way store its value, or be joined. */
  void revokeLoads();

  /** Invalidates everything at once. */
  void clear();
}
