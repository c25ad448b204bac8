package io.nearfar.internal.engine;

import io.nearfar.internal.engine.Mutation.Condition;
import io.nearfar.spi.Copier;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * As {@link Loads}, for values that come later: no thread waits for them, and one flight is what
 * both kinds of callers share. Looking for an entry and taking the lease are done by the calling
 * thread (in a cache with a far tier, a round trip each).
 *
 * <p>Who waits is told when the value comes, by the thread that it comes with. It is stored after
 * that, and the flight stays on the board until it is: who asks in between is answered by it.
 */
final class AsyncLoads<K, V> {
  private static final System.Logger LOGGER = System.getLogger(AsyncLoads.class.getName());

  private final String cacheName;
  private final Authority<K, V> authority;
  private final Flights<K, V> flights;
  private final Loads<K, V> loads;
  private final Copier copier;
  private final Supplier<WritePath<K, V>> writes;
  private final LoadTurns<K, V> turns;
  private final Background background;
  private final Executor stores;

  /**
   * Asynchronous loads of one cache.
   *
   * @param stores runs what stores values: what brings them need not wait for that
   */
  AsyncLoads(
      EngineConfig<K, V> config,
      Authority<K, V> authority,
      Flights<K, V> flights,
      Loads<K, V> loads,
      LoadTurns<K, V> turns,
      Supplier<WritePath<K, V>> writes,
      Executor stores) {
    this.cacheName = config.name();
    this.authority = authority;
    this.flights = flights;
    this.loads = loads;
    this.copier = config.copier();
    this.writes = writes;
    this.turns = turns;
    this.background = config.background();
    this.stores = stores;
  }

  /**
   * The value of a missing entry, loaded here or by somebody else; null if there is none.
   *
   * @return a stage of the caller's own, with a value of its own
   */
  CompletionStage<@Nullable V> load(K key, AsyncSource<K, V> source) {
    Flight<V> mine = loads.flight(key);
    Flight<V> theirs = flights.join(key, mine);
    if (theirs == null) {
      return begin(mine, key, source, Condition.ABSENT);
    }
    if (theirs.owner() == Thread.currentThread()) {
      // The load of this key asks for it: it is loaded within.
      return source.load(key).thenApply(value -> value);
    }
    Lease<V> lease = authority.lease(key);
    if (lease.there() != null) {
      return CompletableFuture.completedFuture(copier.copy(lease.there().value()));
    }
    return theirs
        .landing()
        .thenCompose(
            own ->
                loads.answers(theirs, key, lease)
                    ? CompletableFuture.completedFuture(copied(own))
                    : again(key, source));
  }

  /** What has been awaited began before what the caller must see; so it is loaded anew. */
  private CompletionStage<@Nullable V> again(K key, AsyncSource<K, V> source) {
    // Not by the thread that has brought the other value.
    return CompletableFuture.supplyAsync(() -> load(key, source), background.loaders())
        .thenCompose(stage -> stage);
  }

  /** As {@link Loads#reload}. */
  CompletionStage<@Nullable V> reload(K key, AsyncSource<K, V> source) {
    Flight<V> mine = loads.flight(key);
    flights.supersede(key, mine);
    return begin(mine, key, source, Condition.ALWAYS);
  }

  private CompletionStage<@Nullable V> begin(
      Flight<V> mine, K key, AsyncSource<K, V> source, Condition condition) {
    LoadTurn<V> turn;
    try {
      turn = condition == Condition.ABSENT ? turns.attempt(key) : turns.anyway(key);
    } catch (Throwable e) {
      crash(mine, key, e);
      throw e;
    }
    return turn == null
        ? afterOthers(mine, key, source)
        : begin(mine, key, source, condition, turn);
  }

