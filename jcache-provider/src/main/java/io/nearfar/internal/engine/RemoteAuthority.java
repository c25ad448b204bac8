package io.nearfar.internal.engine;

import io.nearfar.internal.engine.Lease.Claim;
import io.nearfar.internal.engine.Mutation.Condition;
import io.nearfar.internal.engine.Outcome.Status;
import io.nearfar.internal.near.CopyStore.Question;
import io.nearfar.internal.near.FillGuard;
import io.nearfar.internal.near.NearEntry;
import io.nearfar.internal.near.Ttl;
import io.nearfar.spi.Codec;
import io.nearfar.spi.FarStore;
import io.nearfar.spi.FarStore.Change;
import io.nearfar.spi.FarStore.Entry;
import io.nearfar.spi.FarStore.Found;
import io.nearfar.spi.FarStore.Reply;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The far store decides: topologies {@code far} and {@code near-far}. Whatever it answers, its
 * {@link Copies} hear first.
 *
 * <p>Where it is known beforehand how long an entry lives, the server evaluates condition, expiry
 * and action in one step, and the mutation is one round trip. A policy of the application has to be
 * asked after it is known whether the entry exists (JSR-107 1.1.1, "Expiry Policies"): then the
 * entry is read, the decision made here, and the change made under the condition that the version
 * is still the same.
 *
 * <p>The token of a {@link Snapshot} is the version, a {@code Long}.
 */
final class RemoteAuthority<K, V> implements Authority<K, V> {
  private static final Logger LOGGER = System.getLogger(RemoteAuthority.class.getName());

  /** Longer than any processor should take; who has died holds up the others for so long. */
  private static final long TURN_NANOS = Duration.ofSeconds(2).toNanos();

  private static final long POLL_NANOS = Duration.ofMillis(10).toNanos();

  private final FarStore store;
  private final Codec codec;
  private final Decoding<K, V> decoding;
  private final Flights<K, V> flights;
  private final Fills<K> fills;
  private final ExpiryRule expiry;
  private final Copies<K, V> copies;
  private final FarLoads<K, V> loads;

  RemoteAuthority(
      FarTier far,
      Decoding<K, V> decoding,
      Flights<K, V> flights,
      Fills<K> fills,
      ExpiryRule expiry,
      Copies<K, V> copies) {
    this.store = far.store();
    this.codec = far.codec();
    this.decoding = decoding;
    this.flights = flights;
    this.fills = fills;
    this.expiry = expiry;
    this.copies = copies;
    this.loads = new FarLoads<>(far, decoding, expiry, copies);
  }

  // ---- reads

  @Override
  public @Nullable V fetch(K key) {
    byte[] bytes = codec.encodeKey(key);
    long suspected = copies.suspected(key);
    if (suspected != 0) {
      Question asked = copies.ask(bytes);
      Found found = store.reread(bytes, suspected);
      V value = found.same() ? copies.still(asked, key, entryOf(found), found.asOf()) : null;
      if (value != null || !found.same()) {
        return value != null ? value : told(asked, key, found);
      }
      // The copy was evicted meanwhile.
    }
    Question asked = copies.ask(bytes);
    Found found = store.get(bytes, coalescedAccess());
    V value = told(asked, key, found);
    if (value != null) {
      touchExactly(bytes, entryOf(found));
    }
    return value;
  }

  private static Entry entryOf(Found found) {
    return Objects.requireNonNull(found.entry());
  }

  /** The value that was found, after the copies have been told; the caller's own. */
  private @Nullable V told(@Nullable Question asked, K key, Found found) {
    V value = decoding.value(found.entry());
    if (value == null) {
      copies.absent(asked, key, found.asOf());
      return null;
    }
    return copies.found(asked, key, entryOf(found), found.asOf(), value);
  }

