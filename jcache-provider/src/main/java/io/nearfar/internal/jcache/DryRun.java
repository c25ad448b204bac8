package io.nearfar.internal.jcache;

import io.nearfar.cache.Invalidating;
import io.nearfar.cache.InvalidationJob;
import io.nearfar.cache.InvalidationProgress;
import io.nearfar.cache.InvalidationProgress.State;
import io.nearfar.cache.InvalidationResult;
import io.nearfar.cache.InvalidationResult.Effect;
import io.nearfar.internal.engine.Carrier;
import io.nearfar.internal.engine.EngineInvalidations;
import io.nearfar.internal.engine.InvalidationCounts;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Looks what invalidations would do. Its jobs have ended when they are returned. */
final class DryRun<K, V> implements Invalidating<K> {
  private final Supplier<EngineInvalidations<K, V>> open;
  private final UnaryOperator<Set<String>> closure;

  /**
   * A dry run of a cache.
   *
   * @param closure adds the tags that depend on some
   */
  DryRun(Supplier<EngineInvalidations<K, V>> open, UnaryOperator<Set<String>> closure) {
    this.open = open;
    this.closure = closure;
  }

  @Override
  public InvalidationResult invalidate(Set<? extends K> keys) {
    EngineInvalidations<K, V> engine = open.get();
    long there = 0;
    for (K key : Checks.nonNull(keys, "The set of keys")) {
      there += engine.contains(Checks.nonNull(key, "A key")) ? 1 : 0;
    }
    return new InvalidationResult(Effect.DRY_RUN, Set.of(), OptionalLong.of(there));
  }

  @Override
  public InvalidationResult invalidateTag(String tag) {
    return tagged(TagNames.one(tag));
  }

  @Override
  public InvalidationResult invalidateTags(Collection<String> tags) {
    return tagged(TagNames.any(tags));
  }

  @Override
  public InvalidationResult invalidateTable(String table) {
    return tagged(TagNames.one(InvalidationCounts.TABLE, table, "The table"));
  }

  @Override
  public InvalidationResult fire(String event) {
    return tagged(TagNames.one(InvalidationCounts.EVENT, event, "The event"));
  }

  private InvalidationResult tagged(Set<String> given) {
    Set<String> tags = closure.apply(given);
    InvalidationProgress seen =
        count(carrier -> carrier.tags().names().stream().anyMatch(tags::contains));
    return new InvalidationResult(Effect.DRY_RUN, tags, OptionalLong.of(seen.matched()));
  }

  @Override
  public InvalidationJob invalidateIntersection(Collection<String> tags) {
    List<String> all = List.copyOf(TagNames.some(tags));
    return new Ended(count(carrier -> carrier.tags().names().containsAll(all)));
  }

  @Override
  public InvalidationJob invalidateMatching(String pattern) {
    KeyPattern keys = KeyPattern.of(pattern);
    return new Ended(count(carrier -> keys.matches(carrier.key())));
  }

  private InvalidationProgress count(Predicate<Carrier<K>> matches) {
    long scanned = 0;
    long matched = 0;
    for (Iterator<Carrier<K>> all = open.get().carriers(); all.hasNext(); scanned++) {
      matched += matches.test(all.next()) ? 1 : 0;
    }
    return new InvalidationProgress(State.DONE, scanned, matched, 0, 0);
  }

  /** A job that is over. */
  private record Ended(InvalidationProgress progress) implements InvalidationJob {
    @Override
    public boolean cancel() {
      return false;
    }

    @Override
    public CompletionStage<InvalidationProgress> end() {
      return CompletableFuture.completedStage(progress);
    }
  }
}
