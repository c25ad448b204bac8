package io.nearfar.testing;

import io.nearfar.spi.FarException;
import io.nearfar.spi.FarStore;
import io.nearfar.spi.Invalidation;
import io.nearfar.spi.InvalidationChannel;
import io.nearfar.spi.Tags;
import io.nearfar.spi.Ticker;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A far store in the heap, with the behaviour that the port asks for: each call is one atomic step.
 * Counts its calls, and fails when told to. Thread-safe.
 */
public final class FakeFarStore implements FarStore {
  private static final long ORIGIN = 7;

  private final Ticker ticker;
  private final Channel channel = new Channel();
  private final Map<ByteBuffer, Entry> entries = new HashMap<>();

  /** Tokens of leases; what invalidates an entry removes its one. */
  private final Map<ByteBuffer, Long> leases = new HashMap<>();

  private final FakeTagClocks tagClocks = new FakeTagClocks();
  private final Map<ByteBuffer, Long> turns = new HashMap<>();
  private int turnsGivenBack;
  private final AtomicInteger calls = new AtomicInteger();
  private long version = 1_000;
  private @Nullable Runnable beforeNextChange;
  private boolean failing;
  private int failingAfter = Integer.MAX_VALUE;
  private boolean losing;
  private long maker = ORIGIN;
  private String server = "first";
  private boolean closed;
  private boolean destroyed;

  /**
   * An empty store.
   *
   * @param ticker its clock
   */
  public FakeFarStore(Ticker ticker) {
    this.ticker = ticker;
  }

  /** How many round trips there were, without those for {@link #clocks()}. */
  public int calls() {
    return calls.get();
  }

  /** Whether it was closed. */
  public synchronized boolean closed() {
    return closed;
  }

  /** Whether it was destroyed. */
  public synchronized boolean destroyed() {
    return destroyed;
  }

  /** Runs something, once, when the next change has arrived and is not made yet. */
  public synchronized void beforeNextChange(Runnable action) {
    beforeNextChange = action;
  }

  /** Lets all calls fail, or no more. */
  public synchronized void failing(boolean now) {
    failing = now;
  }

  /** Lets bulk changes fail after so many. */
  public synchronized void failingAfter(int changes) {
    failingAfter = changes;
  }

  /** Puts bytes under a key, as somebody else might have done. */
  public synchronized void plant(byte[] key, byte[] value) {
    leases.remove(ByteBuffer.wrap(key));
    tagClocks.release(ByteBuffer.wrap(key));
    entries.put(ByteBuffer.wrap(key), new Entry(value, ++version, 0));
  }

  /** Loses what it knows of tags, as a server does that evicts it: whatever has tags is dead. */
  public synchronized void loseTags() {
    tagClocks.lose(version);
    leases.clear();
  }

  @Override
  public synchronized Found get(byte[] key, long accessTtlNanos) {
    call();
    return read(key, accessTtlNanos);
  }

  @Override
  public synchronized List<Found> getAll(List<byte[]> keys, long accessTtlNanos) {
    call();
    return keys.stream().map(key -> read(key, accessTtlNanos)).toList();
  }

  private Found read(byte[] key, long accessTtl) {
    Entry there = live(key);
    if (there == null || accessTtl == KEEP) {
      return new Found(there, version);
    }
    Entry next = living(there.value(), there.version(), accessTtl, there.tags());
    long gain = next.expireAtMicros() - there.expireAtMicros();
    boolean small = accessTtl != ETERNAL && gain >= 0 && gain <= accessTtl / 1_000 / 8;
    if (!small || there.expireAtMicros() == 0) {
      entries.put(ByteBuffer.wrap(key), next);
    }
    return new Found(small ? there : next, version);
  }

  @Override
  public Reply change(byte[] key, Change change) {
    Runnable first;
    synchronized (this) {
      call();
      first = beforeNextChange;
      beforeNextChange = null;
    }
    if (first != null) {
      first.run();
    }
    synchronized (this) {
      return apply(key, change);
    }
  }

