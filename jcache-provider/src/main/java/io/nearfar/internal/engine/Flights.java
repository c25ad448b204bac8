package io.nearfar.internal.engine;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The loads under way in one cache: at most one per key that others may join. Thread-safe.
 *
 * <p>A revoked flight is also taken off the board: who asks after an invalidation must not join a
 * load that began before it. It leaves the board last, when what it may have stored is visible. So
 * of several invalidations of a key, each that still sees the flight does all this itself, and each
 * that does not can rely on it being done.
 */
final class Flights<K, V> {
  private final ConcurrentHashMap<K, Flight<V>> board = new ConcurrentHashMap<>();
  private final Consumer<K> settle;

  /**
   * An empty board.
   *
   * @param settle waits until a value of this key that is being stored is visible
   */
  Flights(Consumer<K> settle) {
    this.settle = settle;
  }

  /** Announces a load; returns the one that is under way instead, if there is one. */
  @Nullable Flight<V> join(K key, Flight<V> mine) {
    return board.putIfAbsent(key, mine);
  }

  /** Announces a load that takes the place of one under way, which may no longer store. */
  void supersede(K key, Flight<V> mine) {
    boolean[] settles = new boolean[1];
    board.compute(
        key,
        (k, earlier) -> {
          // In one step: nobody may meet the new flight while the earlier one is still valid.
          if (earlier != null) {
            earlier.revoke();
            settles[0] = true;
          }
          return mine;
        });
    if (settles[0]) {
      try {
        settle.accept(key);
      } catch (RuntimeException | Error e) {
        // The load will not take place: nobody is to wait for it.
        board.remove(key, mine);
        throw e;
      }
    }
  }

  /** Lets nobody join a load any more, which may no longer store. */
  void drop(K key, Flight<V> outdated) {
    outdated.revoke();
    board.remove(key, outdated);
  }

  /** Ends a load, whether it was revoked or not. */
  void end(K key, Flight<V> mine) {
    board.remove(key, mine);
  }

  /**
   * Revokes the load of a key, because the key is about to be changed. If it was just storing its
   * value, that is visible when this returns.
   *
   * @return whether there was one
   */
  boolean revoke(K key) {
    // Not isEmpty() first: its sum over the map's counters may be 0 when there are flights.
    Flight<V> flight = board.get(key);
    if (flight == null) {
      return false;
    }
    flight.revoke();
    settle.accept(key);
    board.remove(key, flight);
    return true;
  }

  /** Revokes all loads. */
  void revokeAll() {
    board.keySet().forEach(this::revoke);
  }
}
