package io.nearfar.internal.engine;

import io.nearfar.internal.engine.Mutation.Condition;
import io.nearfar.spi.Copier;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
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
final class AsyncLoads<K, V> implements AutoCloseable {
  private static final System.Logger LOGGER = System.getLogger(AsyncLoads.class.getName());

  private final String cacheName;
  private final Authority<K, V> authority;
  private final Flights<K, V> flights;
  private final Loads<K, V> loads;
  private final LoadTurns<K, V> turns;
  private final Copier copier;
  private final Supplier<WritePath<K, V>> writes;
  private final Background background;
  private final boolean far;

  /** Flights that no thread is at, whether on the board or not. */
  private final Set<Flight<V>> unattended = ConcurrentHashMap.newKeySet();

  private volatile boolean closed;

  AsyncLoads(
      EngineConfig<K, V> config,
      Authority<K, V> authority,
      Flights<K, V> flights,
      Loads<K, V> loads,
      LoadTurns<K, V> turns,
      Supplier<WritePath<K, V>> writes) {
    this.cacheName = config.name();
    this.authority = authority;
    this.flights = flights;
    this.loads = loads;
    this.turns = turns;
    this.copier = config.copier();
    this.writes = writes;
    this.background = config.background();
    this.far = config.far() != null;
  }

  /**
   * The value of a missing entry, loaded here or by somebody else; null if there is none.
   *
   * @return a stage of the caller's own, with a value of its own
   */
  CompletionStage<@Nullable V> load(K key, AsyncSource<K, V> source) {
    loads.expectTags(source.tagged());
    Flight<V> mine = loads.flight(key);
    mine.expectsTags(source.tagged());
    Flight<V> theirs = flights.join(key, mine);
    if (theirs == null) {
      return new Load(mine, key, source, Condition.ABSENT).begin();
    }
    Thread owner = theirs.owner();
    if (owner == Thread.currentThread() && !theirs.over()) {
      // The load of this key asks for it: it is loaded within.
      return source.load(key).thenApply(value -> value);
    }
    Lease<V> lease = authority.lease(key);
    if (lease.there() != null) {
      return CompletableFuture.completedFuture(copier.copy(lease.there().value()));
    }
    // A thread that loads must not be kept by what this caller does next; with tags that may be to
    // ask the far tier.
    CompletionStage<@Nullable V> landing =
        owner == null && !theirs.expectsTags()
            ? theirs.landing()
            : theirs.landing().whenCompleteAsync((value, failure) -> {}, background.asyncTasks());
    return landing.thenCompose(
        own ->
            loads.answers(theirs, key, lease)
                ? CompletableFuture.completedFuture(copied(own))
                : again(key, source));
  }

  /** What has been awaited began before what the caller must see; so it is loaded anew. */
  private CompletionStage<@Nullable V> again(K key, AsyncSource<K, V> source) {
    // Not by the thread that has brought the other value.
    return CompletableFuture.supplyAsync(() -> load(key, source), background.asyncTasks())
        .thenCompose(stage -> stage);
  }

  /** As {@link Loads#reload}. */
  CompletionStage<@Nullable V> reload(K key, AsyncSource<K, V> source) {
    loads.expectTags(source.tagged());
    Flight<V> mine = loads.flight(key);
    mine.expectsTags(source.tagged());
    flights.supersede(key, mine);
    return new Load(mine, key, source, Condition.ALWAYS).begin();
  }

  private @Nullable V copied(@Nullable V value) {
    return value == null ? null : copier.copy(value);
  }

  /** From now on nobody is at it, so it might never end. */
  private void leave(Flight<V> flight) {
    flight.leaveToItself();
    unattended.add(flight);
    flight.landing().whenComplete((value, failure) -> unattended.remove(flight));
    if (closed) {
      flight.crash(closedMeanwhile());
    }
  }

  private IllegalStateException closedMeanwhile() {
    return new IllegalStateException(EngineMessages.closedWhileLoading(cacheName));
  }

  /** Fails what is still under way. */
  @Override
  public void close() {
    closed = true;
    unattended.forEach(flight -> flight.crash(closedMeanwhile()));
  }

  /** One load. */
  private final class Load {
    private final Flight<V> mine;
    private final K key;
    private final AsyncSource<K, V> source;
    private final Condition condition;

    /** In which the application's code runs, whichever thread runs it. */
    private final @Nullable ClassLoader context = Thread.currentThread().getContextClassLoader();

    Load(Flight<V> mine, K key, AsyncSource<K, V> source, Condition condition) {
      this.mine = mine;
      this.key = key;
      this.source = source;
      this.condition = condition;
    }

