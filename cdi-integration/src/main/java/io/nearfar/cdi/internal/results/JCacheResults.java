package io.nearfar.cdi.internal.results;

import io.nearfar.cdi.CachedNull;
import io.nearfar.cdi.internal.messages.CdiMessages;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.cache.Cache;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * Results in a cache of any JCache provider. It knows of the removals that go through it: by the
 * annotations, in this application. What code does to the cache directly while a call is under way,
 * it can't see.
 *
 * <p>The order that makes removals win: a removal first revokes the right to store of the calls
 * under way, and takes them off {@link #flights}, so that whoever asks from then on starts a call
 * of his own; then it removes from the cache. A call stores under its flight's lock, so its store
 * is either before the revocation, and removed, or does not happen.
 */
final class JCacheResults implements ResultStore {
  private final Cache<Object, Object> cache;
  private final boolean holdsNulls;
  private final Waits waits;
  private final ConcurrentHashMap<Object, Flight> flights = new ConcurrentHashMap<>();

  /** Calls whose result nobody waits for: those of {@link #refresh}, and of whoever can't wait. */
  private final Set<Flight> refreshes = ConcurrentHashMap.newKeySet();

  /**
   * How many flights have stored something. Who sees no change between his miss and his start need
   * not look into the cache again.
   */
  private final AtomicLong landed = new AtomicLong();

  /**
   * @param holdsNulls whether the cache takes {@link CachedNull}
   */
  JCacheResults(Cache<Object, Object> cache, boolean holdsNulls, Waits waits) {
    this.cache = cache;
    this.holdsNulls = holdsNulls;
    this.waits = waits;
  }

  @Override
  public <C> @Nullable Object result(
      Object key, C call, Loader<C, Object> loader, @Nullable Tagger<C> tagger) throws Exception {
    refuse(tagger);
    long before = landed.get();
    Object stored = cache.get(key);
    return stored == null ? join(key, call, loader, before) : CachedNull.unwrap(stored);
  }

  private <C> @Nullable Object join(Object key, C call, Loader<C, Object> loader, long before)
      throws Exception {
    Flight own = new Flight(key);
    Flight other = flights.putIfAbsent(key, own);
    if (other == null) {
      return lead(own, call, loader, before);
    }
    if (!waits.await(other)) {
      return loader.load(key, call);
    }
    return outcome(other);
  }

  private static @Nullable Object outcome(Flight flight) throws Exception {
    try {
      return flight.outcome.join();
    } catch (CompletionException e) {
      throw thrown(Flight.unwrapped(e));
    }
  }

  private <C> @Nullable Object lead(Flight own, C call, Loader<C, Object> loader, long before)
      throws Exception {
    try {
      Object stored = storedSince(before, own.key);
      if (stored != null) {
        Object value = CachedNull.unwrap(stored);
        land(own, value);
        return value;
      }
      Object value = loader.load(own.key, call);
      own.store(() -> store(own.key, value));
      land(own, value);
      return value;
    } catch (Throwable e) {
      fail(own, e);
      throw e;
    }
  }

  private @Nullable Object storedSince(long before, Object key) {
    return landed.get() == before ? null : cache.get(key);
  }

  @Override
  public <C> @Nullable Object refresh(
      Object key, C call, Loader<C, Object> loader, @Nullable Tagger<C> tagger) throws Exception {
    refuse(tagger);
    Flight own = new Flight(key);
    refreshes.add(own);
    try {
      Object value = loader.load(key, call);
      own.store(() -> store(key, value));
      landed.incrementAndGet();
      return value;
    } finally {
      refreshes.remove(own);
    }
  }

  @Override
  public <C> CompletableFuture<@Nullable Object> resultAsync(
      Object key, C call, Loader<C, CompletionStage<?>> loader, @Nullable Tagger<C> tagger) {
    refuse(tagger);
    long before = landed.get();
    Object stored = cache.get(key);
    if (stored != null) {
      return CompletableFuture.completedFuture(CachedNull.unwrap(stored));
    }
    Flight own = new Flight(key);
    Flight other = flights.putIfAbsent(key, own);
    if (other == null) {
      leadAsync(own, call, loader, before);
      return own.outcomeForCaller();
    }
    if (other.owner() == Thread.currentThread()) {
      return callThrough(key, call, loader);
    }
    return other.outcomeForCaller();
  }

  private <C> CompletableFuture<@Nullable Object> callThrough(
      Object key, C call, Loader<C, CompletionStage<?>> loader) {
    Flight alone = new Flight(key);
    start(alone, call, loader, /* stores= */ false);
    return alone.outcome;
  }

  private <C> void leadAsync(
      Flight own, C call, Loader<C, CompletionStage<?>> loader, long before) {
    Object stored;
    try {
      stored = storedSince(before, own.key);
    } catch (RuntimeException e) {
      fail(own, e);
      return;
    }
    if (stored == null) {
      start(own, call, loader, /* stores= */ true);
    } else {
      land(own, CachedNull.unwrap(stored));
    }
  }

  @Override
  public <C> CompletableFuture<@Nullable Object> refreshAsync(
      Object key, C call, Loader<C, CompletionStage<?>> loader, @Nullable Tagger<C> tagger) {
    refuse(tagger);
    Flight own = new Flight(key);
    refreshes.add(own);
    start(own, call, loader, /* stores= */ true);
    return own.outcomeForCaller();
  }

  /** Calls the method, and lets the flight end when its stage does. */
  private <C> void start(Flight own, C call, Loader<C, CompletionStage<?>> loader, boolean stores) {
    try {
      CompletionStage<?> stage =
          Objects.requireNonNull(loader.load(own.key, call), "a loader gives a stage");
      own.leave();
      var unused =
          stage.whenComplete(
              (value, failure) -> {
                if (failure == null) {
                  arrive(own, value, stores);
                } else {
                  fail(own, Flight.unwrapped(failure));
                }
              });
    } catch (Throwable e) {
      own.leave();
      fail(own, e);
    }
  }

  private void arrive(Flight own, @Nullable Object value, boolean stores) {
    try {
      if (stores) {
        own.store(() -> store(own.key, value));
      }
      land(own, value);
    } catch (Throwable e) {
      fail(own, e);
    }
  }

  private void land(Flight own, @Nullable Object value) {
    // Before the flight is taken off: who starts the next one must see that there was this one.
    landed.incrementAndGet();
    takeOff(own);
    own.outcome.complete(value);
  }

  private void fail(Flight own, Throwable failure) {
    takeOff(own);
    own.outcome.completeExceptionally(failure);
  }

  private void takeOff(Flight own) {
    flights.remove(own.key, own);
    refreshes.remove(own);
  }

  private void store(Object key, @Nullable Object value) {
    if (value != null) {
      cache.put(key, value);
    } else if (holdsNulls) {
      cache.put(key, CachedNull.INSTANCE);
    } else {
      cache.remove(key);
    }
  }

  @Override
  public void put(Object key, @Nullable Object value, @Nullable Collection<String> tags) {
    refuse(tags);
    revoke(key);
    store(key, value);
  }

  @Override
  public void invalidateTags(Collection<String> tags) {
    refuse(tags);
  }

  /** Without its tags a result would stay where it has to go. */
  private void refuse(@Nullable Object tags) {
    if (tags != null) {
      throw new CacheException(CdiMessages.noTags(cache.getName()));
    }
  }

  @Override
  public void remove(Object key) {
    revoke(key);
    cache.remove(key);
  }

  @Override
  public void removeAll() {
    for (Flight flight : flights.values()) {
      flights.remove(flight.key, flight);
      flight.revoke();
    }
    refreshes.forEach(Flight::revoke);
    cache.removeAll();
  }

  private void revoke(Object key) {
    Flight flight = flights.remove(key);
    if (flight != null) {
      flight.revoke();
    }
    if (!refreshes.isEmpty()) {
      for (Flight refresh : refreshes) {
        if (refresh.key.equals(key)) {
          refresh.revoke();
        }
      }
    }
  }

  private static Exception thrown(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return (Exception) failure;
  }
}
