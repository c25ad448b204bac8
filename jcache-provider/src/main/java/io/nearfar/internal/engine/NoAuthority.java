package io.nearfar.internal.engine;

import io.nearfar.internal.engine.Mutation.Condition;
import io.nearfar.internal.engine.Outcome.Status;
import io.nearfar.internal.near.NearEntry;
import io.nearfar.internal.near.NearStore;
import io.nearfar.spi.FarStore.Hold;
import io.nearfar.spi.Tags;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every entry is absent and stays so: topology {@code none}. A mutation ends as it would in a cache
 * whose new entries have no time to live. Loads under way are revoked all the same: who reads after
 * a mutation must not be given what was loaded before it.
 */
final class NoAuthority<K, V> implements Authority<K, V> {
  private final Outcome<V> absent = new Outcome<>(Status.ABSENT, null, null);
  private final Outcome<V> notStored = new Outcome<>(Status.NOT_STORED, null, null);
  private final Flights<K, V> flights;

  /** Has no entries, but clocks of tags. */
  private final NearStore<K, V> near;

  NoAuthority(Flights<K, V> flights, NearStore<K, V> near) {
    this.flights = flights;
    this.near = near;
  }

  @Override
  public Outcome<V> apply(K key, Mutation<V> mutation) {
    if (!holds(key, mutation)) {
      return absent;
    }
    if (mutation.guard() == null) {
      flights.revoke(key);
    }
    return mutation.stores() ? notStored : absent;
  }

  @Override
  public void put(K key, V value) {
    flights.revoke(key);
  }

  @Override
  public boolean holds(K key, Mutation<V> mutation) {
    return mutation.condition() == Condition.ALWAYS || mutation.condition() == Condition.ABSENT;
  }

  @Override
  public @Nullable Snapshot<V> snapshot(K key) {
    return null;
  }

  @Override
  public Iterator<Map.Entry<K, Snapshot<V>>> entries() {
    return Collections.emptyIterator();
  }

  @Override
  public void touch(K key, Snapshot<V> seen) {
    // Nothing to prolong.
  }

  @Override
  public @Nullable V bury(K key, NearEntry<V> dead) {
    return null;
  }

  @Override
  public long loadVersion(K key) {
    return 0;
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
    wish.keys().forEach(flights::revoke);
    if (!wish.tags().isEmpty()) {
      near.invalidate(wish.tags());
    }
    return () -> 0;
  }

  @Override
  public void revokeLoads() {
    flights.revokeAll();
  }

  @Override
  public void clear() {
    flights.revokeAll();
  }

  @Override
  public void close() {
    flights.revokeAll();
  }
}
