package io.nearfar.internal.engine;

import io.nearfar.config.EvictionPolicy;
import io.nearfar.config.NearSettings;
import io.nearfar.config.Topology;
import io.nearfar.internal.engine.Mutation.Condition;
import io.nearfar.internal.near.NearEntry;
import io.nearfar.internal.near.NearStore;
import io.nearfar.internal.near.NearStores;
import io.nearfar.spi.Copier;
import io.nearfar.spi.Tags;
import io.nearfar.stats.CacheCounters;
import io.nearfar.stats.InvalidationTrigger;
import io.nearfar.stats.LinkStatistics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One cache: its operations, without the rules of {@code javax.cache} about arguments, life cycle
 * and exceptions, which the face adds.
 *
 * <p>A read goes to the near store, and on a miss to the loader. A mutation goes through the {@link
 * WritePath} (writer, authority, events), is counted, and then its events are delivered. What the
 * cache does not have (statistics, listeners, writer, loader, expiry, copies) is represented by a
 * part that does nothing, chosen when the cache is created.
 *
 * <p>Thread-safe. Values handed out are copies, values handed in are copied, unless they are
 * immutable or the cache stores by reference.
 *
 * @param <K> the key type
 * @param <V> the value type
 */
public final class CacheEngine<K, V> implements AutoCloseable {
  private static final NearSettings NOTHING =
      new NearSettings(
          EvictionPolicy.FIFO, 0, NearSettings.UNLIMITED, NearSettings.UNLIMITED, null);

  /** So that the removal of all entries needs little memory. */
  private static final int REMOVED_AT_ONCE = 500;

  private final NearStore<K, V> near;
  private final Authority<K, V> authority;
  private final Copier copier;
  private final CacheCounters counters;
  private final boolean far;
  private final @Nullable LinkedNear<K, V> linked;
  private final WritePaths<K, V> writes;
  private final CountedWrites<K, V> changes;
  private final Loads<K, V> loads;
  private final AsyncLoads<K, V> asyncLoads;

  /** Null in a cache that has no loader. */
  private final @Nullable ReadThrough<K, V> loader;

  /** Null in a cache whose reads load nothing of themselves. */
  private final @Nullable ReadThrough<K, V> readThrough;

  /** What reads load from; null if they don't. */
  private final @Nullable Source<K, V> source;

  private final Processing<K, V> processing;

  /** Null where batches do not save anything, or writes are to be made one by one. */
  private final @Nullable BulkProcessing<K, V> bulkProcessing;

  private final DeadEntries<K, V> deadEntries;
  private final Sweeper<K, V> sweeper;
  private final InvalidationCounts invalidationCounts = new InvalidationCounts();
  private final LongAdder nearEvictions = new LongAdder();
  private final EngineInvalidations<K, V> invalidations;

  /** Null while statistics are off. */
  private volatile @Nullable CountingRecorder counting;

