package io.nearfar.internal.engine;

import io.nearfar.internal.engine.Lease.Claim;
import io.nearfar.internal.engine.Mutation.Condition;
import io.nearfar.spi.Copier;
import io.nearfar.spi.Tags;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings missing entries in: one load per key at a time, however many threads ask. What was loaded
 * is stored only if nothing invalidated its key since the load began, and given only to those who
 * asked before. In this JVM a {@link Flight} sees to that, among JVMs a {@link Lease}. All values
 * returned are the cache's own.
 *
 * <p>Where the values come from is said with each load; {@link ReadThrough} has the cache's loader.
 */
final class Loads<K, V> {
  private final String cacheName;
  private final Authority<K, V> authority;
  private final Flights<K, V> flights;
  private final LoadTurns<K, V> turns;
  private final Copier copier;
  private final Supplier<WritePath<K, V>> writes;
  private final Waits waits;

  Loads(
      EngineConfig<K, V> config,
      Authority<K, V> authority,
      Flights<K, V> flights,
      LoadTurns<K, V> turns,
      Supplier<WritePath<K, V>> writes) {
    this.turns = turns;
    this.cacheName = config.name();
    this.authority = authority;
    this.flights = flights;
    this.copier = config.copier();
    this.writes = writes;
    this.waits = config.background().waits();
  }

  // ---- one key

  /** The value of a missing entry, loaded here or by another thread; null if there is none. */
  @Nullable V load(K key, Source<K, V> source) {
    expectTags(source.tagged());
    boolean refused = false;
    while (true) {
      Flight<V> mine = flight(key);
      mine.expectsTags(source.tagged());
      Flight<V> theirs = flights.join(key, mine);
      if (theirs == null) {
        return loadAs(mine, key, source);
      }
      if (theirs.owner() == Thread.currentThread() && !theirs.over() && source.nests()) {
        return copied(source.load(key));
      }
      Lease<V> lease = authority.lease(key);
      if (lease.there() != null) {
        return lease.there().value();
      }
      if (refused) {
        // As long as one of its tags is held, no load answers anybody who comes later.
        return copied(source.load(key));
      }
      V value = awaitLanding(key, theirs, source);
      if (answers(theirs, key, lease)) {
        return value;
      }
      refused = true;
    }
  }

  private @Nullable V loadAs(Flight<V> mine, K key, Source<K, V> source) {
    Delivery events = Delivery.NONE;
    V value;
    try (LoadTurn<V> turn = turns.await(key)) {
      Snapshot<V> there = turn.lease().there();
      if (there != null) {
        value = there.value();
        mine.landArrived();
      } else {
        mine.claims(turn.lease().claim());
        value = loaded(mine, key, source);
        events = land(mine, key, value, Condition.ABSENT);
      }
    } catch (Throwable e) {
      flights.end(key, mine); // First: who hears of it may ask again.
      mine.crash(e);
      throw e;
    } finally {
      flights.end(key, mine);
    }
    events.deliver();
    return value;
  }

  /**
   * Loads a value even if there is one, which it replaces; a load under way is outdated.
   *
   * @return null if the source has none: what is there stays
   */
  @Nullable V reload(K key, Source<K, V> source) {
    expectTags(source.tagged());
    Flight<V> mine = flight(key);
    flights.supersede(key, mine);
    Delivery events;
    V value;
    try {
      mine.claims(authority.lease(key).claim());
      value = loaded(mine, key, source);
      events = land(mine, key, value, Condition.ALWAYS);
    } catch (Throwable e) {
      flights.end(key, mine);
      mine.crash(e);
      throw e;
    } finally {
      flights.end(key, mine);
    }
    events.deliver();
    return value;
  }

  /** Tells those who wait, and then stores the value, if the load may. */
  private Delivery land(Flight<V> mine, K key, @Nullable V own, Condition condition) {
    if (own == null) {
      flights.end(key, mine);
      mine.land(null);
      return Delivery.NONE;
    }
    // Told first, because storing may wait for a writer, and that for us.
    mine.land(own);
    return writes.get().apply(key, mutation(own, condition, mine)).events();
  }

  private @Nullable V loaded(Flight<V> mine, K key, Source<K, V> source) {
    V value = source.load(key);
    if (value != null && source.tagged()) {
      mine.carries(source.tags(value));
    }
    return copied(value);
  }

  private @Nullable V copied(@Nullable V loaded) {
    return loaded == null ? null : copier.copy(loaded);
  }

  // ---- parts of loads, for those who make them in other ways

  /** Before a load begins: whether its value may carry tags. */
  void expectTags(boolean tagged) {
    if (tagged) {
      authority.expectTags();
    }
  }

  /** A load by the calling thread, not announced yet. */
  Flight<V> flight(K key) {
    return new Flight<>(authority.loadVersion(key), authority.tagVersion());
  }

  /**
   * Begins a load under a lease; null if somebody else is loading the key.
   *
   * @param lease under which nothing was found
   */
  @Nullable Flight<V> begin(K key, Lease<V> lease) {
    Flight<V> mine = flight(key);
    mine.claims(lease.claim());
    return flights.join(key, mine) == null ? mine : null;
  }

  /** Ends a load, which has landed or crashed. */
  void end(K key, Flight<V> mine) {
    flights.end(key, mine);
  }

  /** How a loaded value is stored. */
  static <V> Mutation<V> mutation(V own, Condition condition, Flight<V> flight) {
    return Mutation.load(condition, own, flight, flight.claim(), flight.stamp());
  }

  /** Whether what was awaited is an answer for somebody who has asked with a lease. */
  boolean answers(Flight<V> theirs, K key, Lease<V> lease) {
    if (!theirs.over()) {
      return true; // It was not awaited: the value was loaded here.
    }
    if (theirs.foundArrived()) {
      return false;
    }
    Claim claim = theirs.claim();
    Tags tags = theirs.stamp().tags();
    boolean outdated =
        (claim != null && claim.olderThan(lease.claim()))
            || (!tags.isEmpty() && authority.outdated(key, tags, theirs.stamp().since(), lease));
    if (outdated) {
      flights.drop(key, theirs);
    }
    return !outdated;
  }

  /**
   * What another thread is loading; loaded here, if that thread waits for this one, or this one is
   * interrupted, which it is afterwards, too.
   */
  @Nullable V awaitLanding(K key, Flight<V> flight, Source<K, V> source) {
    if (flight.owner() == Thread.currentThread() && !flight.over()) {
      throw new IllegalStateException(EngineMessages.recursiveLoad(cacheName));
    }
    if (!flight.over() && !waits.begin(flight)) {
      // It can't land before we do. So this thread loads on its own; the other one stores.
      return copied(source.load(key));
    }
    try {
      return flight.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      waits.end();
    }
    return copied(source.load(key));
  }
}
