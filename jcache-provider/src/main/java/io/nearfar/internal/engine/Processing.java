package io.nearfar.internal.engine;

import io.nearfar.internal.engine.Outcome.Status;
import io.nearfar.internal.engine.WritePath.Applied;
import io.nearfar.spi.Copier;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs processors atomically, without a lock as long as that works: run on a snapshot, apply the
 * net effect under the condition that the snapshot is still current, run again if it is not. After
 * a few lost races the runs for a key take turns, and then, with a far tier, those of all JVMs; the
 * waits are bounded, so processors that work on each other's keys can't block one another for ever.
 */
final class Processing<K, V> {
  private static final int RACES = 3;
  private static final long TURN_MILLIS = 200;

  private final Authority<K, V> authority;
  private final Supplier<WritePath<K, V>> writes;
  private final Copier copier;
  private final @Nullable ReadThrough<K, V> readThrough;
  private final int races;
  private final Turns<K> turns = new Turns<>(TURN_MILLIS);

  Processing(
      Authority<K, V> authority,
      Supplier<WritePath<K, V>> writes,
      Copier copier,
      @Nullable ReadThrough<K, V> readThrough) {
    this.authority = authority;
    this.writes = writes;
    this.copier = copier;
    this.readThrough = readThrough;
    // Processors of a cache that stores by reference change the same object: never two at a time.
    this.races = copier == Copier.byReference() ? 0 : RACES;
  }

  /**
   * A run that counts.
   *
   * @param value what the processor returned
   * @param found whether there was an entry when it began
   * @param outcome what became of its wishes; null if it had none, or has only loaded
   * @param events to be delivered exactly once
   */
  record Result<V, R extends @Nullable Object>(
      R value, boolean found, @Nullable Outcome<V> outcome, Delivery events) {}

  <R extends @Nullable Object> Result<V, R> run(
      K key, Function<ProcessedEntry<K, V>, R> processor) {
    for (int i = 0; i < races; i++) {
      Result<V, R> result = attempt(key, processor);
      if (result != null) {
        return result;
      }
    }
    while (true) {
      ReentrantLock turn = turns.take(key);
      try {
        Result<V, R> result = attempt(key, processor);
        if (result == null) {
          result = attemptWithRightOfWay(key, processor);
        }
        if (result != null) {
          return result;
        }
      } finally {
        if (turn != null) {
          turn.unlock();
        }
      }
    }
  }

  /** Nobody of this JVM was in the way, so others are. */
  private <R extends @Nullable Object> @Nullable Result<V, R> attemptWithRightOfWay(
      K key, Function<ProcessedEntry<K, V>, R> processor) {
    Runnable giveBack = authority.rightOfWay(key);
    try {
      return attempt(key, processor);
    } finally {
      giveBack.run();
    }
  }

  /** One run; null if the entry was changed meanwhile. */
  private <R extends @Nullable Object> @Nullable Result<V, R> attempt(
      K key, Function<ProcessedEntry<K, V>, R> processor) {
    ProcessedEntry<K, V> entry = entry(key, look(key));
    try {
      R value = processor.apply(entry);
      Mutation<V> wish = wishOf(entry);
      Applied<V> applied = wish == null ? null : writes.get().apply(key, wish);
      Snapshot<V> seen = entry.seen();
      if (wish == null && entry.effect() == ProcessedEntry.Effect.READ && seen != null) {
        authority.touch(key, seen);
      }
      return resultOf(entry, wish, applied, value);
    } finally {
      endLoad(entry);
    }
  }

  /** What is to be reported of a run; null if the entry was changed meanwhile. */
  <R extends @Nullable Object> @Nullable Result<V, R> resultOf(
      ProcessedEntry<K, V> entry,
      @Nullable Mutation<V> wish,
      @Nullable Applied<V> applied,
      R value) {
    boolean found = entry.seen() != null;
    if (wish == null || applied == null) {
      return new Result<>(value, found, null, Delivery.NONE);
    }
    if (lostRace(wish, applied.outcome())) {
      applied.events().deliver();
      return null;
    }
    // A load has events, but it is not the application's change, and so not counted as one.
    boolean loaded = entry.effect() == ProcessedEntry.Effect.LOADED;
    return new Result<>(value, found, loaded ? null : applied.outcome(), applied.events());
  }

  /** What is there; and in a cache that reads through, a load may follow. */
  private Lease<V> look(K key) {
    return readThrough == null
        ? new Lease<>(authority.snapshot(key), /* claim= */ null)
        : authority.lease(key);
  }

  /** As {@link #look}, for many keys. */
  Map<K, Lease<V>> lookAll(Collection<K> keys) {
    if (readThrough != null) {
      return authority.leases(keys);
    }
    Map<K, Snapshot<V>> there = authority.snapshots(keys);
    Map<K, Lease<V>> leases = new LinkedHashMap<>();
    keys.forEach(key -> leases.put(key, new Lease<>(there.get(key), /* claim= */ null)));
    return leases;
  }

  ProcessedEntry<K, V> entry(K key, Lease<V> lease) {
    return new ProcessedEntry<>(key, lease, copier, readThrough);
  }

  @Nullable Mutation<V> wishOf(ProcessedEntry<K, V> entry) {
    return switch (entry.effect()) {
      case NONE, READ -> null;
      case STORE -> {
        Flight<V> flight = entry.flight();
        yield Mutation.storeOver(
            entry.seen(), entry.ownValue(), flight, flight == null ? null : flight.claim());
      }
      case REMOVE -> Mutation.removeOver(entry.seen());
      case LOADED -> {
        Flight<V> flight = entry.flight();
        yield flight == null
            ? null
            : Mutation.load(
                Mutation.Condition.ABSENT, entry.loaded(), flight, flight.claim(), TagStamp.NONE);
      }
    };
  }

  /** Whether the entry was not as the processor saw it. A load that came too late is no race. */
  private static boolean lostRace(Mutation<?> wish, Outcome<?> outcome) {
    if (wish.load()) {
      return outcome.status() == Status.PRESENT;
    }
    return switch (outcome.status()) {
      case CREATED, UPDATED, REMOVED, NOT_STORED -> false;
      case ABSENT -> wish.stores() || wish.condition() != Mutation.Condition.ABSENT;
      case PRESENT, MISMATCH, OUTDATED -> true;
    };
  }

  void endLoad(ProcessedEntry<K, V> entry) {
    Flight<V> flight = entry.flight();
    if (flight != null && readThrough != null) {
      readThrough.end(entry.key(), flight);
    }
  }
}