  /**
   * Wires a cache.
   *
   * @param config its parts
   */
  public CacheEngine(EngineConfig<K, V> config) {
    FarTier far = config.far();
    this.far = far != null;
    boolean nearStores = config.settings().topology() == Topology.NEAR;
    this.copier = config.copier();
    this.counters = config.counters();
    Decoding<K, V> decoding = far == null ? null : new Decoding<>(config.name(), far);
    this.linked =
        far == null || decoding == null
            ? null
            : LinkedNear.of(config, far, decoding, this::sweep, invalidationCounts, nearEvictions);
    this.near =
        linked != null
            ? linked.store()
            : NearStores.create(
                nearStores ? config.settings().near() : NOTHING,
                config.ticker(),
                config.expiry().ignoresAccess() ? null : config.expiry()::access,
                this::evicted);
    Patience patience = far == null ? Patience.ENDLESS : far.patience();
    Fills<K> fills = new Fills<>(patience);
    Flights<K, V> flights = new Flights<>(far == null ? near::settle : fills::settle);
    if (far != null && decoding != null) {
      Copies<K, V> copies = linked == null ? new NoCopies<>() : linked.copies();
      this.authority =
          new RemoteAuthority<>(far, decoding, flights, fills, config.expiry(), copies);
    } else if (nearStores) {
      this.authority =
          new LocalAuthority<>(near, flights, config.expiry(), copier, invalidationCounts);
    } else {
      this.authority = new NoAuthority<>(flights, near);
    }
    boolean stores = far != null || nearStores;
    this.writes =
        new WritePaths<>(
            authority,
            config.writer(),
            stores && WritePaths.takeBlindPuts(config.expiry(), far != null),
            config.background().waits(),
            patience);
    this.changes = new CountedWrites<>(writes, this::recorder, invalidationCounts);
    LoadTurns<K, V> turns = new LoadTurns<>(authority, config.settings().loadsWait());
    this.loads = new Loads<>(config, authority, flights, turns, writes::current);
    this.asyncLoads = new AsyncLoads<>(config, authority, flights, loads, turns, writes::current);
    this.loader =
        config.loader() == null
            ? null
            : new ReadThrough<>(
                config, config.loader(), loads, authority, flights, writes::current);
    this.readThrough = config.readThrough() ? loader : null;
    this.source = config.readThrough() ? config.loader() : null;
    this.processing = new Processing<>(authority, writes::current, copier, readThrough);
    this.bulkProcessing =
        far == null || config.writer() != null
            ? null
            : new BulkProcessing<>(processing, authority, writes::current);
    this.deadEntries =
        linked == null
            ? DeadEntries.ofStore(near, writes)
            : DeadEntries.ofCopies(near, config.expiry(), invalidationCounts);
    this.sweeper = new Sweeper<>(config.name(), config.background(), near, deadEntries::bury);
    if ((nearStores || linked != null) && !config.expiry().eternal()) {
      sweeper.schedule();
    }
    this.invalidations =
        new EngineInvalidations<>(
            authority,
            near,
            this.far,
            invalidationCounts,
            nearStores ? sweeper::schedule : () -> {},
            this::link);
    if (linked != null) {
      linked.open();
    }
  }

  // ---- reads

  /** The value under a key, loaded if the cache reads through; null if there is none. */
  public @Nullable V get(K key) {
    // Not the recorder that does nothing: that it is the one would have to be found out.
    CountingRecorder counts = counting;
    if (counts != null && counts.startRead()) {
      return timedGet(key, counts, source);
    }
    NearEntry<V> entry = near.get(key);
    if (entry == null) {
      return behindNear(key, counts, startFetch(counts), source);
    }
    V value = entry.value();
    return entry.shared() ? value : copier.copy(value);
  }

  /** As {@link #get(Object)}, but a missing value is loaded from a source of the caller's. */
  public @Nullable V get(K key, Source<K, V> source) {
    return find(key, source);
  }

  private @Nullable V find(K key, @Nullable Source<K, V> source) {
    CountingRecorder counts = counting;
    if (counts != null && counts.startRead()) {
      return timedGet(key, counts, source);
    }
    NearEntry<V> entry = near.get(key);
    return entry == null ? behindNear(key, counts, startFetch(counts), source) : handOut(entry);
  }

  /** As {@link #get(Object, Source)}, for values that come later. */
  public CompletionStage<@Nullable V> getAsync(K key, AsyncSource<K, V> source) {
    V there = find(key, /* source= */ null);
    return there == null ? asyncLoads.load(key, source) : CompletableFuture.completedFuture(there);
  }

  /** Loads a value even if there is one, and replaces it; null, and no change, if there is none. */
  public @Nullable V reload(K key, Source<K, V> source) {
    V own = loads.reload(key, source);
    return own == null ? null : copier.copy(own);
  }

  /** As {@link #reload}, for a value that comes later. */
  public CompletionStage<@Nullable V> reloadAsync(K key, AsyncSource<K, V> source) {
    return asyncLoads.reload(key, source);
  }

