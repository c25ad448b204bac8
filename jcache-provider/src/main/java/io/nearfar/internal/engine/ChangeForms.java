package io.nearfar.internal.engine;

import io.nearfar.internal.engine.Mutation.Condition;
import io.nearfar.internal.engine.Outcome.Status;
import io.nearfar.spi.Codec;
import io.nearfar.spi.FarStore;
import io.nearfar.spi.FarStore.Change;
import io.nearfar.spi.FarStore.Entry;
import io.nearfar.spi.FarStore.Reply;
import org.jspecify.annotations.Nullable;

/** Mutations as a far store takes them, and its replies as outcomes. Thread-safe. */
final class ChangeForms<K, V> {
  private final Codec codec;
  private final Decoding<K, V> decoding;
  private final ExpiryRule expiry;

  ChangeForms(Codec codec, Decoding<K, V> decoding, ExpiryRule expiry) {
    this.codec = codec;
    this.decoding = decoding;
    this.expiry = expiry;
  }

  /** What the store is to do. */
  Change changeOf(Mutation<V> mutation) {
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
        mutation.tellsOld() || mutation.condition() == Condition.ABSENT,
        mutation.stamp().tags(),
        mutation.stamp().since());
  }

  /** The same change in the place of an entry that was seen. */
  static Change over(Entry there, Change change, long ttl) {
    return new Change(
        FarStore.Condition.VERSION,
        change.value(),
        /* expected= */ null,
        there.version(),
        ttl,
        ttl,
        change.wantsOldValue(),
        change.tags(),
        change.since());
  }

  /** A value in the place of what was seen, an entry or nothing. */
  static Change replacing(@Nullable Entry there, byte[] value, long ttl, TagStamp stamp) {
    return new Change(
        there == null ? FarStore.Condition.ABSENT : FarStore.Condition.VERSION,
        value,
        /* expected= */ null,
        there == null ? 0 : there.version(),
        ttl,
        ttl,
        /* wantsOldValue= */ false,
        stamp.tags(),
        stamp.since());
  }

  /** What a reply says. */
  Outcome<V> outcome(Reply reply) {
    return outcome(reply, decoding.value(reply.old()));
  }

  /** As above, where the old value is decoded already. */
  Outcome<V> outcome(Reply reply, @Nullable V old) {
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
          case OUTDATED -> Status.OUTDATED;
        },
        old);
  }

  /** An outcome without an expiry. */
  static <V> Outcome<V> outcome(Status status, @Nullable V old) {
    return new Outcome<>(status, old, /* expired= */ null);
  }
}
