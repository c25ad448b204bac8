package io.nearfar.internal.engine;

import io.nearfar.internal.engine.Mutation.Condition;
import io.nearfar.internal.engine.Outcome.Status;
import io.nearfar.internal.near.FillGuard;
import io.nearfar.internal.near.NearEntry;
import io.nearfar.internal.near.NearStore;
import io.nearfar.internal.near.Ttl;
import io.nearfar.spi.Copier;
import io.nearfar.spi.FarStore.Hold;
import io.nearfar.spi.Tags;
import io.nearfar.stats.InvalidationTrigger;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The near store decides: topology {@code near}.
 *
 * <p>Each mutation reads the entry, decides, and swaps it by compare-and-set; whoever loses a race
 * decides again. So expiry policies and {@code equals} run outside of any lock. A mutation first
 * revokes the load of its key that may be under way (the lease of a cache without a far tier), and
 * then changes the map: {@link NearStore#fill} refuses what was loaded before.
 */
final class LocalAuthority<K, V> implements Authority<K, V> {
  private final NearStore<K, V> near;
  private final Flights<K, V> flights;
  private final ExpiryRule expiry;
  private final Copier copier;
  private final InvalidationCounts counts;

  LocalAuthority(
      NearStore<K, V> near,
      Flights<K, V> flights,
      ExpiryRule expiry,
      Copier copier,
      InvalidationCounts counts) {
    this.near = near;
    this.flights = flights;
    this.expiry = expiry;
    this.copier = copier;
    this.counts = counts;
  }

  @Override
  public Outcome<V> apply(K key, Mutation<V> mutation) {
    V expired = null;
    TagStamp stamp = mutation.stamp();
    boolean tagged = stamp.isOfNow() && !stamp.tags().isEmpty();
    boolean revoked = mutation.guard() != null;
    while (true) {
      long version = near.version();
      long since = tagged ? near.tagVersion() : stamp.since();
      NearEntry<V> found = near.find(key);
      if (near.version() != version || (tagged && near.tagVersion() != since)) {
        continue; // Invalidated in between: what was found may be newer than the versions.
      }
      if (found != null && !near.live(found, version)) {
        V buried = bury(key, found);
        expired = buried == null ? expired : buried;
        continue;
      }
      Status refusal = refusal(mutation, found);
      if (refusal != null) {
        return new Outcome<>(refusal, valueOf(found), expired);
      }
      if (!revoked) {
        // Once: loads that begin from now on read what the source has now.
        revoked = true;
        boolean loading = flights.revoke(key);
        // A load may have stored its value, and be over, after we found nothing: it was too late to
        // revoke it, and what it read is older than this removal. So look again.
        if (loading || (found == null && !mutation.stores())) {
          continue;
        }
      }
      Status done =
          mutation.stores() ? store(key, mutation, found, version, since) : remove(key, found);
      if (done != null) {
        return new Outcome<>(done, valueOf(found), expired);
      }
    }
  }

  /** Why nothing is to be done; null if the condition holds. */
  private @Nullable Status refusal(Mutation<V> mutation, @Nullable NearEntry<V> found) {
    if (found == null) {
      return mutation.holds(null, null) ? null : Status.ABSENT;
    }
    if (mutation.holds(found.value(), found)) {
      return null;
    }
    if (mutation.condition() == Condition.EQUAL) {
      // A comparison that fails is a read of the entry: JSR-107, table of expiry policies.
      near.touch(found, expiry.access());
    }
    return mutation.condition() == Condition.ABSENT ? Status.PRESENT : Status.MISMATCH;
  }

  private @Nullable Status remove(K key, @Nullable NearEntry<V> found) {
    if (found == null) {
      return Status.ABSENT;
    }
    return near.remove(key, found) ? Status.REMOVED : null;
  }

  /**
   * Stores over what was found; null if somebody else was faster.
   *
   * @param version by which the entry that was found is live
   * @param since by which its tags are judged
   */
  private @Nullable Status store(
      K key, Mutation<V> mutation, @Nullable NearEntry<V> found, long version, long since) {
    Tags tags = mutation.stamp().tags();
    if (!mutation.stamp().isOfNow() && near.outdated(tags, since)) {
      return Status.OUTDATED;
    }
    long ttl = found == null ? expiry.creation() : expiry.update();
    if (found == null && ttl == 0) {
      return Status.NOT_STORED;
    }
    V value = Objects.requireNonNull(mutation.value());
    boolean shared = copier.shares(value);
    FillGuard guard = mutation.guard();
    if (found == null) {
      if (guard == null) {
        boolean created = near.create(copier.copy(key), value, shared, ttl, tags, since);
        return created ? Status.CREATED : null;
      }
      NearEntry<V> next = near.entry(value, shared, guard.version(), ttl, tags, since);
      return near.fill(copier.copy(key), null, next, guard) ? Status.CREATED : lost(next, guard);
    }
    long established = guard == null ? version : guard.version();
    NearEntry<V> next =
        ttl == Ttl.KEEP
            ? near.successor(found, value, shared, established, tags, since)
            : near.entry(value, shared, established, ttl, tags, since);
    if (guard == null) {
      return near.replace(key, found, next) ? Status.UPDATED : null;
    }
    return near.fill(key, found, next, guard) ? Status.UPDATED : lost(next, guard);
  }

  /** Why a fill was refused; null if somebody else was faster. */
  private @Nullable Status lost(NearEntry<V> next, FillGuard guard) {
    return guard.valid() && !near.invalidated(next) ? null : Status.OUTDATED;
  }

  @Override
  public void put(K key, V value) {
    flights.revoke(key);
    near.put(copier.copy(key), value, copier.shares(value), expiry.creation());
  }

  @Override
  public boolean holds(K key, Mutation<V> mutation) {
    Snapshot<V> seen = snapshot(key);
    return seen == null ? mutation.holds(null, null) : mutation.holds(seen.value(), seen.token());
  }

  @Override
  public @Nullable Snapshot<V> snapshot(K key) {
    NearEntry<V> found = near.find(key);
    return found != null && near.live(found) ? snapshot(found) : null;
  }

  @Override
  public Iterator<Map.Entry<K, Snapshot<V>>> entries() {
    Iterator<Map.Entry<K, NearEntry<V>>> all = near.iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return all.hasNext();
      }

      @Override
      public Map.Entry<K, Snapshot<V>> next() {
        Map.Entry<K, NearEntry<V>> next = all.next();
        return Map.entry(next.getKey(), snapshot(next.getValue()));
      }
    };
  }

  @Override
  public void touch(K key, Snapshot<V> seen) {
    NearEntry<V> found = near.find(key);
    if (found == seen.token() && near.live(found)) {
      near.touch(found, expiry.access());
    }
  }

  @Override
  public @Nullable V bury(K key, NearEntry<V> dead) {
    boolean invalidated = near.invalidated(dead);
    if (!near.remove(key, dead) || invalidated) {
      return null;
    }
    counts.local(InvalidationTrigger.EXPIRY, 1);
    return dead.value();
  }

  @Override
  public long loadVersion(K key) {
    return near.version();
  }

  @Override
  public long tagVersion() {
    return near.tagVersion();
  }

  @Override
  public boolean outdated(K key, Tags tags, long since, Lease<V> lease) {
    return near.outdated(tags, since);
  }

  @Override
  public PendingInvalidation invalidate(InvalidationWish<K> wish) {
    if (wish.hold() == Hold.BEGIN || wish.hold() == Hold.RELEASE) {
      return () -> 0; // Should this JVM die in between, the cache dies with it.
    }
    if (wish.fence()) {
      flights.revokeAll();
    }
    if (!wish.tags().isEmpty()) {
      near.invalidate(wish.tags());
    }
    long removed = 0;
    for (K key : wish.keys()) {
      removed += apply(key, Mutation.remove(Condition.ALWAYS)).removed() ? 1 : 0;
    }
    long all = removed;
    return () -> all;
  }

  @Override
  public void revokeLoads() {
    flights.revokeAll();
  }

  @Override
  public void clear() {
    flights.revokeAll();
    near.invalidateAll();
  }

  @Override
  public void close() {
    clear();
  }

  private static <V> Snapshot<V> snapshot(NearEntry<V> entry) {
    return new Snapshot<>(entry.value(), entry, entry.tags());
  }

  private static <V> @Nullable V valueOf(@Nullable NearEntry<V> entry) {
    return entry == null ? null : entry.value();
  }
}
