package io.nearfar.internal.engine;

import io.nearfar.internal.engine.Mutation.Condition;
import io.nearfar.internal.engine.WritePath.Applied;
import io.nearfar.internal.near.NearEntry;
import io.nearfar.internal.near.NearStore;
import io.nearfar.internal.util.Failures;
import io.nearfar.spi.Copier;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
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
  private final NearStore<K, V> near;
  private final Authority<K, V> authority;
  private final Flights<K, V> flights;
  private final Copier copier;
  private final Supplier<WritePath<K, V>> writes;

  Loads(
      EngineConfig<K, V> config,
      Loader<K, V> loader,
      NearStore<K, V> near,
      Authority<K, V> authority,
      Flights<K, V> flights,
      Supplier<WritePath<K, V>> writes) {
    this.cacheName = config.name();
    this.loader = loader;
    this.near = near;
    this.authority = authority;
    this.flights = flights;
    this.copier = config.copier();
    this.writes = writes;
  }

  /** The value of a missing entry, loaded here or by another thread; null if there is none. */
  @Nullable V load(K key) {
    Flight<V> mine = new Flight<>(authority.loadVersion(key));
    Flight<V> theirs = flights.join(key, mine);
    if (theirs != null) {
      return awaitLanding(theirs);
    }
    Delivery events = Delivery.NONE;
    V value;
    try {
      NearEntry<V> arrived = near.get(key);
      if (arrived != null) {
        value = arrived.value();
      } else {
        V loaded = loader.load(key);
        value = loaded == null ? null : copier.copy(loaded);
        events = value == null ? events : store(key, value, Condition.ABSENT, mine);
      }
      mine.land(value);
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
    for (K key : keys) {
      board(key, replace, mine, theirs);
    }
    loadMine(mine, replace, result);
    theirs.forEach(
        (key, flight) -> {
          V value = awaitLanding(flight);
          if (value != null) {
            result.put(key, value);
          }
        });
    return result;
  }

  private void board(K key, boolean replace, Map<K, Flight<V>> mine, Map<K, Flight<V>> theirs) {
    Flight<V> flight = new Flight<>(authority.loadVersion(key));
    if (replace) {
      flights.supersede(key, flight);
      mine.put(key, flight);
      return;
    }
    Flight<V> other = flights.join(key, flight);
    if (other == null) {
      mine.put(key, flight);
    } else if (!mine.containsKey(key)) {
      theirs.put(key, other);
    }
  }

  /** Between the miss and the boarding somebody else may have loaded a key. */
  private void landArrived(Map<K, Flight<V>> mine, Map<K, V> result) {
    mine.entrySet()
        .removeIf(
            flight -> {
              K key = flight.getKey();
              NearEntry<V> arrived = near.get(key);
              if (arrived != null) {
                result.put(key, arrived.value());
                flight.getValue().land(arrived.value());
                flights.end(key, flight.getValue());
              }
              return arrived != null;
            });
  }

  private void loadMine(Map<K, Flight<V>> mine, boolean replace, Map<K, V> result) {
    Deliveries events = new Deliveries();
    Throwable failure = null;
    try {
      if (!replace) {
        landArrived(mine, result);
      }
      Map<K, V> loaded = mine.isEmpty() ? Map.of() : loader.loadAll(mine.keySet());
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
    } catch (RuntimeException | Error e) {
      mine.values().forEach(flight -> flight.crash(e));
      failure = e;
    } finally {
      mine.forEach(flights::end);
    }
    // Also after a failure: what was stored before stands, and later events wait for these.
    Failures.throwIfAny(Deliveries.attempt(events, failure));
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

  /**
   * Loads a value for a processor, which decides what becomes of it. Who waits for a load that
   * fails gets the failure.
   */
  @Nullable V loadUnstored(K key, Flight<V> mine) {
    try {
      return loader.load(key);
    } catch (Throwable e) {
      mine.crash(e);
      throw e;
    }
  }

  /** The value that somebody else is loading. */
  @Nullable V awaitOther(K key) {
    return load(key);
  }

  /** Ends a load that {@link #begin} began. */
  void end(K key, Flight<V> mine, @Nullable V value) {
    mine.land(value);
    flights.end(key, mine);
  }

  private @Nullable V awaitLanding(Flight<V> flight) {
    if (flight.isOwn()) {
      throw new IllegalStateException(EngineMessages.recursiveLoad(cacheName));
    }
    return flight.await();
  }
}
