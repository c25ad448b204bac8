package io.nearfar.internal.engine;

import io.nearfar.internal.engine.Lease.Claim;
import io.nearfar.internal.engine.Mutation.Condition;
import io.nearfar.internal.engine.Outcome.Status;
import io.nearfar.internal.near.FillGuard;
import io.nearfar.internal.near.NearEntry;
import io.nearfar.spi.Codec;
import io.nearfar.spi.FarStore;
import io.nearfar.spi.Tags;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The far store decides: topologies {@code far} and {@code near-far}. Here is what its reads,
 * changes and loads have to do with each other: a change first revokes the load of its key.
 *
 * <p>The token of a {@link Snapshot} is the version, a {@code Long}.
 */
final class RemoteAuthority<K, V> implements Authority<K, V> {
  private final FarStore store;
  private final Codec codec;
  private final Flights<K, V> flights;
  private final Fills<K> fills;
  private final Copies<K, V> copies;
  private final FarReads<K, V> reads;
  private final FarLoads<K, V> loads;
  private final FarChanges<K, V> changes;
  private final FarInvalidations<K, V> invalidations;
  private final RightOfWay rightOfWay;

  RemoteAuthority(
      FarTier far,
      Decoding<K, V> decoding,
      Flights<K, V> flights,
      Fills<K> fills,
      ExpiryRule expiry,
      Copies<K, V> copies) {
    this.store = far.store();
    this.codec = far.codec();
    this.flights = flights;
    this.fills = fills;
    this.copies = copies;
    this.reads = new FarReads<>(far, decoding, expiry, copies);
    this.loads = new FarLoads<>(far, decoding, expiry, copies);
    this.changes = new FarChanges<>(far, decoding, expiry, copies, reads, loads);
    this.invalidations = new FarInvalidations<>(store, codec, copies);
    this.rightOfWay = new RightOfWay(store);
  }

  // ---- reads

  @Override
  public @Nullable V fetch(K key) {
    return reads.fetch(key);
  }

  @Override
  public void fetchAll(Collection<? extends K> keys, BiConsumer<K, V> found) {
    reads.fetchAll(keys, found);
  }

  @Override
  public @Nullable Snapshot<V> snapshot(K key) {
    return reads.snapshot(key);
  }

  @Override
  public boolean contains(K key) {
    return reads.contains(key);
  }

  @Override
  public Map<K, Snapshot<V>> snapshots(Collection<? extends K> keys) {
    return reads.snapshots(keys);
  }

  @Override
  public Iterator<Map.Entry<K, Snapshot<V>>> entries() {
    return reads.entries();
  }

  @Override
  public Iterator<Carrier<K>> carriers() {
    return reads.carriers();
  }

  @Override
  public boolean holds(K key, Mutation<V> mutation) {
    if (mutation.condition() == Condition.ALWAYS) {
      return true;
    }
    Snapshot<V> seen = snapshot(key);
    return seen == null ? mutation.holds(null, null) : mutation.holds(seen.value(), seen.token());
  }

  @Override
  public void touch(K key, Snapshot<V> seen) {
    reads.touch(key, seen);
  }

  @Override
  public void touchAll(Map<K, Snapshot<V>> seen) {
    reads.touchAll(seen);
  }

  @Override
  public Visits<K, V> visits() {
    return reads.visits();
  }

  @Override
  public Map<K, Lease<V>> leases(Collection<? extends K> keys) {
    return loads.begin(keys);
  }

  @Override
  public Runnable rightOfWay(K key) {
    return rightOfWay.take(codec.encodeKey(key));
  }

  @Override
  public @Nullable Runnable tryTurn(K key, long nanos) {
    return rightOfWay.tryTake(codec.encodeKey(key), nanos);
  }

  // ---- mutations

  @Override
  public Outcome<V> apply(K key, Mutation<V> mutation) {
    FillGuard guard = mutation.guard();
    if (guard == null) {
      flights.revoke(key);
      return changes.change(key, mutation);
    }
    ReentrantLock lock = fills.lock(key);
    try {
      return guard.valid() ? changes.change(key, mutation) : outdated();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void applyAll(Map<K, Mutation<V>> mutations, BiConsumer<K, Outcome<V>> applied) {
    Map<K, Mutation<V>> allowed = new LinkedHashMap<>();
    mutations.forEach(
        (key, mutation) -> {
          // Under no lock: what has a guard has a claim, which the store checks.
          FillGuard guard = mutation.guard();
          if (guard == null) {
            flights.revoke(key);
          }
          if (guard == null || guard.valid()) {
            allowed.put(key, mutation);
          } else {
            applied.accept(key, outdated());
          }
        });
    changes.changeAll(allowed, applied);
  }

  private Outcome<V> outdated() {
    return ChangeForms.outcome(Status.OUTDATED, /* old= */ null);
  }

  @Override
  public void put(K key, V value) {
    flights.revoke(key);
    changes.put(key, value);
  }

  // ---- life

  @Override
  public @Nullable V bury(K key, NearEntry<V> dead) {
    copies.bury(key, dead);
    return null;
  }

  @Override
  public long loadVersion(K key) {
    return 0;
  }

  @Override
  public void expectTags() {
    loads.expectTags();
  }

  @Override
  public boolean outdated(K key, Tags tags, long since, Lease<V> lease) {
    Claim now = lease.claim();
    // As long as nothing has happened in the segment, nobody need be asked.
    return (now == null || now.asOf() > since)
        && store.isOutdated(codec.encodeKey(key), tags, since);
  }

  @Override
  public PendingInvalidation invalidate(InvalidationWish<K> wish) {
    if (wish.fence()) {
      flights.revokeAll();
    }
    wish.keys().forEach(flights::revoke);
    return invalidations.send(wish);
  }

  @Override
  public void revokeLoads() {
    flights.revokeAll();
  }

  @Override
  public void clear() {
    flights.revokeAll();
    long[] versions;
    try {
      versions = store.clear();
    } catch (RuntimeException | Error e) {
      copies.clearUnknown();
      throw e;
    }
    copies.cleared(versions);
  }

  @Override
  public void close() {
    try {
      flights.revokeAll();
    } finally {
      store.close();
      codec.close();
    }
  }

  @Override
  public void destroy() {
    flights.revokeAll();
    store.destroy();
  }
}
