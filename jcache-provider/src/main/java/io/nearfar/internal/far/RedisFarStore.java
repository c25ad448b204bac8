package io.nearfar.internal.far;

import static java.util.Objects.requireNonNull;

import io.nearfar.spi.FarException;
import io.nearfar.spi.FarStore;
import io.nearfar.spi.InvalidationChannel;
import io.nearfar.spi.Tags;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletionStage;
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
  private static final RedisCommand<Object> UNLINK = new RedisCommand<>("UNLINK");
  private static final RedisCommand<Object> PEXPIRE = new RedisCommand<>("PEXPIRE");

  private static final byte[] NOTHING = new byte[0];

  /** How long a clock outlives its destroyed cache, and with it the dead entries not freed yet. */
  private static final long FORGET_MILLIS = 3_600_000;

  private final FarClient client;
  private final CacheLayout layout;
  private final MessageHeads heads;
  private final Changes changes;
  private final TagInvalidations invalidations;
  private final Sweeper sweeper;
  private final long maxValueBytes;
  private final HighWater highWater;

  /** A longer or shorter life has no version by which a replica could be found to lag. */
  private volatile boolean changesLives;

  /** Whether an entry of the cache was seen to have tags: then one is read with their clocks. */
  private volatile boolean hasTags;

  private final LongAdder unreadable = new LongAdder();

  private RedisFarStore(FarClient client, CacheLayout layout, long maxValueBytes) {
    this.client = client;
    this.layout = layout;
    this.maxValueBytes = maxValueBytes;
    heads = new MessageHeads(layout.segments(), new SecureRandom().nextLong());
    highWater = new HighWater(layout.segments());
    changes = new Changes(layout, heads);
    invalidations = new TagInvalidations(this, changes, TagInvalidations.MOST_CLOCKS);
    sweeper = new Sweeper(client, layout);
  }

  /** Opens a store, if what other nodes say of the cache is what this one says. */
  static RedisFarStore open(FarClient client, StoreSettings settings) {
    CacheLayout made =
        layout(client, settings, client.isCluster() ? Segments.OF_CLUSTER : Segments.OF_ONE_SERVER);
    Segments segments = Descriptor.describe(client, made, settings);
    RedisFarStore store =
        new RedisFarStore(client, layout(client, settings, segments), settings.maxValueBytes());
    if (client.readsReplicas()) {
      store.readClocks();
    }
    return store;
  }

  private static CacheLayout layout(FarClient client, StoreSettings settings, Segments segments) {
    return new CacheLayout(
        settings.keyPrefix(), settings.namespace(), settings.cache(), segments, client.database());
  }

  /** What was before the store was opened, such as a clear, holds for replicas too. */
  private void readClocks() {
    List<Call> calls = new ArrayList<>(segments());
    for (int i = 0; i < segments(); i++) {
      calls.add(new Call(MGET, layout.slot(i), /* isChange= */ false, layout.metaKey(i)));
    }
    int segment = 0;
    for (Object reply : client.callAll(calls, layout.cache())) {
      SegmentMeta meta = SegmentMeta.read((byte[]) ((List<?>) requireNonNull(reply)).get(0));
      if (meta != null) {
        highWater.saw(segment, meta.version());
      }
      segment++;
    }
  }

  /**
   * A store of a cache of which only the segments are known. Without a descriptor it has as many as
   * can be: whatever the cache had is reached then.
   */
  static RedisFarStore unchecked(FarClient client, StoreSettings settings) {
    CacheLayout all = layout(client, settings, Segments.OF_CLUSTER);
    Segments segments = Descriptor.segments(client, all);
    return new RedisFarStore(
        client,
        segments == null ? all : layout(client, settings, segments),
        settings.maxValueBytes());
  }

  CacheLayout layout() {
    return layout;
  }

  MessageHeads heads() {
    return heads;
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
      Object reply = client.call(read(key, accessTtlNanos), layout.cache());
      if (reply != Call.SPLIT) {
        Found found = readReply(reply);
        highWater.saw(segmentOf(key), found.asOf());
        return found;
      }
    }
    int segment = segmentOf(key);
    if (hasTags) {
      Object reply = client.call(readWithClocks(segment, key), layout.cache());
      if (reply != Call.SPLIT) {
        return readWithClocks(segment, (List<?>) requireNonNull(reply));
      }
    }
    Call call =
        new Call(
                MGET,
                layout.slot(segment),
                /* isChange= */ false,
                layout.entryKey(segment, key),
                layout.metaKey(segment))
            .toldSplit();
    if (readsReplicas() && !hasTags) {
      if (client.askReplica(call, layout.cache()) instanceof List<?> reply) {
        byte[] record = (byte[]) reply.get(0);
        byte[] meta = (byte[]) reply.get(1);
        if (isCurrent(segment, meta) && !mayHaveMoved(record) && !needsClocks(record)) {
          return found(segment, record, meta);
        }
      }
      call = call.again();
    }
    Object whole = client.call(call, layout.cache());
    List<?> reply =
        whole == Call.SPLIT
            ? SplitReads.read(client, call, /* clocks= */ 1, layout.cache())
            : (List<?>) requireNonNull(whole);
    return found(segment, (byte[]) reply.get(0), (byte[]) reply.get(1));
  }

  /** Whether plain reads of this cache may go to replicas. */
  boolean readsReplicas() {
    return client.readsReplicas() && !changesLives;
  }

  /** Whether a replica that has this clock has all changes that this store has seen. */
  boolean isCurrent(int segment, byte @Nullable [] metaBytes) {
    SegmentMeta meta = SegmentMeta.read(metaBytes);
    return meta != null && highWater.isReachedBy(segment, meta.version());
  }

  /**
   * Whether what a replica does not have may be elsewhere: while a slot moves, its entries go one
   * by one, and the clock, which the replica may still have and which did not change, goes last.
   */
  boolean mayHaveMoved(byte @Nullable [] record) {
    return record == null && client.isCluster();
  }

  /** What is there, by the record and the clock of its segment. */
  private Found found(int segment, byte @Nullable [] record, byte @Nullable [] metaBytes) {
    SegmentMeta meta = meta(segment, metaBytes);
    Found[] found = {found(record, meta)};
    if (needsClocks(record)) {
      TagChecks checks = new TagChecks(this);
      checks.add(0, segment, found[0], meta);
      checks.apply(found);
    }
    return found[0];
  }

  private Call readWithClocks(int segment, byte[] key) {
    return Call.of(
            Script.GET,
            layout.slot(segment),
            /* isChange= */ false,
            3,
            layout.entryKey(segment, key),
            layout.metaKey(segment),
            layout.tagsKey(segment))
        .toldSplit();
  }

  private Found readWithClocks(int segment, List<?> reply) {
    long asOf = (Long) requireNonNull(reply.get(1));
    highWater.saw(segment, asOf);
    if (!(reply.get(0) instanceof byte[] record)) {
      return new Found(null, asOf);
    }
    Entry entry = RecordFormat.read(record);
    if (entry == null) {
      unreadable.increment();
    }
    return new Found(entry, asOf);
  }

  /** Whether only the clocks of tags tell if an entry is alive. */
  static boolean needsClocks(byte @Nullable [] record) {
    return record != null && RecordFormat.hasTags(record);
  }

  /** Takes note that entries have tags. */
  void noteTags() {
    if (!hasTags) {
      hasTags = true;
    }
  }

  /** The clock of a segment in a reply; null if there is none. */
  @Nullable SegmentMeta meta(int segment, byte @Nullable [] bytes) {
    SegmentMeta meta = SegmentMeta.read(bytes);
    if (meta != null) {
      highWater.saw(segment, meta.version());
    }
    return meta;
  }

  /** What a record is, by the clock of its segment. */
  Found found(byte @Nullable [] record, @Nullable SegmentMeta meta) {
    if (meta == null) {
      return new Found(null, 0);
    }
    Entry entry = record == null ? null : RecordFormat.read(record);
    if (entry == null) {
      if (record != null && !RecordFormat.isNoEntry(record)) {
        unreadable.increment();
      }
      return new Found(null, meta.version());
    }
    if (entry.version() <= meta.cleared()) {
      return new Found(null, meta.version());
    }
    // An entry that was read after its clock, while its slot moves, may be newer.
    return new Found(entry, Math.max(meta.version(), entry.version()));
  }

  private void noteLives() {
    if (!changesLives) {
      changesLives = true;
    }
  }

  private Call read(byte[] key, long accessTtlNanos) {
    noteLives();
    int segment = segmentOf(key);
    Call call =
        Call.of(
            Script.READ,
            layout.slot(segment),
            // Executed twice, it gives the same life; only the end of an entry is a change.
            /* isChange= */ accessTtlNanos == 0,
            2,
            layout.entryKey(segment, key),
            layout.metaKey(segment),
            Changes.ttl(accessTtlNanos, "-1"),
            layout.channel(),
            heads.removed(segment));
    // Rather read without a longer life than not at all.
    return accessTtlNanos == 0 ? call : call.toldSplit();
  }

  @Override
  public Found reread(byte[] key, long version) {
    int segment = segmentOf(key);
    Call call =
        Call.of(
                Script.REREAD,
                layout.slot(segment),
                /* isChange= */ false,
                2,
                layout.entryKey(segment, key),
                layout.metaKey(segment),
                version)
            .toldSplit();
    Object reply = client.call(call, layout.cache());
    if (reply == Call.SPLIT) {
      return get(key, KEEP);
    }
    List<?> parts = (List<?>) requireNonNull(reply);
    boolean same = parts.get(0) instanceof Long;
    long asOf = (Long) requireNonNull(parts.get(1));
    Found found =
        same
            ? new Found(new Entry(NOTHING, version, (Long) parts.get(2)), asOf, /* same= */ true)
            : readReply(reply);
    highWater.saw(segment, asOf);
    return found;
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
      return new ManyReads(this, keys).getAll();
    }
    List<Call> calls = new ArrayList<>(keys.size());
    for (byte[] key : keys) {
      calls.add(read(key, accessTtlNanos));
    }
    List<@Nullable Object> replies = client.callAll(calls, layout.cache());
    List<Found> found = new ArrayList<>(keys.size());
    for (int i = 0; i < keys.size(); i++) {
      Object reply = replies.get(i);
      Found one = reply == Call.SPLIT ? get(keys.get(i), KEEP) : readReply(reply);
      highWater.saw(segmentOf(keys.get(i)), one.asOf());
      found.add(one);
    }
    return found;
  }

  @Override
  public Reply change(byte[] key, Change change) {
    checkSize(change);
    noteTags(change);
    Reply reply = Changes.reply(client.call(changes.call(key, change), layout.cache()));
    highWater.saw(segmentOf(key), reply.asOf());
    return reply;
  }

  @Override
  public Replies changeAll(List<byte[]> keys, List<Change> wishes) {
    if (keys.size() != wishes.size()) {
      throw new IllegalArgumentException(keys.size() + " keys, " + wishes.size() + " changes");
    }
    wishes.forEach(this::checkSize);
    List<Call> calls = new ArrayList<>(keys.size());
    for (int i = 0; i < keys.size(); i++) {
      noteTags(wishes.get(i));
      calls.add(changes.call(keys.get(i), wishes.get(i)));
    }
    FarClient.Replies replies = client.tryAll(calls, layout.cache());
    List<@Nullable Reply> each = new ArrayList<>(keys.size());
    for (Object reply : replies.each()) {
      Reply one = reply == null ? null : Changes.reply(reply);
      if (one != null) {
        highWater.saw(segmentOf(keys.get(each.size())), one.asOf());
      }
      each.add(one);
    }
    return new Replies(each, replies.failure());
  }

  private void noteTags(Change change) {
    if (!change.tags().isEmpty()) {
      noteTags();
    }
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
  public List<Lease> lease(List<byte[]> keys, boolean tagged) {
    return new Leases(this).lease(keys, tagged);
  }

  @Override
  public boolean isOutdated(byte[] key, Tags tags, long since) {
    int segment = segmentOf(key);
    Call call =
        Call.of(
            Script.OUTDATED,
            layout.slot(segment),
            /* isChange= */ false,
            1,
            layout.metaKey(segment),
            tags.bytes(),
            since);
    return !Long.valueOf(0).equals(client.call(call, layout.cache()));
  }

  @Override
  public Pending invalidate(Invalidate wish) {
    return invalidations.begin(wish);
  }

  /** Takes note of the newest version of a segment in a reply. */
  void saw(int segment, long version) {
    highWater.saw(segment, version);
  }

  @Override
  public void touch(byte[] key, long version, long ttlNanos) {
    if (ttlNanos != KEEP) {
      noteLives();
      client.call(touchCall(key, version, ttlNanos), layout.cache());
    }
  }

  @Override
  public void touchAll(List<byte[]> keys, List<Life> lives) {
    List<Call> calls = new ArrayList<>(keys.size());
    for (int i = 0; i < keys.size(); i++) {
      Life life = lives.get(i);
      if (life.ttlNanos() != KEEP) {
        noteLives();
        calls.add(touchCall(keys.get(i), life.version(), life.ttlNanos()));
      }
    }
    client.callAll(calls, layout.cache());
  }

  private Call touchCall(byte[] key, long version, long ttlNanos) {
    int segment = segmentOf(key);
    return Call.of(
        Script.TOUCH,
        layout.slot(segment),
        /* isChange= */ true,
        2,
        layout.entryKey(segment, key),
        layout.metaKey(segment),
        version,
        Changes.ttl(ttlNanos, "-1"),
        layout.channel(),
        heads.removed(segment));
  }

  @Override
  public long takeTurn(byte[] key, long nanos) {
    int segment = segmentOf(key);
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
    int segment = segmentOf(key);
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
  public long[] clear() {
    List<Call> calls = new ArrayList<>(segments());
    for (int i = 0; i < segments(); i++) {
      calls.add(
          Call.of(
              Script.CLEAR,
              layout.slot(i),
              /* isChange= */ true,
              1,
              layout.metaKey(i),
              layout.channel(),
              heads.cleared(i)));
    }
    long[] versions = new long[segments()];
    int segment = 0;
    for (Object version : client.callAll(calls, layout.cache())) {
      versions[segment] = (Long) requireNonNull(version);
      highWater.saw(segment, versions[segment]);
      segment++;
    }
    sweeper.request();
    return versions;
  }

  /**
   * {@inheritDoc} The memory of its entries is freed in the background.
   *
   * @throws FarException if there was no answer in time, or a failure
   */
  @Override
  public void destroy() {
    clear();
    List<Call> calls = new ArrayList<>(2 * segments() + 1);
    calls.add(new Call(DEL, layout.descriptorSlot(), true, layout.descriptor()));
    // A clock loses this end with the next change: a cache of the same name keeps its own.
    for (int i = 0; i < segments(); i++) {
      calls.add(new Call(PEXPIRE, layout.slot(i), true, layout.metaKey(i), FORGET_MILLIS));
      calls.add(new Call(UNLINK, layout.slot(i), true, layout.tagsKey(i)));
    }
    client.callAll(calls, layout.cache());
  }

  @Override
  public CompletionStage<List<@Nullable Clock>> clocks() {
    return ClockPoll.ask(client, layout, highWater);
  }

  /**
   * Makes the channel on which the changes of this cache are announced, by all nodes. It is not
   * connected before somebody subscribes, and must be closed before the store's client is given
   * back.
   *
   * @return a new one; never null
   */
  public InvalidationChannel newChannel() {
    return new RedisInvalidationChannel(client, layout, highWater);
  }

  @Override
  public int segments() {
    return layout.segments().count();
  }

  @Override
  public int segmentOf(byte[] key) {
    return layout.segments().of(key);
  }

  @Override
  public long origin() {
    return heads.origin();
  }

  @Override
  public void close() {}
}
