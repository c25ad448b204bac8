package io.nearfar.internal.far;

import static java.util.Objects.requireNonNull;

import io.nearfar.spi.FarException;
import io.nearfar.spi.FarStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.redisson.client.protocol.RedisCommand;

/**
 * The far tier of one cache on Redis or Valkey. Every operation on one key is one command and one
 * round trip; bulk operations are one batch for each master.
 */
public final class RedisFarStore implements FarStore {
  static final RedisCommand<Object> MGET = new RedisCommand<>("MGET");
  private static final RedisCommand<Object> SET = new RedisCommand<>("SET");
  private static final RedisCommand<Object> DEL = new RedisCommand<>("DEL");
  private static final RedisCommand<Object> PEXPIRE = new RedisCommand<>("PEXPIRE");

  /** How long a clock outlives its destroyed cache, and with it the dead entries not freed yet. */
  private static final long FORGET_MILLIS = 3_600_000;

  private final FarClient client;
  private final CacheLayout layout;
  private final Changes changes;
  private final Sweeper sweeper;
  private final long maxValueBytes;
  private final LongAdder unreadable = new LongAdder();

  private RedisFarStore(FarClient client, CacheLayout layout, long maxValueBytes) {
    this.client = client;
    this.layout = layout;
    this.maxValueBytes = maxValueBytes;
    changes = new Changes(layout);
    sweeper = new Sweeper(client, layout);
  }

  /** Opens a store, if what other nodes say of the cache is what this one says. */
  static RedisFarStore open(FarClient client, StoreSettings settings) {
    CacheLayout layout =
        new CacheLayout(settings.keyPrefix(), settings.namespace(), settings.cache());
    String[][] fields = {
      {"format", "1"},
      {"segments", Integer.toString(Segments.COUNT)},
      {"codec", settings.codec()},
      {"policy", settings.policy()}
    };
    List<Object> parameters = new ArrayList<>();
    parameters.add(1);
    parameters.add(layout.descriptor());
    parameters.add(layout.channel());
    parameters.add(MessageFormat.head(MessageFormat.NOTHING, 0));
    for (String[] field : fields) {
      parameters.add(field[0]);
      parameters.add(field[1]);
    }
    // Idempotent: not a change that matters twice.
    Call call =
        Call.of(
            Script.DESCRIBE, layout.descriptorSlot(), /* isChange= */ false, parameters.toArray());
    List<?> there = (List<?>) requireNonNull(client.call(call, settings.cache()));
    for (int i = 0; i < fields.length; i++) {
      byte[] bytes = (byte[]) requireNonNull(there.get(i));
      String theirs = new String(bytes, StandardCharsets.UTF_8);
      if (!theirs.equals(fields[i][1])) {
        throw new FarException(
            FarMessages.descriptor(settings.cache(), fields[i][0], theirs, fields[i][1]),
            new IllegalStateException("The nodes differ"),
            /* outcomeUnknown= */ false);
      }
    }
    return new RedisFarStore(client, layout, settings.maxValueBytes());
  }

  CacheLayout layout() {
    return layout;
  }

  FarClient client() {
    return client;
  }

  /**
   * How many records were met that could not be read: foreign, damaged, or of a newer release.
   *
   * @return their number since the store was opened
   */
  public long unreadable() {
    return unreadable.sum();
  }

  @Override
  public Found get(byte[] key, long accessTtlNanos) {
    if (accessTtlNanos != KEEP) {
      return readReply(client.call(read(key, accessTtlNanos), layout.cache()));
    }
    int segment = Segments.of(key);
    Call call =
        new Call(
            MGET,
            layout.slot(segment),
            /* isChange= */ false,
            layout.entryKey(segment, key),
            layout.metaKey(segment));
    List<?> reply = (List<?>) requireNonNull(client.call(call, layout.cache()));
    return found((byte[]) reply.get(0), (byte[]) reply.get(1));
  }

  /** What is there, by the record and the clock of its segment. */
  Found found(byte @Nullable [] record, byte @Nullable [] metaBytes) {
    SegmentMeta meta = SegmentMeta.read(metaBytes);
    if (meta == null) {
      return new Found(null, 0);
    }
    Entry entry = record == null ? null : RecordFormat.read(record);
    if (entry == null) {
      if (record != null) {
        unreadable.increment();
      }
      return new Found(null, meta.version());
    }
    return new Found(entry.version() > meta.cleared() ? entry : null, meta.version());
  }

  private Call read(byte[] key, long accessTtlNanos) {
    int segment = Segments.of(key);
    return Call.of(
        Script.READ,
        layout.slot(segment),
        // Executed twice, it gives the same life; only the end of an entry is a change.
        /* isChange= */ accessTtlNanos == 0,
        2,
        layout.entryKey(segment, key),
        layout.metaKey(segment),
        Changes.ttl(accessTtlNanos, "-1"),
        layout.channel(),
        layout.head(segment));
  }

