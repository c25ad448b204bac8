package io.nearfar.internal.engine;

import io.nearfar.internal.engine.Mutation.Condition;
import io.nearfar.spi.Copier;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Loads entries from the cache's own loader, one by one ({@link Loads}) or many at once. All values
 * returned are the cache's own.
 */
final class ReadThrough<K, V> {
  private final Loader<K, V> loader;
  private final Loads<K, V> loads;
  private final Authority<K, V> authority;
  private final Flights<K, V> flights;
  private final Copier copier;
  private final Supplier<WritePath<K, V>> writes;

  ReadThrough(
      EngineConfig<K, V> config,
      Loader<K, V> loader,
      Loads<K, V> loads,
      Authority<K, V> authority,
      Flights<K, V> flights,
      Supplier<WritePath<K, V>> writes) {
    this.loader = loader;
    this.loads = loads;
    this.authority = authority;
    this.flights = flights;
    this.copier = config.copier();
    this.writes = writes;
  }

  /** The value of a missing entry, loaded here or by another thread; null if there is none. */
  @Nullable V load(K key) {
    return loads.load(key, loader);
  }

  /**
   * The values of many missing entries.
   *
   * @param replace whether to load entries that are there, and replace them
   */
  Map<K, V> loadAll(Collection<? extends K> keys, boolean replace) {
    Bulk bulk = new Bulk(replace);
    try {
      bulk.load(keys);
    } catch (Throwable e) {
      // What was stored before the failure has its events all the same.
      bulk.events.deliverAfter(e);
      throw e;
    }
    bulk.events.deliver();
    bulk.awaitOthers();
    return bulk.result;
  }

  /** Many loads at once. Used by one thread. */
  private final class Bulk {
    private final boolean replace;
    private final Map<K, Flight<V>> mine = new LinkedHashMap<>();
    private final Map<K, Flight<V>> theirs = new LinkedHashMap<>();
    private final Map<K, Lease<V>> leases = new LinkedHashMap<>();
    private final Map<K, V> result = new LinkedHashMap<>();
    private final Deliveries events = new Deliveries();

    Bulk(boolean replace) {
      this.replace = replace;
    }

    /** Loads what nobody else is loading; leaves no flight of its own on the board. */
    void load(Collection<? extends K> keys) {
      try {
        keys.forEach(this::board);
        Set<K> boarded = new LinkedHashSet<>(mine.keySet());
        boarded.addAll(theirs.keySet());
        leases.putAll(authority.leases(boarded));
        if (!replace) {
          leases.forEach(this::leaveOutArrived);
        }
        if (!mine.isEmpty()) {
          mine.forEach((key, flight) -> flight.claims(leaseOf(key).claim()));
          store(loader.loadAll(Collections.unmodifiableSet(mine.keySet())));
        }
      } catch (Throwable e) {
        mine.values().forEach(flight -> flight.crash(e));
        throw e;
      } finally {
        mine.forEach(flights::end);
      }
    }

    private void board(K key) {
      Flight<V> flight = new Flight<>(authority.loadVersion(key), authority.tagVersion());
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

    /** What has arrived between our miss and our flight need not be loaded, or waited for. */
    private void leaveOutArrived(K key, Lease<V> lease) {
      if (lease.there() != null) {
        result.put(key, lease.there().value());
        theirs.remove(key);
        Flight<V> flight = mine.remove(key);
        if (flight != null) {
          flight.landArrived();
          flights.end(key, flight);
        }
      }
    }

    private void store(Map<K, V> loaded) {
      Condition condition = replace ? Condition.ALWAYS : Condition.ABSENT;
      Map<K, Mutation<V>> wishes = new LinkedHashMap<>();
      try {
        mine.forEach(
            (key, flight) -> {
              V value = loaded.get(key);
              V own = value == null ? null : copier.copy(value);
              if (own != null) {
                result.put(key, own);
                wishes.put(key, Loads.mutation(own, condition, flight));
              }
              // First, because storing may wait for others, and they for us.
              flight.land(own);
            });
      } finally {
        writes.get().applyUnwritten(wishes, (key, applied) -> events.add(applied.events()));
      }
    }

    void awaitOthers() {
      theirs.forEach(
          (key, flight) -> {
            V landed = loads.awaitLanding(key, flight, loader);
            V value = loads.answers(flight, key, leaseOf(key)) ? landed : loads.load(key, loader);
            if (value != null) {
              result.put(key, value);
            }
          });
    }

    private Lease<V> leaseOf(K key) {
      return Objects.requireNonNull(leases.get(key));
    }
  }

  // ---- for processors

  /** As {@link Loads#begin}. */
  @Nullable Flight<V> begin(K key, Lease<V> lease) {
    return loads.begin(key, lease);
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
    loads.end(key, mine);
  }
}