  private @Nullable V timedGet(K key, CountingRecorder counts, @Nullable Source<K, V> source) {
    long start = CountingRecorder.now();
    NearEntry<V> entry = near.get(key);
    if (entry == null) {
      return behindNear(key, counts, start, source);
    }
    V value = handOut(entry);
    counts.readTook(start);
    return value;
  }

  private static long startFetch(@Nullable CountingRecorder counts) {
    return counts == null ? Recorder.UNTIMED : counts.startFetch();
  }

  /**
   * What a read finds that has missed the near tier. Loading is not counted as time of the read.
   *
   * @param source of what is missing; null = it stays so
   */
  private @Nullable V behindNear(
      K key, @Nullable CountingRecorder counts, long start, @Nullable Source<K, V> source) {
    if (counts != null) {
      counts.behindNear();
    }
    V fetched = fetch(key, counts);
    if (counts != null) {
      counts.readTook(start);
      if (fetched != null) {
        counts.foundBehindNear();
      }
    }
    return fetched == null ? miss(key, counts, source) : fetched;
  }

  private V handOut(NearEntry<V> entry) {
    V value = entry.value();
    return entry.shared() ? value : copier.copy(value);
  }

  private @Nullable V fetch(K key, @Nullable CountingRecorder counts) {
    try {
      return authority.fetch(key);
    } catch (RuntimeException | Error e) {
      if (counts != null) {
        counts.failedRead();
      }
      throw e;
    }
  }

  private @Nullable V miss(
      K key, @Nullable CountingRecorder counts, @Nullable Source<K, V> source) {
    if (counts != null) {
      counts.miss();
    }
    deadEntries.buryIfDead(key);
    if (source == null) {
      return null;
    }
    V own = loads.load(key, source);
    return own == null ? null : copier.copy(own);
  }

  /** The values under many keys, loaded if the cache reads through; absent keys are left out. */
  public Map<K, V> getAll(Collection<? extends K> keys) {
    Recorder counting = recorder();
    long start = counting.startReads();
    // With room for all: few are looked for that are not there.
    Map<K, V> result = new LinkedHashMap<>((int) (keys.size() / 0.75f) + 1);
    List<K> missing = new ArrayList<>(keys.size());
    for (K key : keys) {
      NearEntry<V> entry = near.get(key);
      if (entry == null) {
        missing.add(key);
      } else {
        result.put(key, handOut(entry));
      }
    }
    int here = result.size();
    if (missing.isEmpty()) {
      counting.reads(here, /* behind= */ 0, /* missed= */ 0, start);
      return result;
    }
    authority.fetchAll(missing, result::put);
    int behind = result.size() - here;
    if (result.size() == keys.size()) {
      counting.reads(here, behind, /* missed= */ 0, start);
      return result;
    }
    Set<K> absent = new LinkedHashSet<>(missing);
    absent.removeIf(result::containsKey);
    counting.reads(here, behind, absent.size(), start);
    absent.forEach(deadEntries::buryIfDead);
    if (readThrough != null && !absent.isEmpty()) {
      readThrough
          .loadAll(absent, /* replace= */ false)
          .forEach((key, own) -> result.put(key, copier.copy(own)));
    }
    return result;
  }

  /** Whether there is an entry; counts nothing, loads nothing, prolongs no life. */
  public boolean containsKey(K key) {
    return authority.contains(key);
  }

  /** The live entries; weakly consistent. Values are copies. */
  public Iterator<EngineEntry<K, V>> iterator() {
    return new EngineIterator<>(authority.entries(), this::visited, authority.visits(), copier);
  }

  private void visited() {
    recorder().lookup(/* found= */ true);
  }

  /** Loads entries from the loader, if there is one; blocks until they are readable. */
  public void loadAll(Collection<? extends K> keys, boolean replaceExisting) {
    if (loader != null) {
      loader.loadAll(new LinkedHashSet<>(keys), replaceExisting);
    }
  }