  private CompletionStage<@Nullable V> begin(
      Flight<V> mine, K key, AsyncSource<K, V> source, Condition condition, LoadTurn<V> turn) {
    Snapshot<V> there = turn.lease().there();
    if (there != null && condition == Condition.ABSENT) {
      mine.landArrived();
      end(mine, key, turn);
      return CompletableFuture.completedFuture(copier.copy(there.value()));
    }
    CompletionStage<? extends @Nullable V> coming;
    try {
      mine.claims(turn.lease().claim());
      coming = Objects.requireNonNull(source.load(key), EngineMessages::noStage);
    } catch (Throwable e) {
      crash(mine, key, e);
      turn.close();
      throw e;
    }
    mine.leaveToItself();
    // Before the value can come: who has begun the load is told first.
    CompletionStage<@Nullable V> own = mine.landing().thenApply(this::copied);
    coming.whenComplete((value, failure) -> landed(mine, key, value, failure, condition, turn));
    return own;
  }

  /** Another node is loading the key: looks again and again whether it still does. */
  private CompletionStage<@Nullable V> afterOthers(
      Flight<V> mine, K key, AsyncSource<K, V> source) {
    mine.leaveToItself();
    CompletableFuture<@Nullable V> result = new CompletableFuture<>();
    mine.landing()
        .whenComplete(
            (value, failure) -> {
              if (failure != null) {
                result.completeExceptionally(failure);
              }
            });
    lookAgain(mine, key, source, result, turns.end(), 1);
    return result;
  }

  private void lookAgain(
      Flight<V> mine,
      K key,
      AsyncSource<K, V> source,
      CompletableFuture<@Nullable V> result,
      long end,
      int tries) {
    background.after(
        turns.pause(tries),
        () -> {
          try {
            LoadTurn<V> turn = turns.isOver(end) ? turns.anyway(key) : turns.attempt(key);
            if (turn == null) {
              lookAgain(mine, key, source, result, end, tries + 1);
            } else {
              begin(mine, key, source, Condition.ABSENT, turn)
                  .whenComplete(
                      (value, failure) -> {
                        if (failure == null) {
                          result.complete(value);
                        }
                      });
            }
          } catch (RuntimeException | Error e) {
            crash(mine, key, e);
          }
        });
  }

  private void landed(
      Flight<V> mine,
      K key,
      @Nullable V value,
      @Nullable Throwable failure,
      Condition condition,
      LoadTurn<V> turn) {
    V own = null;
    Throwable reason = failure;
    try {
      own = failure == null ? copied(value) : null;
    } catch (RuntimeException | Error e) {
      reason = e;
    }
    if (reason != null) {
      mine.crash(
          reason instanceof CompletionException && reason.getCause() != null
              ? reason.getCause()
              : reason);
    } else {
      mine.land(own);
    }
    V loaded = own;
    if (loaded == null) {
      flights.end(key, mine); // There is nothing to wait for.
      inBackground(mine, key, turn::close);
    } else {
      inBackground(mine, key, () -> store(mine, key, loaded, condition, turn));
    }
  }

  private void inBackground(Flight<V> mine, K key, Runnable task) {
    try {
      stores.execute(task);
    } catch (RejectedExecutionException e) {
      flights.end(key, mine); // The cache is closed.
    }
  }

  private void store(Flight<V> mine, K key, V own, Condition condition, LoadTurn<V> turn) {
    Delivery events = Delivery.NONE;
    try {
      events = writes.get().apply(key, Loads.mutation(own, condition, mine)).events();
    } catch (RuntimeException | Error e) {
      LOGGER.log(System.Logger.Level.WARNING, EngineMessages.notStored(cacheName), e);
    } finally {
      end(mine, key, turn);
    }
    events.deliver();
  }

  private void end(Flight<V> mine, K key, LoadTurn<V> turn) {
    flights.end(key, mine);
    turn.close();
  }

  private void crash(Flight<V> mine, K key, Throwable reason) {
    mine.crash(reason);
    flights.end(key, mine);
  }

  private @Nullable V copied(@Nullable V value) {
    return value == null ? null : copier.copy(value);
  }

  /** Fails what is still under way. */
  void close() {
    flights.abandon(() -> new IllegalStateException(EngineMessages.closedWhileLoading(cacheName)));
  }
}