  @Override
  public synchronized Replies changeAll(List<byte[]> keys, List<Change> changes) {
    List<@Nullable Reply> replies = new ArrayList<>(Collections.nCopies(keys.size(), null));
    try {
      call();
    } catch (FarException e) {
      return new Replies(replies, e);
    }
    for (int i = 0; i < keys.size(); i++) {
      if (i == failingAfter) {
        return new Replies(replies, failure(/* outcomeUnknown= */ true));
      }
      replies.set(i, apply(keys.get(i), changes.get(i)));
    }
    return new Replies(replies, null);
  }

  @Override
  public synchronized boolean isOutdated(byte[] key, Tags tags, long since) {
    call();
    return tagClocks.isOutdated(tags, since);
  }

  /** {@inheritDoc} Has ended when it returns. */
  @Override
  public Pending invalidate(Invalidate wish) {
    Runnable first;
    synchronized (this) {
      first = beforeNextChange;
      beforeNextChange = null;
    }
    if (first != null) {
      first.run();
    }
    Invalidated done = invalidateNow(wish);
    return () -> done;
  }

  private synchronized Invalidated invalidateNow(Invalidate wish) {
    List<@Nullable Reply> replies = new ArrayList<>(Collections.nCopies(wish.keys().size(), null));
    long[] segments = new long[1];
    try {
      call();
    } catch (FarException e) {
      return new Invalidated(replies, segments, e);
    }
    long until = micros() + wish.holdNanos() / 1_000;
    if (wish.fence() || !wish.tags().isEmpty()) {
      segments[0] = ++version;
      if (wish.hold() == Hold.NONE || wish.hold() == Hold.END) {
        tagClocks.invalidate(wish.tags(), version);
      }
      tagClocks.hold(wish.tags(), wish.hold(), until);
      if (wish.fence()) {
        leases.clear();
      }
      // Whoever hears of a fence asks for all entries, those with the tags among them.
      announce(
          wish.fence() ? new Invalidation.Fence() : new Invalidation.Tagged(wish.tags()), version);
    }
    for (int i = 0; i < replies.size(); i++) {
      if (i == failingAfter) {
        return new Invalidated(replies, segments, failure(/* outcomeUnknown= */ true));
      }
      byte[] key = wish.keys().get(i);
      if (wish.hold() == Hold.RELEASE && !tagClocks.holds(ByteBuffer.wrap(key))) {
        replies.set(i, new Reply(Status.ABSENT, null, 0, version, 0));
        continue;
      }
      replies.set(i, apply(key, new Change(Condition.ALWAYS, null, null, 0, 0, 0, false)));
      tagClocks.hold(ByteBuffer.wrap(key), wish.hold(), until);
    }
    return new Invalidated(replies, segments, null);
  }

  @Override
  public synchronized List<Lease> lease(List<byte[]> keys, boolean tagged) {
    call();
    List<Lease> answers = new ArrayList<>();
    for (byte[] key : keys) {
      ByteBuffer name = ByteBuffer.wrap(key);
      Entry there = live(key);
      long token = 0;
      if (there == null) {
        // Of what is held: one that nothing will ever be stored over.
        token = tagClocks.holds(name) ? version - 1 : leases.computeIfAbsent(name, n -> version);
      }
      answers.add(new Lease(there, token, version));
    }
    return answers;
  }

  private Reply apply(byte[] key, Change change) {
    Entry there = live(key);
    Status refusal = refusal(key, change, there);
    boolean tells =
        change.wantsOldValue()
            || (refusal == Status.MISMATCH && change.condition() == Condition.EQUAL);
    Entry old = tells ? there : null;
    if (refusal == null && isOutdated(change)) {
      refusal = Status.OUTDATED;
    }
    if (refusal != null) {
      return new Reply(refusal, old, 0, version, 0);
    }
    leases.remove(ByteBuffer.wrap(key));
    if (change.value() == null) {
      // Announced even if nothing is there, if it has no condition: as the real one does.
      announce(new Invalidation.Key(key, /* stored= */ false), ++version);
      if (there == null) {
        return new Reply(Status.ABSENT, null, 0, version, 0);
      }
      entries.remove(ByteBuffer.wrap(key));
      return new Reply(Status.REMOVED, old, version, version, 0);
    }
    return store(key, change.value(), change, there, old);
  }