  // ---- mutations

  /** Stores a value. */
  public void put(K key, V value) {
    V own = copier.copy(value);
    Recorder counting = recorder();
    if (counting.startMutation() == Recorder.UNTIMED && writes.current().putBlindly(key, own)) {
      counting.stored();
    } else {
      changes.apply(key, Mutation.store(Condition.ALWAYS, own), /* reads= */ false);
    }
  }

  /** Stores a value that carries tags. */
  public void put(K key, V value, Tags tags) {
    if (tags.isEmpty()) {
      put(key, value);
    } else {
      changes.apply(key, Mutation.store(copier.copy(value), tags), /* reads= */ false);
    }
  }

  /** Stores many values, each atomically. */
  public void putAll(Map<? extends K, ? extends V> entries) {
    Map<K, Mutation<V>> mutations = new LinkedHashMap<>();
    entries.forEach(
        (key, value) ->
            mutations.put(key, Mutation.store(Condition.ALWAYS, copier.<V>copy(value))));
    changes.applyAll(mutations);
  }

  /** Stores a value; returns the one before, null if there was none. */
  public @Nullable V getAndPut(K key, V value) {
    return oldValue(
        changes.apply(key, Mutation.store(Condition.ALWAYS, copier.<V>copy(value)).tellingOld()));
  }

  /** Stores a value if there is none; returns whether there was none. */
  public boolean putIfAbsent(K key, V value) {
    return !changes.apply(key, Mutation.store(Condition.ABSENT, copier.copy(value))).found();
  }

  /** Stores a value if there is one; returns whether there was one. */
  public boolean replace(K key, V value) {
    return changes.apply(key, Mutation.store(Condition.PRESENT, copier.copy(value))).stored();
  }

  /** Stores a value if the expected one is there; returns whether it was. */
  public boolean replace(K key, V expected, V value) {
    return changes.apply(key, Mutation.replaceEqual(expected, copier.copy(value))).stored();
  }

  /** Stores a value if there is one; returns the one before, null if there was none. */
  public @Nullable V getAndReplace(K key, V value) {
    return oldValue(
        changes.apply(key, Mutation.store(Condition.PRESENT, copier.<V>copy(value)).tellingOld()));
  }

  /** Removes an entry; returns whether there was one. */
  public boolean remove(K key) {
    return changes.apply(key, Mutation.remove(Condition.ALWAYS), /* reads= */ false).removed();
  }

  /** Removes an entry if it has the expected value; returns whether it had. */
  public boolean remove(K key, V expected) {
    return changes.apply(key, Mutation.removeEqual(expected)).removed();
  }

  /** Removes an entry; returns its value, null if there was none. */
  public @Nullable V getAndRemove(K key) {
    return oldValue(changes.apply(key, Mutation.<V>remove(Condition.ALWAYS).tellingOld()));
  }

  /** Removes an entry that an iterator has returned, unless it was changed since. */
  public void remove(EngineEntry<K, V> entry) {
    changes.apply(entry.ownKey(), Mutation.removeOver(entry.seen()), /* reads= */ false);
  }

  /** Removes many entries, each atomically. */
  public void removeAll(Collection<? extends K> keys) {
    Map<K, Mutation<V>> mutations = new LinkedHashMap<>();
    for (K key : keys) {
      mutations.put(key, Mutation.remove(Condition.ALWAYS));
    }
    changes.applyAll(mutations);
  }

  /** Removes all entries, with writer and events, unlike {@link #clear}. */
  public void removeAll() {
    // First: what a load is just storing is found then.
    authority.revokeLoads();
    Set<K> keys = new LinkedHashSet<>();
    Iterator<Map.Entry<K, Snapshot<V>>> all = authority.entries();
    while (all.hasNext()) {
      keys.add(all.next().getKey());
      if (keys.size() == REMOVED_AT_ONCE || !all.hasNext()) {
        removeAll(keys);
        keys.clear();
      }
    }
  }

