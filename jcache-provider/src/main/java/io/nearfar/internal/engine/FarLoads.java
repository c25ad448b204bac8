package io.nearfar.internal.engine;

import io.nearfar.internal.engine.Lease.Claim;
import io.nearfar.internal.engine.Outcome.Status;
import io.nearfar.internal.near.CopyStore.Question;
import io.nearfar.spi.Codec;
import io.nearfar.spi.FarStore;
import io.nearfar.spi.FarStore.Change;
import io.nearfar.spi.FarStore.Condition;
import io.nearfar.spi.FarStore.Entry;
import io.nearfar.spi.FarStore.Reply;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Begins loads in a far store, and says how their values are stored there. Thread-safe. */
final class FarLoads<K, V> {
  private final FarStore store;
  private final Codec codec;
  private final Decoding<K, V> decoding;
  private final ExpiryRule expiry;
  private final Copies<K, V> copies;
  private volatile boolean tagged;

  FarLoads(FarTier far, Decoding<K, V> decoding, ExpiryRule expiry, Copies<K, V> copies) {
    this.store = far.store();
    this.codec = far.codec();
    this.decoding = decoding;
    this.expiry = expiry;
    this.copies = copies;
  }

  /** Values may come with tags from now on. */
  void expectTags() {
    if (!tagged) {
      tagged = true;
    }
  }

  /** What is there, and claims to what is not; one round trip per node. */
  Map<K, Lease<V>> begin(Collection<? extends K> keys) {
    Map<K, Lease<V>> leases = new LinkedHashMap<>();
    if (keys.isEmpty()) {
      return leases;
    }
    List<byte[]> bytes = new ArrayList<>(keys.size());
    List<@Nullable Question> asked = new ArrayList<>(keys.size());
    for (K key : keys) {
      byte[] encoded = codec.encodeKey(key);
      bytes.add(encoded);
      asked.add(copies.ask(encoded));
    }
    List<FarStore.Lease> answers = store.lease(bytes, tagged);
    int index = 0;
    for (K key : keys) {
      leases.put(key, lease(asked.get(index), key, answers.get(index)));
      index++;
    }
    return leases;
  }

  private Lease<V> lease(@Nullable Question asked, K key, FarStore.Lease answer) {
    Entry entry = answer.entry();
    if (entry == null) {
      copies.absent(asked, key, answer.asOf());
      return new Lease<>(
          null, new Claim(Condition.TOKEN, answer.token(), /* creates= */ true, answer.asOf()));
    }
    // What can't be read is not there, so it may be replaced.
    V value = decoding.value(entry);
    if (value == null) {
      copies.absent(asked, key, answer.asOf());
      return new Lease<>(
          null, new Claim(Condition.VERSION, entry.version(), /* creates= */ true, answer.asOf()));
    }
    V own = copies.found(asked, key, entry, answer.asOf(), value);
    return new Lease<>(
        new Snapshot<>(own, entry.version()),
        new Claim(Condition.VERSION, entry.version(), /* creates= */ false, answer.asOf()));
  }

  /** How a loaded value is stored. */
  Change change(Mutation<V> mutation, Claim claim) {
    long ttl = claim.creates() ? expiry.creation() : expiry.update();
    return new Change(
        claim.condition(),
        codec.encode(Objects.requireNonNull(mutation.value())),
        /* expected= */ null,
        claim.version(),
        ttl,
        ttl,
        mutation.tellsOld(),
        mutation.stamp().tags(),
        mutation.stamp().since());
  }

  /** What became of it. */
  Outcome<V> outcome(Change change, Reply reply, Claim claim) {
    Entry old = claim.creates() ? null : reply.old();
    return new Outcome<>(
        switch (reply.status()) {
          case CREATED, UPDATED, NOT_STORED, REMOVED -> stored(change, claim);
          case PRESENT, MISMATCH -> Status.PRESENT;
          case ABSENT, OUTDATED -> Status.OUTDATED;
        },
        decoding.value(old),
        /* expired= */ null);
  }

  private static Status stored(Change change, Claim claim) {
    if (!claim.creates()) {
      return Status.UPDATED;
    }
    return change.creationTtlNanos() == 0 ? Status.NOT_STORED : Status.CREATED;
  }
}
