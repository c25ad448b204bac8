package io.nearfar.internal.engine;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Lets the nodes take turns in loading a key, so that there is one load per cluster. It is a
 * courtesy, and so the holder of a turn may die, hang or be slow: the others wait for a while, and
 * then load as well. What protects the entry is the {@link Lease}. Thread-safe.
 */
final class LoadTurns<K, V> {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);

  private final Authority<K, V> authority;
  private final long wait;

  /** Whose turn this JVM has: it does not wait for itself, whatever became of that load. */
  private final Set<K> held = ConcurrentHashMap.newKeySet();

  /**
   * The turns of one cache.
   *
   * @param wait how long a load waits for another node; zero = not at all
   */
  LoadTurns(Authority<K, V> authority, Duration wait) {
    this.authority = authority;
    this.wait = wait.toNanos();
  }

  /** Begins a load, if need be after another node has ended its own, which may have brought it. */
  LoadTurn<V> await(K key) {
    long end = end();
    LoadTurn<V> turn = attempt(key);
    for (int tries = 1; turn == null; tries++) {
      LockSupport.parkNanos(pause(tries).toNanos());
      turn = isOver(end) || Thread.currentThread().isInterrupted() ? anyway(key) : attempt(key);
    }
    return turn;
  }

  /** Begins a load; null if another node is loading the key now. */
  @Nullable LoadTurn<V> attempt(K key) {
    if (wait == 0 || held.contains(key)) {
      return anyway(key);
    }
    Runnable giveBack = authority.tryTurn(key, wait);
    if (giveBack == null) {
      Snapshot<V> there = authority.snapshot(key);
      return there == null ? null : LoadTurn.of(new Lease<>(there, /* claim= */ null));
    }
    held.add(key);
    Runnable end =
        () -> {
          held.remove(key);
          giveBack.run();
        };
    try {
      return new LoadTurn<>(authority.lease(key), end);
    } catch (RuntimeException | Error e) {
      end.run();
      throw e;
    }
  }

  /** Begins a load whatever other nodes do. */
  LoadTurn<V> anyway(K key) {
    return LoadTurn.of(authority.lease(key));
  }

  /** When a wait that begins now is over, for {@link #isOver}. */
  long end() {
    return System.nanoTime() + wait;
  }

  boolean isOver(long end) {
    return System.nanoTime() - end >= 0;
  }

  /** How long to wait before the next attempt. */
  Duration pause(int tries) {
    long longest = Math.min(FIRST_PAUSE.toNanos() << Math.min(tries, 10), LONGEST_PAUSE.toNanos());
    return Duration.ofNanos(ThreadLocalRandom.current().nextLong(longest / 2, longest));
  }
}