    CompletionStage<@Nullable V> begin() {
      LoadTurn<V> turn;
      try {
        turn = condition == Condition.ABSENT ? turns.attempt(key) : turns.anyway(key);
      } catch (Throwable e) {
        crash(e);
        throw e;
      }
      return turn == null ? afterOthers() : begin(turn);
    }

    private CompletionStage<@Nullable V> begin(LoadTurn<V> turn) {
      Snapshot<V> there = turn.lease().there();
      if (there != null && condition == Condition.ABSENT) {
        flights.end(key, mine);
        mine.landArrived();
        turn.close();
        return CompletableFuture.completedFuture(copier.copy(there.value()));
      }
      try {
        mine.claims(turn.lease().claim());
        CompletionStage<? extends @Nullable V> coming =
            Objects.requireNonNull(source.load(key), EngineMessages::noStage);
        leave(mine);
        // Before the value can come: who has begun the load is told first.
        CompletionStage<@Nullable V> own = mine.landing().thenApply(AsyncLoads.this::copied);
        coming.whenComplete((value, failure) -> landed(value, failure, turn));
        return own;
      } catch (Throwable e) {
        crash(e);
        turn.close();
        throw e;
      }
    }

    /** Another node is loading the key: looks again and again whether it still does. */
    private CompletionStage<@Nullable V> afterOthers() {
      leave(mine);
      CompletableFuture<@Nullable V> result = new CompletableFuture<>();
      mine.landing()
          .whenComplete(
              (value, failure) -> {
                if (failure != null) {
                  result.completeExceptionally(failure);
                }
              });
      lookAgain(result, turns.end(), 1);
      return result;
    }

    private void lookAgain(CompletableFuture<@Nullable V> result, long end, int tries) {
      background.after(
          turns.pause(tries),
          inContext(
              () -> {
                if (mine.over()) {
                  return; // The cache was closed.
                }
                try {
                  LoadTurn<V> turn = turns.isOver(end) ? turns.anyway(key) : turns.attempt(key);
                  if (turn == null) {
                    lookAgain(result, end, tries + 1);
                  } else {
                    mine.takeUp();
                    begin(turn).whenComplete((value, failure) -> end(result, value, failure));
                  }
                } catch (RuntimeException | Error e) {
                  crash(e);
                  result.completeExceptionally(e);
                }
              }));
    }

    private void end(
        CompletableFuture<@Nullable V> result, @Nullable V value, @Nullable Throwable failure) {
      if (failure == null) {
        result.complete(value);
      } else {
        result.completeExceptionally(failure);
      }
    }

    private void landed(@Nullable V value, @Nullable Throwable failure, LoadTurn<V> turn) {
      V own = null;
      Throwable reason = failure;
      try {
        if (failure == null && value != null && source.tagged()) {
          mine.carries(source.tags(value));
        }
        own = failure == null ? copied(value) : null;
      } catch (RuntimeException | Error e) {
        reason = e;
      }
      if (own != null) {
        V loaded = own;
        mine.land(loaded);
        inBackground(() -> store(loaded, turn), turn);
        return;
      }
      // First: who hears of it, and asks again, must not be answered by this flight.
      flights.end(key, mine);
      if (reason == null) {
        mine.land(null);
      } else {
        mine.crash(
            reason instanceof CompletionException && reason.getCause() != null
                ? reason.getCause()
                : reason);
      }
      inBackground(turn::close, turn);
    }

    /** The thread that brings the value waits neither for servers nor for other threads. */
    private void inBackground(Runnable task, LoadTurn<V> turn) {
      try {
        if (!far && writes.get() instanceof DirectPath) {
          task.run();
        } else {
          background.asyncTasks().execute(inContext(task));
        }
      } catch (RuntimeException | Error e) {
        // The cache is closed, or there are no threads to be had.
        end(turn);
      }
    }

    private void store(V own, LoadTurn<V> turn) {
      try {
        Delivery events;
        try {
          events = writes.get().apply(key, Loads.mutation(own, condition, mine)).events();
        } finally {
          end(turn);
        }
        events.deliver();
      } catch (RuntimeException | Error e) {
        LOGGER.log(System.Logger.Level.WARNING, EngineMessages.notStored(cacheName), e);
      }
    }

    private void end(LoadTurn<V> turn) {
      flights.end(key, mine);
      turn.close();
    }

    private void crash(Throwable reason) {
      flights.end(key, mine);
      mine.crash(reason);
    }

    private Runnable inContext(Runnable task) {
      return () -> {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(context);
        try {
          task.run();
        } finally {
          thread.setContextClassLoader(before);
        }
      };
    }
  }
}
