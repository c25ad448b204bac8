package io.nearfar.internal.near;

import io.nearfar.spi.Tags;
import io.nearfar.spi.Ticker;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The near tier of one cache: entries by key, each with a version, in this JVM's heap.
 *
 * <p>Each key is a register that is changed by compare-and-set on the entry's identity. Nothing
 * user-supplied ever runs inside the map's atomic sections, but for a weigher. A fill, which stores
 * what was computed earlier, goes through {@link #fill} and its {@link FillGuard}; whoever
 * invalidates a key revokes the guards first and then calls {@link #settle}.
 *
 * <p>An entry is a fact with a date, the version at which it was established. The floor is the
 * least version that is still valid: raising it invalidates every entry at once. Without a far tier
 * it is also the clock, since single keys are changed by compare-and-set and need no version; so
 * puts share no counter that all of them would have to write. A mutation of an entry reads the
 * version before it looks at the entry and once more after it, judges the entry by it and gives it
 * to the new one: so a clear that comes in the middle finds both or none valid, and the mutation
 * was before the clear.
 *
 * <p>Where there is no entry, or whatever is there is replaced, there is nothing to be judged:
 * others may have stored one and cleared it meanwhile. Such an entry becomes visible without a
 * version, and the first that looks at it, or who has put it, gives it that of this moment.
 *
 * <p>Thread-safe, never blocks but for the map's short bin locks, and one for invalidations of
 * tags.
 *
 * @param <K> the key type
 * @param <V> the value type
 */
public sealed class NearStore<K, V> permits TouchingNearStore, CopyStore {
  private final ConcurrentMap<K, NearEntry<V>> map;

  @SuppressWarnings("rawtypes")
  private static final AtomicLongFieldUpdater<NearStore> FLOOR =
      AtomicLongFieldUpdater.newUpdater(NearStore.class, "floor");

  /**
   * 128 KB, if tags are invalidated: one in 16,384 entries loses its place by chance, for each tag
   * that it carries and each that is invalidated.
   */
  private static final int TAG_BITS = 14;

  private final TagClocks tagClocks = new TagClocks(TAG_BITS);

  /** More than {@link NearEntry#UNDATED}, so that hits need not look for undated entries. */
  private volatile long floor = NearEntry.UNDATED + 1;

  final Ticker ticker;

  /**
   * A store over a map.
   *
   * @param map holds the entries and evicts; owned by the store from now on
   * @param ticker the clock of its deadlines
   */
  public NearStore(ConcurrentMap<K, NearEntry<V>> map, Ticker ticker) {
    this.map = map;
    this.ticker = ticker;
  }

  /** The live entry under a key, as a read of the application: it counts as a use. */
  public @Nullable NearEntry<V> get(K key) {
    NearEntry<V> entry = map.get(key);
    return entry != null && live(entry) ? entry : null;
  }

  /** The entry under a key, dead or alive, without prolonging its life. */
  public @Nullable NearEntry<V> find(K key) {
    NearEntry<V> entry = map.get(key);
    if (entry != null) {
      dated(entry);
    }
    return entry;
  }

  /** The version of facts that are established now. */
  public long version() {
    return floor;
  }

  /** The version of an entry that is, or was, visible. */
  private long dated(NearEntry<V> entry) {
    long version = entry.version();
    return version == NearEntry.UNDATED ? entry.date(floor) : version;
  }

  /** Whether an entry may still be served. */
  public boolean live(NearEntry<V> entry) {
    return live(entry, floor);
  }

  /** Whether an entry may still be served, to who has read the version before. */
  public boolean live(NearEntry<V> entry, long version) {
    return (entry.version() >= version || dated(entry) >= version) && !entry.expired(ticker);
  }

  /**
   * Whether something that covers many entries, a clear or a tag, came after this one, which has a
   * version or is visible.
   */
  public boolean invalidated(NearEntry<V> entry) {
    return dated(entry) < floor || entry.outdated();
  }

  /**
   * An entry for {@link #replace} or {@link #fill}.
   *
   * @param version as read before it was decided to make this entry
   * @param ttlNanos time to live from now on; {@link Ttl#ETERNAL} for ever
   */
  public NearEntry<V> entry(V value, boolean shared, long version, long ttlNanos) {
    return ttlNanos == Ttl.ETERNAL && !touches()
        ? new NearEntry<>(value, shared, version)
        : new ExpiringEntry<>(
            value, shared, version, ExpiringEntry.deadlineAfter(ticker.nanos(), ttlNanos));
  }

  /**
   * As above, for an entry that carries tags.
   *
   * @param since the {@link #tagVersion} as of which the value is true
   */
  public NearEntry<V> entry(
      V value, boolean shared, long version, long ttlNanos, Tags tags, long since) {
    if (tags.isEmpty()) {
      return entry(value, shared, version, ttlNanos);
    }
    long deadline = ExpiringEntry.deadlineAfter(ticker.nanos(), ttlNanos);
    return new TaggedEntry<>(value, shared, version, deadline, tags, tagClocks, since);
  }

  /** Whether reads may give an entry another life, so that each needs a deadline. */
  boolean touches() {
    return false;
  }

  /** An entry with another value but the remaining life of the one that it replaces. */
  public NearEntry<V> successor(
      NearEntry<V> old, V value, boolean shared, long version, Tags tags, long since) {
    if (!tags.isEmpty()) {
      long deadline =
          old instanceof ExpiringEntry<V> expiring ? expiring.deadline() : ExpiringEntry.NEVER;
      return new TaggedEntry<>(value, shared, version, deadline, tags, tagClocks, since);
    }
    return old instanceof ExpiringEntry<V> expiring
        ? new ExpiringEntry<>(value, shared, version, expiring.deadline())
        : new NearEntry<>(value, shared, version);
  }

  /**
   * Puts an entry in the place of the expected one.
   *
   * @param expected what {@link #find} returned
   * @return false if something else, or nothing, is there by now, or one of the tags of the
   *     expected one has been invalidated
   */
  public boolean replace(K key, NearEntry<V> expected, NearEntry<V> next) {
    if (expected.tags().isEmpty()) {
      return map.replace(key, expected, next);
    }
    // The new one may have other tags, and outlive an invalidation that came first.
    NearEntry<V> there =
        map.computeIfPresent(
            key, (k, present) -> present == expected && !expected.outdated() ? next : present);
    return there == next;
  }

  /**
   * Puts a value where there is none.
   *
   * @param ttlNanos time to live from now on; {@link Ttl#ETERNAL} for ever
   * @param tags of the entry
   * @param since the {@link #tagVersion} as of which the value is true
   * @return false if something is there by now, or one of the tags has been invalidated since
   */
  public boolean create(K key, V value, boolean shared, long ttlNanos, Tags tags, long since) {
    NearEntry<V> next = entry(value, shared, NearEntry.UNDATED, ttlNanos, tags, since);
    // What others have stored and invalidated since nothing was found, was before this.
    boolean created =
        tags.isEmpty()
            ? map.putIfAbsent(key, next) == null
            : map.compute(key, (k, present) -> present == null && !next.outdated() ? next : present)
                == next;
    if (created) {
      next.date(floor);
    }
    return created;
  }

  /**
   * Puts a value whatever is there. The entry gets its version when it is visible: so it can't take
   * the place of a newer one, nor come back after a clear.
   *
   * @param ttlNanos time to live from now on; {@link Ttl#ETERNAL} for ever
   */
  public void put(K key, V value, boolean shared, long ttlNanos) {
    NearEntry<V> next = entry(value, shared, NearEntry.UNDATED, ttlNanos);
    map.put(key, next);
    next.date(floor);
  }

  /**
   * As {@link #replace}, for a value that was computed earlier: stored only if the guard is still
   * valid, and the entry not {@link #invalidated}, at the moment in which it becomes visible.
   *
   * @param expected what {@link #find} returned; null = nothing
   */
  public boolean fill(K key, @Nullable NearEntry<V> expected, NearEntry<V> next, FillGuard guard) {
    NearEntry<V> there =
        map.compute(
            key,
            (k, present) ->
                present == expected && guard.valid() && !invalidated(next) ? next : present);
    return there == next;
  }

  /**
   * Waits for a fill of this key that has passed its guard but is not visible yet. To be called
   * after a guard was revoked and before the key is declared absent.
   */
  public void settle(K key) {
    // Not computeIfPresent: maps may answer that without a lock, as long as the key is absent.
    map.compute(key, (k, present) -> present);
  }

  /**
   * Removes exactly this entry.
   *
   * @return false if something else, or nothing, is there by now
   */
  public boolean remove(K key, NearEntry<V> expected) {
    return map.remove(key, expected);
  }

  /**
   * Sets the life of an entry from now on, because it was read. The entry stays the same one, so a
   * read disturbs no compare-and-set.
   *
   * @param ttlNanos the new time to live; {@link Ttl#KEEP} changes nothing
   */
  public void touch(NearEntry<V> entry, long ttlNanos) {
    if (ttlNanos != Ttl.KEEP && entry instanceof ExpiringEntry<V> expiring) {
      expiring.touch(ticker.nanos(), ttlNanos);
    }
  }

  /**
   * The version of values that are computed from now on, as far as their tags are concerned. It
   * grows when an invalidation begins: until that ends, older entries may still be served.
   */
  public long tagVersion() {
    return tagClocks.version();
  }

  /** Whether one of some tags was invalidated after a {@link #tagVersion}. */
  public boolean outdated(Tags tags, long since) {
    return !tags.isEmpty() && tagClocks.outdate(TagClocks.few(tags), TagClocks.many(tags), since);
  }

  /**
   * Invalidates the entries that carry one of some tags, in a time that does not depend on how many
   * there are.
   */
  public void invalidate(Tags tags) {
    tagClocks.invalidate(tags);
  }

  /** Whether an entry's time is over. */
  public boolean outlived(NearEntry<V> entry) {
    return entry.outlived(ticker.nanos());
  }

  /** Invalidates every entry at once, in a time that does not depend on how many there are. */
  public void invalidateAll() {
    FLOOR.incrementAndGet(this);
  }

  /** Frees everything. Only for a store that is no longer used. */
  public void drop() {
    map.clear();
  }

  /** Entries held, the dead ones that were not collected yet included. */
  public long heldEntries() {
    return map.size();
  }

  /** The live entries; weakly consistent, without duplicates. */
  public Iterator<Map.Entry<K, NearEntry<V>>> iterator() {
    return new LiveIterator<>(map.entrySet().iterator(), this::live);
  }

  /** A pass over the dead entries, which may be interrupted and resumed. */
  public Sweep<K, V> sweep(Consumer<Map.Entry<K, NearEntry<V>>> dead) {
    return new Sweep<>(map, this::live, dead);
  }
}
