package io.nearfar.internal.engine;

import io.nearfar.internal.engine.Mutation.Condition;
import io.nearfar.internal.engine.WritePath.Applied;
import io.nearfar.spi.Copier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings missing entries in from the loader: one load per key at a time, however many threads ask.
 * What was loaded is stored only if nothing invalidated its key since the load began. All values
 * returned are the cache's own.
 */
final class Loads<K, V> {
  private final String cacheName;
  private final Loader<K, V> loader;
  private final Authority<K, V> authority;
  private final Flights<K, V> flights;
  private final Copier copier;
  private final Supplier<WritePath<K, V>> writes;
  private final Waits waits;

  Loads(
      EngineConfig<K, V> config,
      Loader<K, V> loader,
      Authority<K, V> authority,
      Flights<K, V> flights,
      Supplier<WritePath<K, V>> writes) {
    this.cacheName = config.name();
    this.loader = loader;
    this.authority = authority;
    this.flights = flights;
    this.copier = config.copier();
    this.writes = writes;
    this.waits = config.background().waits();
  }

  /** The value of a missing entry, loaded here or by another thread; null if there is none. */
  @Nullable V load(K key) {
    while (true) {
      Flight<V> mine = new Flight<>(authority.loadVersion(key));
      Flight<V> theirs = flights.join(key, mine);
      if (theirs == null) {
        return load(key, mine);
      }
      V value = awaitLanding(key, theirs);
      if (!theirs.foundArrived()) {
        return value;
      }
      Snapshot<V> arrived = authority.snapshot(key);
      if (arrived != null) {
        return arrived.value();
      }
    }
  }

  private @Nullable V load(K key, Flight<V> mine) {
    Delivery events = Delivery.NONE;
    V value;
    try {
      Snapshot<V> arrived = authority.snapshot(key);
      if (arrived != null) {
        value = arrived.value();
        mine.landArrived();
      } else {
        V loaded = loader.load(key);
        value = loaded == null ? null : copier.copy(loaded);
        // First, because storing may wait for a writer, and that for us.
        mine.land(value);
        events = value == null ? events : store(key, value, Condition.ABSENT, mine);
      }
    } catch (Throwable e) {
      mine.crash(e);
      throw e;
    } finally {
      flights.end(key, mine);
    }
    events.deliver();
    return value;
  }

  /**
   * The values of many missing entries.
   *
   * @param replace whether to load entries that are there, and replace them
   */
  Map<K, V> loadAll(Collection<? extends K> keys, boolean replace) {
    Map<K, Flight<V>> mine = new LinkedHashMap<>();
    Map<K, Flight<V>> theirs = new LinkedHashMap<>();
    Map<K, V> result = new LinkedHashMap<>();
    Deliveries events = new Deliveries();
    try {
      loadMine(keys, replace, mine, theirs, result, events);
    } catch (Throwable e) {
      // What was stored before the failure has its events all the same.
      events.deliverAfter(e);
      throw e;
    }
    events.deliver();
    theirs.forEach(
        (key, flight) -> {
          V landed = awaitLanding(key, flight);
          V value = flight.foundArrived() ? load(key) : landed;
          if (value != null) {
            result.put(key, value);
          }
        });
    return result;
  }

  /** Loads what nobody else is loading; leaves no flight of its own on the board. */
  private void loadMine(
      Collection<? extends K> keys,
      boolean replace,
      Map<K, Flight<V>> mine,
      Map<K, Flight<V>> theirs,
      Map<K, V> result,
      Deliveries events) {
    try {
      for (K key : keys) {
        board(key, replace, mine, theirs);
      }
      if (!replace) {
        leaveOutArrived(mine, result);
      }
      if (!mine.isEmpty()) {
        Map<K, V> loaded = loader.loadAll(Collections.unmodifiableSet(mine.keySet()));
        mine.forEach(
            (key, flight) -> {
              V value = loaded.get(key);
              V own = value == null ? null : copier.copy(value);
              if (own != null) {
                Condition condition = replace ? Condition.ALWAYS : Condition.ABSENT;
                events.add(store(key, own, condition, flight));
                result.put(key, own);
              }
              flight.land(own);
            });
      }
    } catch (Throwable e) {
      mine.values().forEach(flight -> flight.crash(e));
      throw e;
    } finally {
      mine.forEach(flights::end);
    }
  }

  private void board(K key, boolean replace, Map<K, Flight<V>> mine, Map<K, Flight<V>> theirs) {
    Flight<V> flight = new Flight<>(authority.loadVersion(key));
    if (replace) {
      mine.put(key, flight);
      flights.supersede(key, flight);
      return;
    }
    Flight<V> other = flights.join(key, flight);
    if (other == null) {
      mine.put(key, flight);
    } else if (!mine.containsKey(key)) {
      theirs.put(key, other);
    }
  }

  /** Another load of a key may have ended between our miss and our flight. */
  private void leaveOutArrived(Map<K, Flight<V>> mine, Map<K, V> result) {
    authority
        .snapshots(new ArrayList<>(mine.keySet()))
        .forEach(
            (key, arrived) -> {
              result.put(key, arrived.value());
              Flight<V> flight = Objects.requireNonNull(mine.remove(key));
              flight.landArrived();
              flights.end(key, flight);
            });
  }

  private Delivery store(K key, V own, Condition condition, Flight<V> flight) {
    Applied<V> applied = writes.get().apply(key, Mutation.load(condition, own, flight));
    return applied.events();
  }

  /** Begins a load for a processor; null if somebody else is loading the key. */
  @Nullable Flight<V> begin(K key) {
    Flight<V> mine = new Flight<>(authority.loadVersion(key));
    return flights.join(key, mine) == null ? mine : null;
  }

  /** Loads a value for a processor, which decides what becomes of it. */
  @Nullable V loadUnstored(K key) {
    return loader.load(key);
  }

  /** The value that somebody else is loading. */
  @Nullable V awaitOther(K key) {
    return load(key);
  }

  /** Ends a load that {@link #begin} began, and that has landed or crashed. */
  void end(K key, Flight<V> mine) {
    flights.end(key, mine);
  }

  private @Nullable V awaitLanding(K key, Flight<V> flight) {
    if (flight.over()) {
      return flight.await();
    }
    if (flight.owner() == Thread.currentThread()) {
      throw new IllegalStateException(EngineMessages.recursiveLoad(cacheName));
    }
    if (!waits.begin(flight)) {
      // It can't land before we do. So this thread loads on its own; the other one stores.
      V loaded = loader.load(key);
      return loaded == null ? null : copier.copy(loaded);
    }
    try {
      return flight.await();
    } finally {
      waits.end();
    }
  }
}