  private Found readReply(@Nullable Object reply) {
    List<?> parts = (List<?>) requireNonNull(reply);
    long asOf = (Long) requireNonNull(parts.get(1));
    if (!(parts.get(0) instanceof byte[] record)) {
      return new Found(null, asOf);
    }
    Entry entry = RecordFormat.read(record, (Long) requireNonNull(parts.get(2)));
    if (entry == null) {
      unreadable.increment();
    }
    return new Found(entry, asOf);
  }

  @Override
  public List<Found> getAll(List<byte[]> keys, long accessTtlNanos) {
    if (accessTtlNanos == KEEP) {
      return new ManyReads(this).getAll(keys);
    }
    List<Call> calls = new ArrayList<>(keys.size());
    for (byte[] key : keys) {
      calls.add(read(key, accessTtlNanos));
    }
    List<Found> found = new ArrayList<>(keys.size());
    for (Object reply : client.callAll(calls, layout.cache())) {
      found.add(readReply(reply));
    }
    return found;
  }

  @Override
  public Reply change(byte[] key, Change change) {
    checkSize(change);
    return Changes.reply(client.call(changes.call(key, change), layout.cache()));
  }

  @Override
  public List<Reply> changeAll(List<byte[]> keys, List<Change> wishes) {
    if (keys.size() != wishes.size()) {
      throw new IllegalArgumentException(keys.size() + " keys, " + wishes.size() + " changes");
    }
    wishes.forEach(this::checkSize);
    List<Call> calls = new ArrayList<>(keys.size());
    for (int i = 0; i < keys.size(); i++) {
      calls.add(changes.call(keys.get(i), wishes.get(i)));
    }
    List<Reply> replies = new ArrayList<>(keys.size());
    for (Object reply : client.callAll(calls, layout.cache())) {
      replies.add(Changes.reply(reply));
    }
    return replies;
  }

  private void checkSize(Change change) {
    byte[] value = change.value();
    if (value != null && value.length > maxValueBytes) {
      throw new FarException(
          FarMessages.tooLarge(
              layout.cache(), Long.toString(value.length), Long.toString(maxValueBytes)),
          new IllegalArgumentException("Too large"),
          /* outcomeUnknown= */ false);
    }
  }

  @Override
  public void touch(byte[] key, long version, long ttlNanos) {
    if (ttlNanos == KEEP) {
      return;
    }
    int segment = Segments.of(key);
    client.call(
        Call.of(
            Script.TOUCH,
            layout.slot(segment),
            /* isChange= */ true,
            2,
            layout.entryKey(segment, key),
            layout.metaKey(segment),
            version,
            Changes.ttl(ttlNanos, "-1"),
            layout.channel(),
            layout.head(segment)),
        layout.cache());
  }

  @Override
  public long takeTurn(byte[] key, long nanos) {
    int segment = Segments.of(key);
    long turn = 1 + ThreadLocalRandom.current().nextLong(Long.MAX_VALUE - 1);
    Object reply =
        client.call(
            new Call(
                SET,
                layout.slot(segment),
                /* isChange= */ true,
                layout.turnKey(segment, key),
                turn,
                "NX",
                "PX",
                Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos))),
            layout.cache());
    return reply == null ? 0 : turn;
  }

  @Override
  public void yieldTurn(byte[] key, long turn) {
    int segment = Segments.of(key);
    client.call(
        Call.of(
            Script.YIELD,
            layout.slot(segment),
            // Executed twice, it does nothing the second time.
            /* isChange= */ false,
            1,
            layout.turnKey(segment, key),
            turn),
        layout.cache());
  }

  @Override
  public Iterator<KeyedEntry> entries() {
    return new EntryIterator(this);
  }

  /**
   * {@inheritDoc} The memory of the entries is freed in the background.
   *
   * @throws FarException if there was no answer in time, or a failure
   */
  @Override
  public void clear() {
    List<Call> calls = new ArrayList<>(Segments.COUNT);
    for (int i = 0; i < Segments.COUNT; i++) {
      calls.add(
          Call.of(
              Script.CLEAR,
              layout.slot(i),
              /* isChange= */ true,
              1,
              layout.metaKey(i),
              layout.channel(),
              layout.clearHead(i)));
    }
    client.callAll(calls, layout.cache());
    sweeper.request();
  }

  /**
   * {@inheritDoc} The memory of its entries is freed in the background.
   *
   * @throws FarException if there was no answer in time, or a failure
   */
  @Override
  public void destroy() {
    clear();
    List<Call> calls = new ArrayList<>(Segments.COUNT + 1);
    calls.add(new Call(DEL, layout.descriptorSlot(), true, layout.descriptor()));
    // A clock loses this end with the next change: a cache of the same name keeps its own.
    for (int i = 0; i < Segments.COUNT; i++) {
      calls.add(new Call(PEXPIRE, layout.slot(i), true, layout.metaKey(i), FORGET_MILLIS));
    }
    client.callAll(calls, layout.cache());
  }

  @Override
  public void close() {}
}