  /** Invalidates all entries at once; tells neither writer nor listeners. */
  public void clear() {
    invalidationCounts.local(InvalidationTrigger.CLEAR, 1);
    authority.clear();
    sweep();
  }

  /** Frees the memory of all dead entries, soon and in the background. */
  void sweep() {
    sweeper.sweepAll();
  }

  /**
   * Runs a processor on an entry, atomically: if the entry was changed meanwhile, the processor
   * runs again on the new state.
   *
   * @param processor makes its wishes known on the entry that it is given; may run several times
   * @return what its last run returned
   */
  public <R extends @Nullable Object> R process(
      K key, Function<ProcessedEntry<K, V>, R> processor) {
    deadEntries.buryIfDead(key);
    return changes.processed(processing.run(key, processor));
  }

  /**
   * As {@link #process}, for many entries, each atomically and on its own.
   *
   * @param results told of each key once
   */
  public <R extends @Nullable Object> void processAll(
      Collection<? extends K> keys,
      Function<ProcessedEntry<K, V>, R> processor,
      ProcessingResults<K, R> results) {
    if (bulkProcessing != null) {
      bulkProcessing.run(
          keys,
          processor,
          new BulkProcessing.Receiver<K, V, R>() {
            @Override
            public void ended(K key, Processing.Result<V, R> result) {
              results.returned(key, changes.processed(result));
            }

            @Override
            public void failed(K key, RuntimeException failure) {
              results.failed(key, failure);
            }
          });
      return;
    }
    for (K key : keys) {
      try {
        results.returned(key, process(key, processor));
      } catch (RuntimeException e) {
        results.failed(key, e);
      }
    }
  }

  private Recorder recorder() {
    CountingRecorder on = counting;
    return on == null ? NoRecorder.INSTANCE : on;
  }

  private @Nullable V oldValue(Outcome<V> outcome) {
    V old = outcome.oldValue();
    return old == null ? null : copier.copy(old);
  }

  private void evicted(NearEntry<V> entry) {
    nearEvictions.increment();
    if (near.live(entry)) {
      recorder().eviction();
    }
  }

  // ---- management

  /** Starts or stops counting; the counters keep what they have. */
  public void countOperations(boolean on) {
    counting =
        on ? new CountingRecorder(counters, /* timesFetches= */ far && linked == null, far) : null;
  }

  /** Sends events to a sink from now on; null = to nobody. */
  public void sendEvents(@Nullable EventSink<K, V> sink) {
    writes.sendEvents(sink);
  }

  /**
   * Sends what other nodes change to a sink from now on; null = to nobody. Without a {@linkplain
   * #link() link} nothing is heard of them.
   */
  public void sendRemoteChanges(@Nullable RemoteSink<K> sink) {
    if (linked != null) {
      linked.sendRemoteChanges(sink);
    }
  }

  /** Entries held in the near tier, those included that are dead but not collected yet. */
  public long nearEntries() {
    return near.heldEntries();
  }

  /** How many entries, or copies, have left the near tier because it was full. */
  public long nearEvictions() {
    return nearEvictions.sum();
  }

  /** What the link to other nodes has seen; null if the cache has none. */
  public @Nullable LinkStatistics link() {
    return linked == null ? null : linked.statistics();
  }

  /** What makes entries invalid, other than changes of them. */
  public EngineInvalidations<K, V> invalidations() {
    return invalidations;
  }

  /** Ends tasks: fails the loads that no thread is at, and those that begin from now on. */
  public void abandonLoads() {
    asyncLoads.close();
    invalidations.close();
  }

  /** Stops the cache's tasks and drops its near entries; those of the far tier stay. */
  @Override
  public void close() {
    abandonLoads();
    if (linked != null) {
      linked.close();
    }
    sweeper.close();
    authority.close();
    near.drop();
  }

  /** Removes what this and all other JVMs share. To be closed after that. */
  public void destroy() {
    authority.destroy();
  }
}
