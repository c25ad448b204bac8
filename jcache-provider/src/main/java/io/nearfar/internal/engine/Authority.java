package io.nearfar.internal.engine;

import io.nearfar.internal.near.NearEntry;
import io.nearfar.spi.Tags;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a cache contains: the near store in a cache of one JVM, the far store where there is
 * one, nobody in the topology {@code none}. Each change is one atomic step per key.
 *
 * <p>Implementations are thread-safe. They run neither listeners nor writers.
 */
sealed interface Authority<K, V> permits LocalAuthority, RemoteAuthority, NoAuthority {

  /**
   * What a read finds that has missed the near tier, and whose life it prolongs. The value is the
   * caller's: nobody else has it.
   *
   * @return null if there is nothing
   */
  default @Nullable V fetch(K key) {
    return null;
  }

  /**
   * As {@link #fetch}, for many keys.
   *
   * @param found told each key that has an entry, in their order
   */
  default void fetchAll(Collection<? extends K> keys, BiConsumer<K, V> found) {}

  /** Applies a mutation, or refuses it because its condition does not hold. */
  Outcome<V> apply(K key, Mutation<V> mutation);

  /**
   * Applies many mutations, each atomically and on its own.
   *
   * @param mutations all with condition {@code ALWAYS}
   * @param applied told each result
   */
  default void applyAll(Map<K, Mutation<V>> mutations, BiConsumer<K, Outcome<V>> applied) {
    mutations.forEach((key, mutation) -> applied.accept(key, apply(key, mutation)));
  }

  /**
   * Stores a value whatever is there, and does not say what was there: the short way for caches in
   * which nobody wants to know and whose expiry treats new and old entries alike.
   */
  void put(K key, V value);

  /** Whether a mutation's condition holds now; changes nothing. */
  boolean holds(K key, Mutation<V> mutation);

  /** The live entry, without prolonging its life; null if there is none. */
  @Nullable Snapshot<V> snapshot(K key);

  /** Whether there is a live entry; prolongs no life. */
  default boolean contains(K key) {
    return snapshot(key) != null;
  }

  /** As {@link #snapshot}, for many keys; those without an entry are left out. */
  default Map<K, Snapshot<V>> snapshots(Collection<? extends K> keys) {
    Map<K, Snapshot<V>> found = new LinkedHashMap<>();
    for (K key : keys) {
      Snapshot<V> seen = snapshot(key);
      if (seen != null) {
        found.put(key, seen);
      }
    }
    return found;
  }

  /**
   * Begins loads: as {@link #snapshots}, and with what the loaded values have to be stored over, so
   * that an invalidation in any JVM outdates them.
   *
   * @return one per key, in their order
   */
  default Map<K, Lease<V>> leases(Collection<? extends K> keys) {
    Map<K, Lease<V>> leases = new LinkedHashMap<>();
    for (K key : keys) {
      leases.put(key, new Lease<>(snapshot(key), /* claim= */ null));
    }
    return leases;
  }

  /** As {@link #leases}, for one key. */
  default Lease<V> lease(K key) {
    return Objects.requireNonNull(leases(List.of(key)).get(key));
  }

  /** The live entries; weakly consistent, without duplicates. Prolongs no life. */
  Iterator<Map.Entry<K, Snapshot<V>>> entries();

  /** As {@link #entries}, without values: also of those that can't be read here. */
  default Iterator<Carrier<K>> carriers() {
    Iterator<Map.Entry<K, Snapshot<V>>> all = entries();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return all.hasNext();
      }

      @Override
      public Carrier<K> next() {
        Map.Entry<K, Snapshot<V>> next = all.next();
        return new Carrier<>(next.getKey(), next.getValue().tags());
      }
    };
  }

  /**
   * Waits a while for the right of way over other JVMs that work on the same entry: a courtesy
   * under contention. What protects the entry is that changes are made over what was seen.
   *
   * @return gives it back; never fails
   */
  default Runnable rightOfWay(K key) {
    return () -> {};
  }

  /**
   * Tries to take the right of way over other JVMs that load the same entry.
   *
   * @param nanos when it ends by itself, should this JVM die
   * @return gives it back, and never fails; null if another JVM has it
   */
  default @Nullable Runnable tryTurn(K key, long nanos) {
    return () -> {};
  }

  /** Prolongs the life of an entry that a processor or an iterator has read. */
  void touch(K key, Snapshot<V> seen);

  /** Prolongs the lives of entries that an iterator visits. */
  interface Visits<K, V> {
    void visited(K key, Snapshot<V> seen);

    /** There is no more to visit. */
    default void over() {}
  }

  /** For one iterator: prolongs the lives of what it visits, at once or soon. */
  default Visits<K, V> visits() {
    return this::touch;
  }

  /** As {@link #touch}, for many entries. */
  default void touchAll(Map<K, Snapshot<V>> seen) {
    seen.forEach(this::touch);
  }

  /**
   * Removes an entry that was found dead.
   *
   * @return its value if it expired and this call removed it; null if it was invalidated, or
   *     somebody else was faster
   */
  @Nullable V bury(K key, NearEntry<V> dead);

  /** The version of a load that begins now: what is invalidated later is newer. */
  long loadVersion(K key);

  /**
   * The version, by the clocks of tags, of a load that begins now; of no meaning in a cache with a
   * far tier, where the {@link Lease} has it.
   */
  default long tagVersion() {
    return 0;
  }

  /** Loads that begin from now on may have values with tags. */
  default void expectTags() {}

  /**
   * Whether what was loaded is none any more for who has asked with a lease: one of its tags was
   * invalidated after the load began.
   *
   * @param since when that was, see {@link TagStamp#since}
   */
  boolean outdated(K key, Tags tags, long since, Lease<V> lease);

  /** Invalidates; does not wait for the far tier. Tells neither writer nor listeners. */
  PendingInvalidation invalidate(InvalidationWish<K> wish);

  /** Lets no load that is under way store its value, or be joined. */
  void revokeLoads();

  /** Invalidates everything at once. */
  void clear();

  /** Ends the use of the cache here. What other JVMs share stays. */
  void close();

  /** As {@link #clear}, for a cache that is given up everywhere. To be closed after that. */
  default void destroy() {
    clear();
  }
}
