package io.nearfar.internal.engine;

import io.nearfar.internal.engine.Lease.Claim;
import io.nearfar.internal.engine.Mutation.Condition;
import io.nearfar.internal.engine.Outcome.Status;
import io.nearfar.internal.near.CopyStore.Question;
import io.nearfar.spi.Codec;
import io.nearfar.spi.FarStore;
import io.nearfar.spi.FarStore.Change;
import io.nearfar.spi.FarStore.Entry;
import io.nearfar.spi.FarStore.Reply;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Changes in a far store. The {@link Copies} hear of each reply first. Thread-safe.
 *
 * <p>Where it is known beforehand how long an entry lives, the server evaluates condition, expiry
 * and action in one step, and the mutation is one round trip. A policy of the application has to be
 * asked after it is known whether the entry exists (JSR-107 1.1.1, "Expiry Policies"): then the
 * entry is read, the decision made here, and the change made under the condition that the version
 * is still the same.
 */
final class FarChanges<K, V> {
  private final FarStore store;
  private final Codec codec;
  private final Decoding<K, V> decoding;
  private final ExpiryRule expiry;
  private final Copies<K, V> copies;
  private final FarReads<K, V> reads;
  private final FarLoads<K, V> loads;
  private final ChangeForms<K, V> forms;

  FarChanges(
      FarTier far,
      Decoding<K, V> decoding,
      ExpiryRule expiry,
      Copies<K, V> copies,
      FarReads<K, V> reads,
      FarLoads<K, V> loads) {
    this.store = far.store();
    this.codec = far.codec();
    this.decoding = decoding;
    this.expiry = expiry;
    this.copies = copies;
    this.reads = reads;
    this.loads = loads;
    this.forms = new ChangeForms<>(codec, decoding, expiry);
  }

  /** As {@link Authority#applyAll}, for mutations whose loads, if they are such, may be stored. */
  void changeAll(Map<K, Mutation<V>> mutations, BiConsumer<K, Outcome<V>> applied) {
    FarBatch<K, V> batch = new FarBatch<>();
    Map<K, Mutation<V>> unknown = new LinkedHashMap<>();
    mutations.forEach(
        (key, mutation) -> {
          if (saysWhatIsThere(mutation)) {
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
      batch.add(
          key, codec.encodeKey(key), forms.changeOf(mutation), value, r -> settled(mutation, r));
    }
  }

  /** What became of a change; null if something was in the way that it takes a closer look at. */
  private @Nullable Outcome<V> settled(Mutation<V> mutation, Reply reply) {
    V current = decoding.value(reply.old());
    boolean unreadable = reply.status() == FarStore.Status.PRESENT && current == null;
    boolean differs =
        reply.status() == FarStore.Status.MISMATCH && mutation.condition() == Condition.EQUAL;
    return reply.old() != null && (unreadable || differs) ? null : forms.outcome(reply, current);
  }

  /** Asks the application's expiry policy, once it is known which question is the right one. */
  private void addDecidedHere(
      FarBatch<K, V> batch, Map<K, Mutation<V>> mutations, BiConsumer<K, Outcome<V>> applied) {
    reads.readAll(
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
            Change change = ChangeForms.replacing(there, codec.encode(own), ttl, mutation.stamp());
            batch.add(key, bytes, change, own, reply -> decided(reply, current, ttl));
          }
        });
  }

  /** Stores a value whatever is there: {@link Authority#put}. */
  void put(K key, V value) {
    change(
        key, codec.encodeKey(key), forms.changeOf(Mutation.store(Condition.ALWAYS, value)), value);
  }

  /** Makes one change, or refuses it because its condition does not hold. */
  Outcome<V> change(K key, Mutation<V> mutation) {
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
    Change change = forms.changeOf(mutation);
    V value = mutation.value();
    while (true) {
      Reply reply = change(key, bytes, change, value);
      Entry there = reply.old();
      V current = decoding.value(there);
      if (there != null && reply.status() == FarStore.Status.PRESENT && current == null) {
        // What can't be read is not there, so it may be replaced.
        if (isDone(
            change(
                key, bytes, ChangeForms.over(there, change, change.creationTtlNanos()), value))) {
          return ChangeForms.outcome(statusOver(change), /* old= */ null);
        }
      } else if (there != null
          && mutation.condition() == Condition.EQUAL
          && reply.status() == FarStore.Status.MISMATCH) {
        // Other bytes may still be an equal object.
        if (current == null || !current.equals(mutation.expected())) {
          return differs(bytes, there, current);
        }
        Reply second =
            change(key, bytes, ChangeForms.over(there, change, change.updateTtlNanos()), value);
        if (isDone(second)) {
          return forms.outcome(second);
        }
      } else {
        return forms.outcome(reply, current);
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
      return ChangeForms.outcome(Status.ABSENT, /* old= */ null);
    }
    reads.touch(key, there.version(), expiry.access());
    return ChangeForms.outcome(Status.MISMATCH, current);
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
      Reply reply =
          change(key, bytes, ChangeForms.replacing(there, value, ttl, mutation.stamp()), own);
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
          ChangeForms.outcome(
              current != null ? Status.UPDATED : ttl == 0 ? Status.NOT_STORED : Status.CREATED,
              current);
      case ABSENT, PRESENT, MISMATCH, OUTDATED -> null;
    };
  }

  private Outcome<V> refused(
      byte[] key, Mutation<V> mutation, @Nullable Entry there, @Nullable V current) {
    if (there == null || current == null) {
      return ChangeForms.outcome(Status.ABSENT, /* old= */ null);
    }
    return switch (mutation.condition()) {
      case EQUAL -> differs(key, there, current);
      case ABSENT -> ChangeForms.outcome(Status.PRESENT, current);
      case ALWAYS, PRESENT, SAME -> ChangeForms.outcome(Status.MISMATCH, current);
    };
  }
}