  private boolean isOutdated(Change change) {
    return change.since() != Change.NOW && tagClocks.isOutdated(change.tags(), change.since());
  }

  private Reply store(
      byte[] key, byte[] value, Change change, @Nullable Entry there, @Nullable Entry old) {
    long ttl = there == null ? change.creationTtlNanos() : change.updateTtlNanos();
    if (ttl == 0) {
      entries.remove(ByteBuffer.wrap(key));
      announce(new Invalidation.Key(key, /* stored= */ true), ++version);
      return there == null
          ? new Reply(Status.NOT_STORED, null, 0, version, 0)
          : new Reply(Status.UPDATED, old, version, version, 0);
    }
    long mine = ++version;
    Entry next =
        ttl == KEEP && there != null
            ? new Entry(value, mine, there.expireAtMicros(), change.tags())
            : living(value, mine, ttl, change.tags());
    tagClocks.release(ByteBuffer.wrap(key));
    entries.put(ByteBuffer.wrap(key), next);
    announce(new Invalidation.Key(key, /* stored= */ true), mine);
    long seen = tagClocks.isAlive(change.tags(), mine) ? mine : 0;
    return new Reply(
        there == null ? Status.CREATED : Status.UPDATED, old, seen, mine, next.expireAtMicros());
  }

  private @Nullable Status refusal(byte[] key, Change change, @Nullable Entry there) {
    return switch (change.condition()) {
      case ALWAYS -> null;
      case ABSENT -> there == null ? null : Status.PRESENT;
      case PRESENT -> there == null ? Status.ABSENT : null;
      case EQUAL ->
          there == null
              ? Status.ABSENT
              : Arrays.equals(there.value(), Objects.requireNonNull(change.expected()))
                  ? null
                  : Status.MISMATCH;
      case VERSION ->
          there == null
              ? Status.ABSENT
              : there.version() == change.version() ? null : Status.MISMATCH;
      case TOKEN -> {
        Long token = leases.get(ByteBuffer.wrap(key));
        boolean holds = token != null && token == change.version();
        yield there != null ? Status.PRESENT : holds ? null : Status.ABSENT;
      }
    };
  }

  @Override
  public synchronized void touch(byte[] key, long version, long ttlNanos) {
    call();
    live(key, version, ttlNanos);
  }

  @Override
  public synchronized void touchAll(List<byte[]> keys, List<Life> lives) {
    call();
    for (int i = 0; i < keys.size(); i++) {
      live(keys.get(i), lives.get(i).version(), lives.get(i).ttlNanos());
    }
  }

  private void live(byte[] key, long version, long ttlNanos) {
    Entry there = live(key);
    if (there != null && there.version() == version && ttlNanos != KEEP) {
      entries.put(ByteBuffer.wrap(key), living(there.value(), version, ttlNanos, there.tags()));
    }
  }

  @Override
  public synchronized long takeTurn(byte[] key, long nanos) {
    call();
    return turns.putIfAbsent(ByteBuffer.wrap(key), 1L) == null ? 1 : 0;
  }

  @Override
  public synchronized void yieldTurn(byte[] key, long turn) {
    call();
    turns.remove(ByteBuffer.wrap(key), turn);
    turnsGivenBack++;
  }

  /** How many rights of way were taken and given back. */
  public synchronized int turnsGivenBack() {
    return turnsGivenBack;
  }

