package io.nearfar.internal.engine;

import io.nearfar.internal.engine.Lease.Claim;
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
 * Brings missing entries in from the loader: one load per key at a time, however many threads ask.
 * What was loaded is stored only if nothing invalidated its key since the load began, and given
 * only to those who asked before. In this JVM a {@link Flight} sees to that, among JVMs a {@link
 * Lease}. All values returned are the cache's own.
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
      Lease<V> lease = authority.lease(key);
      if (lease.there() != null) {
        return lease.there().value();
      }
      V value = awaitLanding(key, theirs);
      if (answers(theirs, key, lease)) {
        return value;
      }
    }
  }

  /** Whether what was awaited is an answer for somebody who has asked with a lease. */
  private boolean answers(Flight<V> theirs, K key, Lease<V> lease) {
    if (!theirs.over()) {
      return true; // It was not awaited: the value was loaded here.
    }
    if (theirs.foundArrived()) {
      return false;
    }
    Claim claim = theirs.claim();
    boolean outdated = claim != null && claim.olderThan(lease.claim());
    if (outdated) {
      flights.drop(key, theirs);
    }
    return !outdated;
  }

  private @Nullable V load(K key, Flight<V> mine) {
    Delivery events = Delivery.NONE;
    V value;
    try {
      Lease<V> lease = authority.lease(key);
      if (lease.there() != null) {
        value = lease.there().value();
        mine.landArrived();
      } else {
        mine.claims(lease.claim());
        V loaded = loader.load(key);
        value = loaded == null ? null : copier.copy(loaded);
        // First, because storing may wait for a writer, and that for us.
        mine.land(value);
        events = value == null ? events : store(key, value, mine);
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
      Map<K, Mutation<V>> wishes = new LinkedHashMap<>();
      try {
        mine.forEach(
            (key, flight) -> {
              V value = loaded.get(key);
              V own = value == null ? null : copier.copy(value);
              if (own != null) {
                result.put(key, own);
                wishes.put(key, wish(own, replace, flight));
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
            V landed = awaitLanding(key, flight);
            V value = answers(flight, key, leaseOf(key)) ? landed : Loads.this.load(key);
            if (value != null) {
              result.put(key, value);
            }
          });
    }

    private Lease<V> leaseOf(K key) {
      return Objects.requireNonNull(leases.get(key));
    }
  }

  private static <V> Mutation<V> wish(V own, boolean replace, Flight<V> flight) {
    Condition condition = replace ? Condition.ALWAYS : Condition.ABSENT;
    return Mutation.load(condition, own, flight, flight.claim());
  }

  private Delivery store(K key, V own, Flight<V> flight) {
    return writes.get().apply(key, wish(own, /* replace= */ false, flight)).events();
  }

  /**
   * Begins a load for a processor; null if somebody else is loading the key.
   *
   * @param lease under which the processor has found nothing
   */
  @Nullable Flight<V> begin(K key, Lease<V> lease) {
    Flight<V> mine = new Flight<>(authority.loadVersion(key));
    mine.claims(lease.claim());
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