  @Override
  public void fetchAll(Collection<? extends K> keys, BiConsumer<K, V> found) {
    FarTouches touches = new FarTouches(store);
    boolean exactly = coalescedAccess() == FarStore.KEEP;
    readAll(
        keys,
        coalescedAccess(),
        (key, bytes, asked, answer) -> {
          V value = told(asked, key, answer);
          if (value != null) {
            if (exactly) {
              touches.add(bytes, entryOf(answer).version(), expiry.access());
            }
            found.accept(key, value);
          }
        });
    touches.make();
  }

  @Override
  public @Nullable Snapshot<V> snapshot(K key) {
    byte[] bytes = codec.encodeKey(key);
    Question asked = copies.ask(bytes);
    return snapshot(asked, key, store.get(bytes, FarStore.KEEP));
  }

  @Override
  public boolean contains(K key) {
    return copies.serves(key) || snapshot(key) != null;
  }

  @Override
  public Map<K, Snapshot<V>> snapshots(Collection<? extends K> keys) {
    Map<K, Snapshot<V>> snapshots = new LinkedHashMap<>();
    readAll(
        keys,
        FarStore.KEEP,
        (key, bytes, asked, found) -> {
          Snapshot<V> seen = snapshot(asked, key, found);
          if (seen != null) {
            snapshots.put(key, seen);
          }
        });
    return snapshots;
  }

  /** Told of each answer. */
  private interface Visitor<K> {
    void answered(K key, byte[] bytes, @Nullable Question asked, Found found);
  }

  private void readAll(Collection<? extends K> keys, long accessTtl, Visitor<K> visitor) {
    if (keys.isEmpty()) {
      return;
    }
    List<byte[]> bytes = new ArrayList<>(keys.size());
    List<@Nullable Question> asked = new ArrayList<>(keys.size());
    for (K key : keys) {
      byte[] encoded = codec.encodeKey(key);
      bytes.add(encoded);
      asked.add(copies.ask(encoded));
    }
    List<Found> answers = store.getAll(bytes, accessTtl);
    int index = 0;
    for (K key : keys) {
      visitor.answered(key, bytes.get(index), asked.get(index), answers.get(index));
      index++;
    }
  }

  private @Nullable Snapshot<V> snapshot(@Nullable Question asked, K key, Found found) {
    V value = told(asked, key, found);
    return value == null ? null : new Snapshot<>(value, entryOf(found).version());
  }

  @Override
  public Map<K, Lease<V>> leases(Collection<? extends K> keys) {
    return loads.begin(keys);
  }

  @Override
  public Iterator<Map.Entry<K, Snapshot<V>>> entries() {
    return new RemoteIterator<>(store.entries(), decoding, copies);
  }

  @Override
  public boolean holds(K key, Mutation<V> mutation) {
    if (mutation.condition() == Condition.ALWAYS) {
      return true;
    }
    Snapshot<V> seen = snapshot(key);
    return seen == null ? mutation.holds(null, null) : mutation.holds(seen.value(), seen.token());
  }

  // ---- access expiry

  /** The life that a read gives, where the server can see to it during the read. */
  private long coalescedAccess() {
    return expiry.fixed() && expiry.access() > 0 ? expiry.access() : FarStore.KEEP;
  }

  /** Asks what a read does to an entry's life, where that could not be said before. */
  private void touchExactly(byte[] key, Entry entry) {
    if (coalescedAccess() == FarStore.KEEP) {
      touch(key, entry.version(), expiry.access());
    }
  }

  private void touch(byte[] key, long version, long ttl) {
    if (ttl != Ttl.KEEP) {
      store.touch(key, version, ttl);
    }
  }

  @Override
  public void touch(K key, Snapshot<V> seen) {
    touch(codec.encodeKey(key), (Long) seen.token(), expiry.access());
  }

  @Override
  public void touchAll(Map<K, Snapshot<V>> seen) {
    FarTouches touches = new FarTouches(store);
    seen.forEach(
        (key, there) -> touches.add(codec.encodeKey(key), (Long) there.token(), expiry.access()));
    touches.make();
  }

