package io.nearfar.internal.engine;

import io.nearfar.spi.Tags;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Looks at all entries and removes those that match, also if they were changed since they were
 * looked at: what was stored after the removal began may have been loaded before. To be run once,
 * by any thread; everything else is thread-safe.
 */
public final class MatchingRemoval<K, V> {
  /** So many are removed in one batch. */
  private static final int AT_ONCE = 500;

  private final Authority<K, V> authority;
  private final boolean far;
  private final Predicate<K> isNear;
  private final BiPredicate<K, Tags> matches;
  private final Consumer<MatchingRemoval<K, V>> ended;
  private final CompletableFuture<End> end = new CompletableFuture<>();
  private final LongAdder scanned = new LongAdder();
  private final LongAdder matched = new LongAdder();
  private final LongAdder farRemoved = new LongAdder();
  private final LongAdder nearRemoved = new LongAdder();
  private volatile boolean cancelled;
  private volatile boolean closed;

  /** How it ended, if it did not fail. */
  public enum End {
    /** It has looked at everything. */
    DONE,
    /** It was cancelled before that. */
    CANCELLED
  }

  /**
   * A removal.
   *
   * @param isNear whether there is a copy here
   * @param ended told when it has ended
   */
  MatchingRemoval(
      Authority<K, V> authority,
      boolean far,
      Predicate<K> isNear,
      BiPredicate<K, Tags> matches,
      Consumer<MatchingRemoval<K, V>> ended) {
    this.authority = authority;
    this.far = far;
    this.isNear = isNear;
    this.matches = matches;
    this.ended = ended;
  }

  /** Does it; does not fail: {@link #end} does. */
  public void run() {
    try {
      remove();
      ended.accept(this);
      if (closed) {
        end.completeExceptionally(new IllegalStateException(EngineMessages.closedWhileRemoving()));
      } else {
        end.complete(cancelled ? End.CANCELLED : End.DONE);
      }
    } catch (RuntimeException | Error e) {
      ended.accept(this);
      end.completeExceptionally(e);
    }
  }

  private void remove() {
    Map<K, Mutation<V>> found = new LinkedHashMap<>();
    Iterator<Carrier<K>> all = authority.carriers();
    while (!stops() && all.hasNext()) {
      Carrier<K> next = all.next();
      scanned.increment();
      if (matches.test(next.key(), next.tags())) {
        matched.increment();
        // Whatever is there by then: what has replaced this may have been loaded, over it and by
        // another node, before the removal began.
        found.put(next.key(), Mutation.remove(Mutation.Condition.ALWAYS));
      }
      if (found.size() == AT_ONCE) {
        removeAll(found);
      }
    }
    if (!stops() && !found.isEmpty()) {
      removeAll(found);
    }
  }

  private boolean stops() {
    return cancelled || closed;
  }

  private void removeAll(Map<K, Mutation<V>> found) {
    Map<K, Boolean> near = new LinkedHashMap<>();
    found.keySet().forEach(key -> near.put(key, isNear.test(key)));
    authority.applyAll(
        found,
        (key, outcome) -> {
          if (outcome.removed()) {
            if (far) {
              farRemoved.increment();
            }
            if (near.getOrDefault(key, false)) {
              nearRemoved.increment();
            }
          }
        });
    found.clear();
  }

  /** Ends it soon; returns whether it had not ended. */
  public boolean cancel() {
    cancelled = true;
    return !end.isDone();
  }

  /** The cache is being closed. */
  void close() {
    closed = true;
  }

  /** Entries looked at. */
  public long scanned() {
    return scanned.sum();
  }

  /** Those that match. */
  public long matched() {
    return matched.sum();
  }

  /** Entries removed from the far tier. */
  public long farRemoved() {
    return farRemoved.sum();
  }

  /** Entries, or copies, removed from the near tier. */
  public long nearRemoved() {
    return nearRemoved.sum();
  }

  /** Its end. */
  public CompletionStage<End> end() {
    return end.minimalCompletionStage();
  }

  /** How it has ended; null if it has not, or has failed. */
  public @Nullable End ending() {
    return end.isDone() && !end.isCompletedExceptionally() ? end.join() : null;
  }

  /** Whether it has failed. */
  public boolean failed() {
    return end.isCompletedExceptionally();
  }
}
