package io.nearfar.internal.jcache;

import io.nearfar.cache.Invalidating;
import io.nearfar.cache.InvalidationJob;
import io.nearfar.cache.InvalidationResult;
import io.nearfar.cache.InvalidationResult.Effect;
import io.nearfar.cache.Invalidations;
import io.nearfar.config.TagDependencies;
import io.nearfar.internal.batch.Batches;
import io.nearfar.internal.batch.Collected;
import io.nearfar.internal.batch.Target;
import io.nearfar.internal.engine.EngineInvalidations;
import io.nearfar.internal.engine.InvalidationCounts;
import io.nearfar.internal.engine.InvalidationWish;
import io.nearfar.internal.engine.PendingInvalidation;
import io.nearfar.spi.Copier;
import io.nearfar.spi.FarStore.Hold;
import io.nearfar.spi.Tags;
import io.nearfar.stats.InvalidationTrigger;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

/** The invalidations of one cache: made at once, or left to the batch that is open. */
final class CacheInvalidations<K, V> implements Invalidating<K>, Target {
  private final Supplier<EngineInvalidations<K, V>> open;
  private final Copier copier;
  private final CacheTasks tasks;
  private final TagDependencies dependencies;
  private final Batches batches;

  /**
   * Those of a cache.
   *
   * @param open gives the engine's; throws if the cache is closed
   * @param copier keeps keys apart from the application's
   * @param tasks runs what takes long
   * @param dependencies which tags are invalidated with others
   * @param batches where invalidations are collected
   */
  CacheInvalidations(
      Supplier<EngineInvalidations<K, V>> open,
      Copier copier,
      CacheTasks tasks,
      TagDependencies dependencies,
      Batches batches) {
    this.open = open;
    this.copier = copier;
    this.tasks = tasks;
    this.dependencies = dependencies;
    this.batches = batches;
  }

  @Override
  public InvalidationResult invalidate(Set<? extends K> keys) {
    EngineInvalidations<K, V> engine = open.get();
    Set<K> own = new LinkedHashSet<>();
    for (K key : Checks.nonNull(keys, "The set of keys")) {
      own.add(copier.copy(Checks.nonNull(key, "A key")));
    }
    if (batches.collect(this, own, Set.of())) {
      return new InvalidationResult(Effect.COLLECTED, Set.of(), OptionalLong.empty());
    }
    long removed = own.isEmpty() ? 0 : engine.send(InvalidationWish.ofKeys(own)).await();
    return new InvalidationResult(Effect.DONE, Set.of(), OptionalLong.of(removed));
  }

  @Override
  public InvalidationResult invalidateTag(String tag) {
    return invalidate(TagNames.one(tag));
  }

  @Override
  public InvalidationResult invalidateTags(Collection<String> tags) {
    return invalidate(TagNames.any(tags));
  }

  @Override
  public InvalidationResult invalidateTable(String table) {
    return invalidate(TagNames.one(InvalidationCounts.TABLE, table, "The table"));
  }

  @Override
  public InvalidationResult fire(String event) {
    return invalidate(TagNames.one(InvalidationCounts.EVENT, event, "The event"));
  }

  private InvalidationResult invalidate(Collection<String> given) {
    EngineInvalidations<K, V> engine = open.get();
    Set<String> tags = closure(given);
    if (batches.collect(this, Set.of(), tags)) {
      return new InvalidationResult(Effect.COLLECTED, tags, OptionalLong.empty());
    }
    Sendings.of(engine, Set.of(), tags, Hold.NONE).await();
    return new InvalidationResult(Effect.DONE, tags, OptionalLong.empty());
  }

  /** With the tags that depend on these. */
  Set<String> closure(Collection<String> tags) {
    return dependencies.closure(tags);
  }

  @Override
  public InvalidationJob invalidateIntersection(Collection<String> tags) {
    List<String> all = List.copyOf(TagNames.some(tags));
    return begin((key, carried) -> carried.names().containsAll(all), InvalidationTrigger.PATTERN);
  }

  @Override
  public InvalidationJob invalidateMatching(String pattern) {
    KeyPattern keys = KeyPattern.of(pattern);
    return begin((key, carried) -> keys.matches(key), InvalidationTrigger.PATTERN);
  }

  /** Invalidates the entries whose keys have one of some texts. */
  InvalidationJob invalidateTexts(Set<String> texts) {
    return begin((key, carried) -> texts.contains(String.valueOf(key)), InvalidationTrigger.KEY);
  }

  private InvalidationJob begin(BiPredicate<K, Tags> matches, InvalidationTrigger trigger) {
    var unused = open.get(); // Or it is closed.
    MatchingJob<K, V> job =
        new MatchingJob<>(() -> open.get().removeMatching(matches, trigger), tasks);
    if (!batches.collect(job)) {
      job.start();
    }
    return job;
  }

  @Override
  public Sent send(Collected collected, Phase phase) {
    // They are this cache's own.
    @SuppressWarnings("unchecked")
    Set<K> keys = (Set<K>) collected.keys();
    return Sendings.of(
        open.get(),
        keys,
        collected.tags(),
        switch (phase) {
          case MAKE -> Hold.NONE;
          case HOLD -> Hold.BEGIN;
          case COMMIT -> Hold.END;
          case RELEASE -> Hold.RELEASE;
        });
  }

  /** What takes more than one wish, because one has a limited number of tags. */
  private static final class Sendings {
    private Sendings() {}

    static <K, V> Sent of(
        EngineInvalidations<K, V> engine, Set<K> keys, Set<String> tags, Hold hold) {
      List<List<String>> parts = TagNames.parts(tags);
      PendingInvalidation[] pending = new PendingInvalidation[Math.max(1, parts.size())];
      for (int i = 0; i < pending.length; i++) {
        pending[i] =
            engine.send(
                InvalidationWish.of(
                        i == 0 ? keys : Set.<K>of(),
                        i < parts.size() ? Tags.of(parts.get(i)) : Tags.NONE)
                    .with(hold, Invalidations.MAX_HOLD));
      }
      return () -> {
        for (PendingInvalidation one : pending) {
          long ignored = one.await();
        }
      };
    }
  }
}