  @Override
  public Visits<K, V> visits() {
    FarTouches touches = new FarTouches(store);
    return new Visits<>() {
      @Override
      public void visited(K key, Snapshot<V> seen) {
        long ttl = expiry.access();
        if (ttl != Ttl.KEEP) {
          touches.addOrMake(codec.encodeKey(key), (Long) seen.token(), ttl);
        }
      }

      @Override
      public void over() {
        touches.make();
      }
    };
  }

  // ---- right of way

  @Override
  public Runnable rightOfWay(K key) {
    byte[] bytes = codec.encodeKey(key);
    long end = System.nanoTime() + TURN_NANOS;
    long turn = store.takeTurn(bytes, TURN_NANOS);
    while (turn == 0 && System.nanoTime() - end < 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(POLL_NANOS) + 1);
      turn = store.takeTurn(bytes, TURN_NANOS);
    }
    long mine = turn;
    return () -> yieldTurn(bytes, mine);
  }

  private void yieldTurn(byte[] key, long turn) {
    if (turn != 0) {
      try {
        store.yieldTurn(key, turn);
      } catch (RuntimeException e) {
        // It ends by itself. What was done under it is done.
        LOGGER.log(Level.DEBUG, "A right of way was not given back", e);
      }
    }
  }

  // ---- mutations

  @Override
  public Outcome<V> apply(K key, Mutation<V> mutation) {
    FillGuard guard = mutation.guard();
    if (guard == null) {
      flights.revoke(key);
      return change(key, mutation);
    }
    ReentrantLock lock = fills.lock(key);
    try {
      return guard.valid() ? change(key, mutation) : outcome(Status.OUTDATED, /* old= */ null);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void applyAll(Map<K, Mutation<V>> mutations, BiConsumer<K, Outcome<V>> applied) {
    FarBatch<K, V> batch = new FarBatch<>();
    Map<K, Mutation<V>> unknown = new LinkedHashMap<>();
    mutations.forEach(
        (key, mutation) -> {
          // Under no lock: what has a guard has a claim, which the store checks.
          FillGuard guard = mutation.guard();
          if (guard == null) {
            flights.revoke(key);
          }
          if (guard != null && !guard.valid()) {
            applied.accept(key, outcome(Status.OUTDATED, /* old= */ null));
          } else if (saysWhatIsThere(mutation)) {
            addDecidedThere(batch, key, mutation);
          } else {
            unknown.put(key, mutation);
          }
        });
    addDecidedHere(batch, unknown, applied);
    for (K key : batch.apply(copies, store, applied)) {
      applied.accept(key, change(key, Objects.requireNonNull(mutations.get(key))));
    }
  }

  /** Makes one change; whatever comes of it, the copies know first. */
  private Reply change(K key, byte[] bytes, Change change, @Nullable V value) {
    Question asked = copies.ask(bytes);
    Reply reply;
    try {
      reply = store.change(bytes, change);
    } catch (RuntimeException | Error e) {
      copies.unknown(key);
      throw e;
    }
    copies.changed(asked, key, change, value, reply);
    return reply;
  }

  /** Whether it is known how long a value is to live, without asking what is there. */
  private boolean saysWhatIsThere(Mutation<V> mutation) {
    return expiry.fixed()
        || !mutation.stores()
        || mutation.claim() != null
        || mutation.condition() == Condition.SAME
        || mutation.condition() == Condition.ABSENT;
  }

  private void addDecidedThere(FarBatch<K, V> batch, K key, Mutation<V> mutation) {
    V value = mutation.value();
    Claim claim = mutation.claim();
    if (claim != null) {
      Change change = loads.change(mutation, claim);
      batch.add(key, codec.encodeKey(key), change, value, r -> loads.outcome(change, r, claim));
    } else {
      batch.add(key, codec.encodeKey(key), changeOf(mutation), value, r -> settled(mutation, r));
    }
  }

  /** What became of a change; null if something was in the way that it takes a closer look at. */
  private @Nullable Outcome<V> settled(Mutation<V> mutation, Reply reply) {
    V current = decoding.value(reply.old());
    boolean unreadable = reply.status() == FarStore.Status.PRESENT && current == null;
    boolean differs =
        reply.status() == FarStore.Status.MISMATCH && mutation.condition() == Condition.EQUAL;
    return reply.old() != null && (unreadable || differs) ? null : outcome(reply, current);
  }

  /** Asks the application's expiry policy, once it is known which question is the right one. */
  private void addDecidedHere(
      FarBatch<K, V> batch, Map<K, Mutation<V>> mutations, BiConsumer<K, Outcome<V>> applied) {
    readAll(
        mutations.keySet(),
        FarStore.KEEP,
        (key, bytes, asked, found) -> {
          Mutation<V> mutation = Objects.requireNonNull(mutations.get(key));
          Entry there = found.entry();
          V current = decoding.value(there);
          Long token = there == null || current == null ? null : there.version();
          if (!mutation.holds(current, token)) {
            applied.accept(key, refused(bytes, mutation, there, current));
          } else {
            long ttl = current == null ? expiry.creation() : expiry.update();
            V own = Objects.requireNonNull(mutation.value());
            Change change = replacing(there, codec.encode(own), ttl);
            batch.add(key, bytes, change, own, reply -> decided(reply, current, ttl));
          }
        });
  }

  @Override
  public void put(K key, V value) {
    Change change = changeOf(Mutation.store(Condition.ALWAYS, value));
    byte[] bytes = codec.encodeKey(key);
    flights.revoke(key);
    change(key, bytes, change, value);
  }

  private Outcome<V> change(K key, Mutation<V> mutation) {
    byte[] bytes = codec.encodeKey(key);
    Claim claim = mutation.claim();
    if (claim != null) {
      Change change = loads.change(mutation, claim);
      Reply reply = change(key, bytes, change, mutation.value());
      return loads.outcome(change, reply, claim);
    }
    return mutation.stores() && !expiry.fixed()
        ? decideHere(key, bytes, mutation)
        : decideThere(key, bytes, mutation);
  }

  private Outcome<V> decideThere(K key, byte[] bytes, Mutation<V> mutation) {
    Change change = changeOf(mutation);
    V value = mutation.value();
    while (true) {
      Reply reply = change(key, bytes, change, value);
      Entry there = reply.old();
      V current = decoding.value(there);
      if (there != null && reply.status() == FarStore.Status.PRESENT && current == null) {
        // What can't be read is not there, so it may be replaced.
        if (isDone(change(key, bytes, over(there, change, change.creationTtlNanos()), value))) {
          return outcome(statusOver(change), /* old= */ null);
        }
      } else if (there != null
          && mutation.condition() == Condition.EQUAL
          && reply.status() == FarStore.Status.MISMATCH) {
        // Other bytes may still be an equal object.
        if (current == null || !current.equals(mutation.expected())) {
          return differs(bytes, there, current);
        }
        Reply second = change(key, bytes, over(there, change, change.updateTtlNanos()), value);
        if (isDone(second)) {
          return outcome(second);
        }
      } else {
        return outcome(reply, current);
      }
    }
  }

  private static boolean isDone(Reply reply) {
    return reply.status() == FarStore.Status.UPDATED || reply.status() == FarStore.Status.REMOVED;
  }

  /** What became of a change that took the place of something that can't be read. */
  private static Status statusOver(Change change) {
    if (change.value() == null) {
      return Status.ABSENT;
    }
    return change.creationTtlNanos() == 0 ? Status.NOT_STORED : Status.CREATED;
  }

  /** A comparison that fails is a read of the entry: JSR-107, table of expiry policies. */
  private Outcome<V> differs(byte[] key, Entry there, @Nullable V current) {
    if (current == null) {
      return outcome(Status.ABSENT, /* old= */ null);
    }
    touch(key, there.version(), expiry.access());
    return outcome(Status.MISMATCH, current);
  }

  /** Asks the application's expiry policy, once it is known which question is the right one. */
  private Outcome<V> decideHere(K key, byte[] bytes, Mutation<V> mutation) {
    V own = Objects.requireNonNull(mutation.value());
    byte[] value = codec.encode(own);
    while (true) {
      Entry there = store.get(bytes, FarStore.KEEP).entry();
      V current = decoding.value(there);
      Long token = there == null || current == null ? null : there.version();
      if (!mutation.holds(current, token)) {
        return refused(bytes, mutation, there, current);
      }
      long ttl = current == null ? expiry.creation() : expiry.update();
      Reply reply = change(key, bytes, replacing(there, value, ttl), own);
      Outcome<V> done = decided(reply, current, ttl);
      if (done != null) {
        return done;
      }
    }
  }

  /** What became of a change that was decided by what was there; null if that has changed. */
  private @Nullable Outcome<V> decided(Reply reply, @Nullable V current, long ttl) {
    return switch (reply.status()) {
      case CREATED, UPDATED, NOT_STORED, REMOVED ->
          outcome(
              current != null ? Status.UPDATED : ttl == 0 ? Status.NOT_STORED : Status.CREATED,
              current);
      case ABSENT, PRESENT, MISMATCH -> null;
    };
  }

  private Outcome<V> refused(
      byte[] key, Mutation<V> mutation, @Nullable Entry there, @Nullable V current) {
    if (there == null || current == null) {
      return outcome(Status.ABSENT, /* old= */ null);
    }
    return switch (mutation.condition()) {
      case EQUAL -> differs(key, there, current);
      case ABSENT -> outcome(Status.PRESENT, current);
      case ALWAYS, PRESENT, SAME -> outcome(Status.MISMATCH, current);
    };
  }

  // ---- to and from the port

  private Change changeOf(Mutation<V> mutation) {
    V value = mutation.value();
    V expected = mutation.expected();
    Snapshot<V> seen = mutation.seen();
    // The application's policy is asked the one question that matters.
    boolean known = !expiry.fixed();
    return new Change(
        switch (mutation.condition()) {
          case ALWAYS -> FarStore.Condition.ALWAYS;
          case ABSENT -> FarStore.Condition.ABSENT;
          case PRESENT -> FarStore.Condition.PRESENT;
          case EQUAL -> FarStore.Condition.EQUAL;
          case SAME -> FarStore.Condition.VERSION;
        },
        value == null ? null : codec.encode(value),
        expected == null ? null : codec.encode(expected),
        seen == null ? 0 : (Long) seen.token(),
        value == null || (known && seen != null) ? FarStore.ETERNAL : expiry.creation(),
        value == null || (known && seen == null) ? FarStore.KEEP : expiry.update(),
        // To tell whether what is in the way can be read.
        mutation.tellsOld() || mutation.condition() == Condition.ABSENT);
  }

  private static Change over(Entry there, Change change, long ttl) {
    return new Change(
        FarStore.Condition.VERSION,
        change.value(),
        /* expected= */ null,
        there.version(),
        ttl,
        ttl,
        change.wantsOldValue());
  }

  private static Change replacing(@Nullable Entry there, byte[] value, long ttl) {
    return new Change(
        there == null ? FarStore.Condition.ABSENT : FarStore.Condition.VERSION,
        value,
        /* expected= */ null,
        there == null ? 0 : there.version(),
        ttl,
        ttl,
        /* wantsOldValue= */ false);
  }

  private Outcome<V> outcome(Reply reply) {
    return outcome(reply, decoding.value(reply.old()));
  }

  private Outcome<V> outcome(Reply reply, @Nullable V old) {
    boolean unreadable = reply.old() != null && old == null;
    return outcome(
        switch (reply.status()) {
          case CREATED -> Status.CREATED;
          case UPDATED -> unreadable ? Status.CREATED : Status.UPDATED;
          case REMOVED -> unreadable ? Status.ABSENT : Status.REMOVED;
          case NOT_STORED -> Status.NOT_STORED;
          case ABSENT -> Status.ABSENT;
          case PRESENT -> Status.PRESENT;
          case MISMATCH -> Status.MISMATCH;
        },
        old);
  }

  private Outcome<V> outcome(Status status, @Nullable V old) {
    return new Outcome<>(status, old, /* expired= */ null);
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
