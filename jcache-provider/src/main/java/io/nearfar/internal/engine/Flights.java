package io.nearfar.internal.engine;

import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The loads under way in one cache: at most one per key that others may join. Thread-safe.
 *
 * <p>A revoked flight is also taken off the board: who asks after an invalidation must not join a
 * load that began before it.
 */
final class Flights<K, V> {
  private final ConcurrentHashMap<K, Flight<V>> board = new ConcurrentHashMap<>();

  /** Announces a load; returns the one that is under way instead, if there is one. */
  @Nullable Flight<V> join(K key, Flight<V> mine) {
    return board.putIfAbsent(key, mine);
  }

  /** Announces a load that takes the place of one under way, which may no longer store. */
  void supersede(K key, Flight<V> mine) {
    Flight<V> earlier = board.put(key, mine);
    if (earlier != null) {
      earlier.revoke();
    }
  }

  /** Ends a load, whether it was revoked or not. */
  void end(K key, Flight<V> mine) {
    board.remove(key, mine);
  }

  /**
   * Revokes the load of a key, because the key is about to be changed.
   *
   * @return whether there was one
   */
  boolean revoke(K key) {
    if (board.isEmpty()) {
      return false;
    }
    Flight<V> flight = board.remove(key);
    if (flight == null) {
      return false;
    }
    flight.revoke();
    return true;
  }

  /** Revokes all loads. */
  void revokeAll() {
    board.keySet().forEach(this::revoke);
  }
}