  @Override
  public synchronized Iterator<KeyedEntry> entries() {
    call();
    List<KeyedEntry> all = new ArrayList<>();
    for (ByteBuffer key : new ArrayList<>(entries.keySet())) {
      Entry there = live(key.array());
      if (there != null) {
        all.add(new KeyedEntry(key.array(), there));
      }
    }
    return all.iterator();
  }

  @Override
  public synchronized long[] clear() {
    call();
    announce(new Invalidation.Everything(), ++version);
    entries.clear();
    leases.clear();
    return new long[] {version};
  }

  @Override
  public synchronized void destroy() {
    clear();
    destroyed = true;
  }

  @Override
  public synchronized void close() {
    closed = true;
  }

  private void call() {
    calls.incrementAndGet();
    tagClocks.tick(micros(), version);
    if (failing) {
      throw failure(/* outcomeUnknown= */ false);
    }
  }

  private static FarException failure(boolean outcomeUnknown) {
    return new FarException(
        "The fake fails.", new IllegalStateException("told to"), outcomeUnknown);
  }

  private @Nullable Entry live(byte[] key) {
    ByteBuffer name = ByteBuffer.wrap(key);
    Entry there = entries.get(name);
    if (there != null && there.expireAtMicros() != 0 && there.expireAtMicros() <= micros()) {
      entries.remove(name);
      return null;
    }
    return there != null && tagClocks.isAlive(there.tags(), there.version()) ? there : null;
  }

  private Entry living(byte[] value, long of, long ttl, Tags tags) {
    return new Entry(value, of, ttl == ETERNAL || ttl == KEEP ? 0 : micros() + ttl / 1_000, tags);
  }

  private long micros() {
    return ticker.nanos() / 1_000;
  }

  @Override
  public synchronized Found reread(byte[] key, long version) {
    call();
    Entry there = live(key);
    return there != null && there.version() == version
        ? new Found(new Entry(new byte[0], version, there.expireAtMicros()), this.version, true)
        : new Found(there, this.version);
  }

  @Override
  public synchronized CompletionStage<List<@Nullable Clock>> clocks() {
    return CompletableFuture.completedFuture(
        Collections.singletonList(failing ? null : new Clock(version, micros(), server)));
  }

  @Override
  public int segments() {
    return 1;
  }

  @Override
  public int segmentOf(byte[] key) {
    return 0;
  }

  @Override
  public long origin() {
    return ORIGIN;
  }

  /** The announcements of this store, to all subscribers that listen when they are made. */
  public InvalidationChannel channel() {
    return channel;
  }

  /** Delivers no announcement from now on. */
  public synchronized void losingMessages(boolean now) {
    losing = now;
  }

  /** All changes are announced as those of another node from now on. */
  public synchronized void changedByAnotherNode() {
    maker = ORIGIN + 1;
  }

  /** As after a failover: another process, whose history ends at an earlier version. */
  public synchronized void becomes(String otherServer, long earlierVersion) {
    server = otherServer;
    version = earlierVersion;
    entries.values().removeIf(entry -> entry.version() > earlierVersion);
    leases.values().removeIf(token -> token > earlierVersion);
    tagClocks.backTo(earlierVersion);
  }

  /** The newest version. */
  public synchronized long version() {
    return version;
  }

  private void announce(Invalidation.Subject subject, long made) {
    if (!losing) {
      channel.deliver(new Invalidation(0, made - 1, made, maker, subject));
    }
  }

  /** Delivers on the thread that makes the change. */
  private final class Channel implements InvalidationChannel {
    private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();

    @Override
    public void subscribe(Subscriber subscriber) {
      subscribers.add(subscriber);
      subscriber.linked();
    }

    void deliver(Invalidation invalidation) {
      subscribers.forEach(subscriber -> subscriber.received(invalidation));
    }

    @Override
    public void renew() {
      subscribers.forEach(Subscriber::unlinked);
      subscribers.forEach(Subscriber::linked);
    }

    @Override
    public void close() {
      subscribers.clear();
    }
  }
}
