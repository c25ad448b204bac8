package io.nearfar.internal.jcache;

import io.nearfar.cache.InvalidationJob;
import io.nearfar.cache.InvalidationProgress;
import io.nearfar.cache.InvalidationProgress.State;
import io.nearfar.internal.batch.Deferred;
import io.nearfar.internal.engine.MatchingRemoval;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A removal of entries that match, as the application sees it. Thread-safe. */
final class MatchingJob<K, V> implements InvalidationJob, Deferred {
  private final Supplier<MatchingRemoval<K, V>> removal;
  private final CacheTasks tasks;
  private final CompletableFuture<InvalidationProgress> end = new CompletableFuture<>();
  private volatile @Nullable MatchingRemoval<K, V> running;

  /**
   * A job that has not begun.
   *
   * @param removal begins it: from then on nothing that was loaded before is stored
   * @param tasks runs it
   */
  MatchingJob(Supplier<MatchingRemoval<K, V>> removal, CacheTasks tasks) {
    this.removal = removal;
    this.tasks = tasks;
  }

  /**
   * Begins.
   *
   * @throws RuntimeException if it could not: nothing was done
   */
  void start() {
    MatchingRemoval<K, V> begun = removal.get();
    running = begun;
    if (end.isDone()) {
      boolean ignored = begun.cancel(); // Meanwhile.
    }
    begun
        .end()
        .whenComplete(
            (how, failure) -> {
              if (failure == null) {
                end.complete(progress());
              } else {
                end.completeExceptionally(failure);
              }
            });
    if (!tasks.work(begun::run)) {
      boolean ignored = begun.cancel();
      begun.run(); // To its end, which is now.
      throw new IllegalStateException(JCacheMessages.closedWhileRemoving());
    }
  }

  @Override
  public void begin() {
    if (end.isDone()) {
      return; // Cancelled.
    }
    try {
      start();
    } catch (RuntimeException | Error e) {
      end.completeExceptionally(e);
    }
  }

  @Override
  public void drop() {
    end.complete(new InvalidationProgress(State.CANCELLED, 0, 0, 0, 0));
  }

  @Override
  public InvalidationProgress progress() {
    MatchingRemoval<K, V> now = running;
    if (now == null) {
      State state =
          !end.isDone()
              ? State.WAITING
              : end.isCompletedExceptionally() ? State.FAILED : State.CANCELLED;
      return new InvalidationProgress(state, 0, 0, 0, 0);
    }
    // Before the counts: what has ended counts no more.
    State state = stateOf(now);
    return new InvalidationProgress(
        state, now.scanned(), now.matched(), now.farRemoved(), now.nearRemoved());
  }

  private static State stateOf(MatchingRemoval<?, ?> removal) {
    if (removal.failed()) {
      return State.FAILED;
    }
    MatchingRemoval.End ending = removal.ending();
    if (ending == null) {
      return State.RUNNING;
    }
    return ending == MatchingRemoval.End.DONE ? State.DONE : State.CANCELLED;
  }

  @Override
  public boolean cancel() {
    MatchingRemoval<K, V> now = running;
    if (now != null) {
      return now.cancel();
    }
    return end.complete(new InvalidationProgress(State.CANCELLED, 0, 0, 0, 0));
  }

  @Override
  public CompletionStage<InvalidationProgress> end() {
    return end.minimalCompletionStage();
  }
}
