package io.nearfar.internal.engine;

import io.nearfar.internal.near.NearStore;
import io.nearfar.spi.FarStore.Hold;
import io.nearfar.spi.Tags;
import io.nearfar.stats.InvalidationStatistics;
import io.nearfar.stats.InvalidationTrigger;
import io.nearfar.stats.LinkStatistics;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The invalidations of one cache: they tell neither writer nor listeners, and win over loads that
 * are under way. Thread-safe.
 */
public final class EngineInvalidations<K, V> {
  private final Authority<K, V> authority;
  private final NearStore<K, V> near;
  private final boolean far;
  private final InvalidationCounts counts;
  private final Runnable sweepsFromNowOn;
  private final Supplier<@Nullable LinkStatistics> link;
  private final Set<MatchingRemoval<K, V>> removals = ConcurrentHashMap.newKeySet();

  /**
   * Those of a cache.
   *
   * @param far whether there is a far tier
   * @param sweepsFromNowOn entries may die before their time
   * @param link what the link has seen; null if there is none
   */
  EngineInvalidations(
      Authority<K, V> authority,
      NearStore<K, V> near,
      boolean far,
      InvalidationCounts counts,
      Runnable sweepsFromNowOn,
      Supplier<@Nullable LinkStatistics> link) {
    this.authority = authority;
    this.near = near;
    this.far = far;
    this.counts = counts;
    this.sweepsFromNowOn = sweepsFromNowOn;
    this.link = link;
  }

  /** Begins an invalidation; waits for the far tier only when that is awaited. */
  public PendingInvalidation send(InvalidationWish<K> wish) {
    if (wish.hold() == Hold.NONE || wish.hold() == Hold.END) {
      counts.local(InvalidationTrigger.KEY, wish.keys().size());
      counts.local(wish.tags());
    }
    if (!wish.tags().isEmpty()) {
      sweepsFromNowOn.run();
    }
    return authority.invalidate(wish);
  }

  /**
   * Begins the removal of all entries that match; loads under way are not stored any more.
   *
   * @param matches told the key, which it must not change, and the tags
   * @return what has to be run
   */
  public MatchingRemoval<K, V> removeMatching(BiPredicate<K, Tags> matches) {
    return removeMatching(matches, InvalidationTrigger.PATTERN);
  }

  /** As above, counted as something else than a pattern. */
  public MatchingRemoval<K, V> removeMatching(
      BiPredicate<K, Tags> matches, InvalidationTrigger trigger) {
    counts.local(trigger, 1);
    long ignored = authority.invalidate(InvalidationWish.ofLoads()).await();
    MatchingRemoval<K, V> removal =
        new MatchingRemoval<>(
            authority, far, key -> near.find(key) != null, matches, removals::remove);
    removals.add(removal);
    return removal;
  }

  /** Ends what is being removed. */
  void close() {
    removals.forEach(MatchingRemoval::close);
  }

  /** The live entries, as {@link CacheEngine#iterator}, without their values. */
  public Iterator<Carrier<K>> carriers() {
    return authority.carriers();
  }

  /** Whether there is an entry; counts nothing, prolongs no life. */
  public boolean contains(K key) {
    return authority.contains(key);
  }

  /** How many there were, by trigger. */
  public InvalidationStatistics statistics() {
    LinkStatistics seen = link.get();
    return counts.snapshot(seen == null ? 0 : seen.repairs());
  }
}
