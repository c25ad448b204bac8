package io.nearfar.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The far tier of one cache: a store shared by all JVMs that decides what the cache contains, and
 * numbers every change.
 *
 * <p>Keys and values are bytes: what they mean, the engine's codec knows. Each change is one atomic
 * step on the server, which evaluates condition, expiry and action, gives the change a version, and
 * announces it on the {@link InvalidationChannel}. Versions grow per segment and are made by the
 * server, so no host's clock decides what is newer.
 *
 * <p>Implementations are thread-safe. Every method blocks for at most the configured timeout and
 * then throws {@link FarException}: a failure is not a miss, and a change whose outcome is unknown
 * is never reported as done.
 *
 * <p><b>State:</b> the engine is shaped for this port, but this version has no implementation of
 * it; the interface may change until there is one.
 */
public interface FarStore extends AutoCloseable {

  /**
   * Reads one entry; one round trip.
   *
   * @param key the encoded key
   * @return what is there; never null
   * @throws FarException if there was no answer in time, or a failure
   */
  Reply get(byte[] key);

  /**
   * Reads many entries; one round trip per node of the server.
   *
   * @param keys the encoded keys
   * @return one reply per key, in their order; never null
   * @throws FarException if there was no answer in time, or a failure
   */
  List<Reply> getAll(List<byte[]> keys);

  /**
   * Changes one entry; one round trip.
   *
   * @param key the encoded key
   * @param change what to do, and under which condition
   * @return what became of it, with the entry that was there if the change asked for it; never null
   * @throws FarException if there was no answer in time, or a failure; {@link
   *     FarException#outcomeUnknown()} says whether the change may have been made
   */
  Reply change(byte[] key, Change change);

  /**
   * Invalidates all entries, in a time that does not depend on their number.
   *
   * @throws FarException if there was no answer in time, or a failure
   */
  void clear();

  /** Releases the store's resources; the data stay. */
  @Override
  void close();

  /**
   * A wish to change one entry.
   *
   * @param condition what must be there
   * @param value what to store; null = remove the entry
   * @param expected the encoded value, for {@link Condition#EQUAL}
   * @param version the version, for {@link Condition#VERSION}
   * @param creationTtlNanos time to live of a new entry, in nanoseconds
   * @param updateTtlNanos time to live from an update on, in nanoseconds; negative = as it is
   * @param wantsOldValue whether the reply is to carry what was there
   */
  @SuppressWarnings(
      "ArrayRecordComponent") // Carried, never compared; a copy per message would cost.
  record Change(
      Condition condition,
      byte @Nullable [] value,
      byte @Nullable [] expected,
      long version,
      long creationTtlNanos,
      long updateTtlNanos,
      boolean wantsOldValue) {}

  /** What must be there for a change to be made. */
  enum Condition {
    /** Anything or nothing. */
    ALWAYS,
    /** Nothing. */
    ABSENT,
    /** Anything. */
    PRESENT,
    /** A value of the same bytes. */
    EQUAL,
    /** The entry of a known version. */
    VERSION
  }

  /**
   * An answer.
   *
   * @param done whether the condition held and the change was made; true for a read
   * @param entry the entry: for a read what is there, for a change what was there, if asked for;
   *     null if there was none
   * @param version the version of the change that was made; 0 for a read
   * @param asOf the newest version of the segment in the same atomic step: what is known to be true
   *     up to it
   */
  record Reply(boolean done, @Nullable Entry entry, long version, long asOf) {}

  /**
   * An entry of the far tier.
   *
   * @param value the encoded value
   * @param version the version of the change that stored it
   * @param remainingNanos how long it lives from the reply on, in nanoseconds; {@link
   *     Long#MAX_VALUE} = for ever
   */
  @SuppressWarnings(
      "ArrayRecordComponent") // Carried, never compared; a copy per message would cost.
  record Entry(byte[] value, long version, long remainingNanos) {}
}
