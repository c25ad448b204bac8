package io.nearfar.spi;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The far tier of one cache: a store shared by all JVMs that decides what the cache contains, and
 * numbers every change.
 *
 * <p>Keys and values are bytes: what they mean, a {@link Codec} knows. Each change is one atomic
 * step on the server, which evaluates condition, expiry and action, gives the change a version, and
 * announces it on the {@link InvalidationChannel}. Versions grow per segment and are made by the
 * server, so no host's clock decides what is newer.
 *
 * <p>Times to live are nanoseconds from the server's now on: {@link #KEEP} leaves the remaining
 * time as it is, {@link #ETERNAL} is for ever, 0 has expired at once.
 *
 * <p>Implementations are thread-safe. Every method blocks for at most the configured timeout (a
 * bulk operation that is so large that it is cut into slices: for each slice) and then throws
 * {@link FarException}: a failure is not a miss, and a change whose outcome is unknown is never
 * reported as done. A thread that is interrupted while it waits hears the same, and stays
 * interrupted.
 *
 * <p>What can't be read, because it is foreign, damaged, or of a newer release, is not there.
 */
public interface FarStore extends AutoCloseable {

  /** As a time to live: the entry keeps the life that it has. */
  long KEEP = -1;

  /** As a time to live: no end. */
  long ETERNAL = Long.MAX_VALUE;

  /**
   * Reads one entry; one round trip.
   *
   * @param key the encoded key
   * @param accessTtlNanos the life that a read gives an entry, {@link #KEEP} for none. What is
   *     written for it is coalesced: the entry may end earlier by up to an eighth of it
   * @return what is there; never null
   * @throws FarException if there was no answer in time, or a failure
   */
  Found get(byte[] key, long accessTtlNanos);

  /**
   * Reads an entry of which a version is known; one round trip. Prolongs no life.
   *
   * @param key the encoded key
   * @param version the version that is known
   * @return what is there; if it still has that version, {@link Found#same()}, and the entry comes
   *     without its value. Never null
   * @throws FarException if there was no answer in time, or a failure
   */
  Found reread(byte[] key, long version);

  /**
   * Reads many entries; one round trip per node of the server.
   *
   * @param keys the encoded keys
   * @param accessTtlNanos as for {@link #get}
   * @return one answer per key, in their order; never null
   * @throws FarException if there was no answer in time, or a failure
   */
  List<Found> getAll(List<byte[]> keys, long accessTtlNanos);

  /**
   * Changes one entry; one round trip.
   *
   * @param key the encoded key
   * @param change what to do, and under which condition
   * @return what became of it; never null
   * @throws FarException if there was no answer in time, or a failure; {@link
   *     FarException#outcomeUnknown()} says whether the change may have been made
   */
  Reply change(byte[] key, Change change);

  /**
   * Changes many entries, each atomically and on its own; one round trip per node of the server.
   *
   * @param keys the encoded keys, without duplicates
   * @param changes the changes, in the order of the keys
   * @return what became of them, as far as it is known: if some fail, others may have been made.
   *     Never null
   * @throws FarException if none was made, because one can't be: a value is too large
   */
  Replies changeAll(List<byte[]> keys, List<Change> changes);

  /**
   * Begins loads of entries: tells which are there, and gives a token for each that is not, over
   * which its value can be stored once it is loaded, with {@link Condition#TOKEN}. Whatever
   * invalidates the entry makes the token void, also if nothing is there to be removed; and so does
   * the passing of more time than loads take. Who asks while a token is valid gets the same.
   * Nothing is announced; one round trip per node of the server. Prolongs no life.
   *
   * @param keys the encoded keys, without duplicates
   * @param tagged whether the values may come with tags
   * @return one answer per key, in their order; never null
   * @throws FarException if there was no answer in time, or a failure
   */
  List<Lease> lease(List<byte[]> keys, boolean tagged);

  /**
   * Whether one of some tags was invalidated after a version; one round trip.
   *
   * @param key the encoded key of the entry that carries them
   * @param tags the tags
   * @param since a version of its segment
   * @return also true if that is not known any more
   * @throws FarException if there was no answer in time, or a failure
   */
  boolean isOutdated(byte[] key, Tags tags, long since);

  /**
   * Invalidates; in one batch to each node of the server. Begins at once and does not block.
   *
   * @param wish what
   * @return its end, never null
   */
  Pending invalidate(Invalidate wish);

  /**
   * Gives an entry another life, unless it was changed since; one round trip.
   *
   * @param key the encoded key
   * @param version the version of the entry that was read
   * @param ttlNanos the new time to live; 0 removes the entry
   * @throws FarException if there was no answer in time, or a failure
   */
  void touch(byte[] key, long version, long ttlNanos);

  /**
   * Gives many entries other lives, each unless it was changed since; one round trip per node of
   * the server.
   *
   * @param keys the encoded keys, without duplicates
   * @param lives their lives, in the order of the keys
   * @throws FarException if there was no answer in time, or a failure
   */
  void touchAll(List<byte[]> keys, List<Life> lives);

  /**
   * Tries to take the right of way for a key, among those who ask for it; one round trip. It orders
   * who works on an entry under contention and protects nothing: changes are protected by the
   * version that they are made over, also if the right has ended meanwhile.
   *
   * @param key the encoded key
   * @param nanos when it ends by itself, in nanoseconds from now on, should the holder die
   * @return what {@link #yieldTurn} takes; 0 if another one has it
   * @throws FarException if there was no answer in time, or a failure
   */
  long takeTurn(byte[] key, long nanos);

  /**
   * Gives the right of way back, if it has not ended; one round trip.
   *
   * @param key the encoded key
   * @param turn what {@link #takeTurn} returned
   * @throws FarException if there was no answer in time, or a failure
   */
  void yieldTurn(byte[] key, long turn);

  /**
   * The live entries, in no particular order, each key once; weakly consistent. Uses a bounded
   * amount of memory besides what tells keys from their repetitions, and never blocks the server.
   *
   * @return an iterator whose methods throw {@link FarException} as the other methods do; never
   *     null
   */
  Iterator<KeyedEntry> entries();

  /**
   * Invalidates all entries, in a time that does not depend on their number.
   *
   * @return the version of the change in each segment; what is of that version or an older one is
   *     gone. Never null
   * @throws FarException if there was no answer in time, or a failure
   */
  long[] clear();

  /**
   * As {@link #clear}, and forgets that there was such a cache, so that it may come back with other
   * settings.
   *
   * @throws FarException if there was no answer in time, or a failure
   */
  void destroy();

  /**
   * Asks for the clocks of all segments; does not block.
   *
   * @return the clock of each segment, null for those whose server did not answer in time.
   *     Completed on a thread of the store that must not be held up, never exceptionally, at the
   *     latest after the timeout
   */
  CompletionStage<List<@Nullable Clock>> clocks();

  /**
   * How many segments the cache is cut into; each counts its versions for itself.
   *
   * @return their number, always the same
   */
  int segments();

  /**
   * The segment of a key.
   *
   * @param key the encoded key
   * @return its number, from 0 on
   */
  int segmentOf(byte[] key);

  /**
   * What tells the changes of this store from those of other nodes: {@link Invalidation#origin()}.
   *
   * @return a random number, always the same
   */
  long origin();

  /** Releases the store's resources; the data stay. */
  @Override
  void close();

  /**
   * A wish to change one entry.
   *
   * @param condition what must be there
   * @param value what to store; null = remove the entry. A removal under no condition, or under the
   *     one that nothing is there, is announced even if nothing is there: other nodes may still
   *     hold what the server has evicted, or be loading it
   * @param expected the encoded value, for {@link Condition#EQUAL}
   * @param version the version, for {@link Condition#VERSION}; the token, for {@link
   *     Condition#TOKEN}
   * @param creationTtlNanos time to live of a new entry; 0 = it is not stored at all
   * @param updateTtlNanos time to live from an update on; 0 = it is gone at once
   * @param wantsOldValue whether the reply is to carry what was there
   * @param tags those of the value
   * @param since the version of the segment as of which the value was computed: if one of its tags
   *     was invalidated after that, nothing is changed; {@link #NOW} if it is of now
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
      boolean wantsOldValue,
      Tags tags,
      long since) {
    /** As {@link #since}: nothing can have happened to its tags. */
    public static final long NOW = Long.MAX_VALUE;

    /**
     * A wish to change an entry that is to have no tags.
     *
     * @param condition what must be there
     * @param value what to store; null = remove the entry
     * @param expected the encoded value, for {@link Condition#EQUAL}
     * @param version the version, for {@link Condition#VERSION}; the token, for {@link
     *     Condition#TOKEN}
     * @param creationTtlNanos time to live of a new entry; 0 = it is not stored at all
     * @param updateTtlNanos time to live from an update on; 0 = it is gone at once
     * @param wantsOldValue whether the reply is to carry what was there
     */
    public Change(
        Condition condition,
        byte @Nullable [] value,
        byte @Nullable [] expected,
        long version,
        long creationTtlNanos,
        long updateTtlNanos,
        boolean wantsOldValue) {
      this(
          condition,
          value,
          expected,
          version,
          creationTtlNanos,
          updateTtlNanos,
          wantsOldValue,
          Tags.NONE,
          NOW);
    }
  }

  /**
   * A wish to invalidate.
   *
   * @param keys the encoded keys of entries, without duplicates: they are removed, and loads of
   *     them are not stored
   * @param tags entries that carry one of them are invalid, and loads of such are not stored
   * @param fence whether all tokens that {@link #lease} has given by now are void; and copies of
   *     all entries have to ask whether they still hold
   * @param hold whether it begins or ends a time in which nothing that it is about can be stored by
   *     loads, or read. Holds are counted: the last one ends it
   * @param holdNanos when a hold ends by itself, in nanoseconds from now on
   */
  record Invalidate(List<byte[]> keys, Tags tags, boolean fence, Hold hold, long holdNanos) {}

  /** What an invalidation has to do with a hold. */
  enum Hold {
    /** Nothing. */
    NONE,
    /** It begins one, of tags without invalidating anything; entries of keys are removed. */
    BEGIN,
    /** It ends one, and invalidates. */
    END,
    /** It ends one, and invalidates nothing: what was there is as good as before. */
    RELEASE
  }

  /** An invalidation that is being made. */
  interface Pending {

    /**
     * Waits for its end.
     *
     * @return what came of it; never null
     */
    Invalidated await();
  }

  /**
   * What came of an invalidation.
   *
   * @param keys one answer for each key, in their order; null if that one failed, or is not known
   *     to have been made
   * @param segments of each segment, the version of the invalidation of its tags, or of its fence;
   *     0 if there was none, or it failed, or is not known to have been made
   * @param failure the first one; null if there was none
   */
  @SuppressWarnings("ArrayRecordComponent") // Carried, never compared.
  record Invalidated(
      List<@Nullable Reply> keys, long[] segments, @Nullable RuntimeException failure) {}

  /**
   * The life that an entry is to have.
   *
   * @param version the version of the entry that was read
   * @param ttlNanos the new time to live; 0 removes the entry
   */
  record Life(long version, long ttlNanos) {}

  /** What must be there for a change to be made. */
  enum Condition {
    /** Anything or nothing. */
    ALWAYS,
    /** Nothing. */
    ABSENT,
    /** Anything. */
    PRESENT,
    /** A value of the same bytes; if it has others, the reply carries it in any case. */
    EQUAL,
    /** The entry of a known version. */
    VERSION,
    /** Nothing, and nothing has happened to it since a load began that was given a token. */
    TOKEN
  }

  /**
   * The answer to a read.
   *
   * @param entry what is there; null if nothing is
   * @param asOf the newest version of the segment in the same atomic step: what is known to be true
   *     up to it
   * @param same whether the entry has the version that the reader knows; then its value is empty
   */
  record Found(@Nullable Entry entry, long asOf, boolean same) {

    /**
     * The answer to a read of an entry of which nothing was known.
     *
     * @param entry what is there; null if nothing is
     * @param asOf the newest version of the segment
     */
    public Found(@Nullable Entry entry, long asOf) {
      this(entry, asOf, /* same= */ false);
    }
  }

  /**
   * The beginning of a load.
   *
   * @param entry what is there; null if nothing is
   * @param token what the loaded value is stored over, if nothing is there; 0 if something is
   * @param asOf the newest version of the segment in the same atomic step
   */
  record Lease(@Nullable Entry entry, long token, long asOf) {}

  /**
   * The clock of a segment at one moment.
   *
   * @param version the newest version of the segment; 0 if the server knows of none
   * @param timeMicros the server's time, in microseconds since 1970
   * @param server tells the server process that answered from every other one that will ever answer
   *     in its place: another one may have another history
   */
  record Clock(long version, long timeMicros, String server) {}

  /**
   * The answer to a change.
   *
   * @param status what became of it
   * @param old what was there, if asked for; null if nothing was
   * @param version the version of the change; 0 if none was made, or what it stored is held and so
   *     not to be seen
   * @param asOf the newest version of the segment after this step
   * @param expireAtMicros when the entry that was stored ends by the server's clock, in
   *     microseconds since 1970; 0 = never, or nothing was stored
   */
  record Reply(Status status, @Nullable Entry old, long version, long asOf, long expireAtMicros) {}

  /**
   * The answers to many changes.
   *
   * @param each one for each change, in their order; null if that one failed, or was not tried
   *     because another one failed
   * @param failure why some are null, the first one's; {@link FarException#outcomeUnknown()} says
   *     whether any of them may have been made. Null if all changes have an answer
   */
  record Replies(List<@Nullable Reply> each, @Nullable RuntimeException failure) {}

  /** What became of a change. */
  enum Status {
    /** Nothing was there, the value is stored. */
    CREATED,
    /** The value took the place of another. */
    UPDATED,
    /** What was there is gone. */
    REMOVED,
    /** A new entry with no time to live: nothing was stored. */
    NOT_STORED,
    /** Nothing was there and nothing was done. */
    ABSENT,
    /** Something was there and nothing was done. */
    PRESENT,
    /** Something else was there and nothing was done. */
    MISMATCH,
    /** A tag of the value was invalidated since it was computed: nothing was done. */
    OUTDATED
  }

  /**
   * An entry of the far tier.
   *
   * @param value the encoded value
   * @param version the version of the change that stored it
   * @param expireAtMicros when it ends by the server's clock, in microseconds since 1970; 0 = never
   * @param tags its tags
   */
  @SuppressWarnings(
      "ArrayRecordComponent") // Carried, never compared; a copy per message would cost.
  record Entry(byte[] value, long version, long expireAtMicros, Tags tags) {

    /**
     * An entry without tags.
     *
     * @param value the encoded value
     * @param version the version of the change that stored it
     * @param expireAtMicros when it ends by the server's clock, in microseconds since 1970; 0 =
     *     never
     */
    public Entry(byte[] value, long version, long expireAtMicros) {
      this(value, version, expireAtMicros, Tags.NONE);
    }
  }

  /**
   * An entry with its key.
   *
   * @param key the encoded key
   * @param entry the entry
   */
  @SuppressWarnings("ArrayRecordComponent") // Carried, never compared.
  record KeyedEntry(byte[] key, Entry entry) {}
}
