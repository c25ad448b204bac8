package io.nearfar.internal.engine;

import io.nearfar.internal.near.CopyStore.Question;
import io.nearfar.internal.near.Ttl;
import io.nearfar.spi.Codec;
import io.nearfar.spi.FarStore;
import io.nearfar.spi.FarStore.Entry;
import io.nearfar.spi.FarStore.Found;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads from a far store, and what they do to the lives of entries. The {@link Copies} hear of each
 * answer first. Thread-safe.
 */
final class FarReads<K, V> {
  private final FarStore store;
  private final Codec codec;
  private final Decoding<K, V> decoding;
  private final ExpiryRule expiry;
  private final Copies<K, V> copies;

  FarReads(FarTier far, Decoding<K, V> decoding, ExpiryRule expiry, Copies<K, V> copies) {
    this.store = far.store();
    this.codec = far.codec();
    this.decoding = decoding;
    this.expiry = expiry;
    this.copies = copies;
  }

  /** As {@link Authority#fetch}. */
  @Nullable V fetch(K key) {
    byte[] bytes = codec.encodeKey(key);
    long suspected = copies.suspected(key);
    if (suspected != 0) {
      Question asked = copies.ask(bytes);
      Found found = store.reread(bytes, suspected);
      V value = found.same() ? copies.still(asked, key, entryOf(found), found.asOf()) : null;
      if (value != null || !found.same()) {
        return value != null ? value : told(asked, key, found);
      }
      // The copy was evicted meanwhile.
    }
    Question asked = copies.ask(bytes);
    Found found = store.get(bytes, coalescedAccess());
    V value = told(asked, key, found);
    if (value != null) {
      touchExactly(bytes, entryOf(found));
    }
    return value;
  }

  private static Entry entryOf(Found found) {
    return Objects.requireNonNull(found.entry());
  }

  /** The value that was found, after the copies have been told; the caller's own. */
  private @Nullable V told(@Nullable Question asked, K key, Found found) {
    V value = decoding.value(found.entry());
    if (value == null) {
      copies.absent(asked, key, found.asOf());
      return null;
    }
    return copies.found(asked, key, entryOf(found), found.asOf(), value);
  }

  /** As {@link Authority#fetchAll}. */
  void fetchAll(Collection<? extends K> keys, BiConsumer<K, V> found) {
    FarTouches touches = new FarTouches(store);
    boolean exactly = coalescedAccess() == FarStore.KEEP;
    readAll(
        keys,
        coalescedAccess(),
        (key, bytes, asked, answer) -> {
          V value = told(asked, key, answer);
          if (value != null) {
            if (exactly) {
              touches.add(bytes, entryOf(answer).version(), expiry.access());
            }
            found.accept(key, value);
          }
        });
    touches.make();
  }

  /** As {@link Authority#snapshot}. */
  @Nullable Snapshot<V> snapshot(K key) {
    byte[] bytes = codec.encodeKey(key);
    Question asked = copies.ask(bytes);
    return snapshot(asked, key, store.get(bytes, FarStore.KEEP));
  }

  /** As {@link Authority#contains}. */
  boolean contains(K key) {
    return copies.serves(key) || snapshot(key) != null;
  }

  /** As {@link Authority#snapshots}. */
  Map<K, Snapshot<V>> snapshots(Collection<? extends K> keys) {
    Map<K, Snapshot<V>> snapshots = new LinkedHashMap<>();
    readAll(
        keys,
        FarStore.KEEP,
        (key, bytes, asked, found) -> {
          Snapshot<V> seen = snapshot(asked, key, found);
          if (seen != null) {
            snapshots.put(key, seen);
          }
        });
    return snapshots;
  }

  /** Told of each answer. */
  interface Visitor<K> {
    void answered(K key, byte[] bytes, @Nullable Question asked, Found found);
  }

  /** Reads many entries in one batch. */
  void readAll(Collection<? extends K> keys, long accessTtl, Visitor<K> visitor) {
    if (keys.isEmpty()) {
      return;
    }
    List<byte[]> bytes = new ArrayList<>(keys.size());
    List<@Nullable Question> asked = new ArrayList<>(keys.size());
    for (K key : keys) {
      byte[] encoded = codec.encodeKey(key);
      bytes.add(encoded);
      asked.add(copies.ask(encoded));
    }
    List<Found> answers = store.getAll(bytes, accessTtl);
    int index = 0;
    for (K key : keys) {
      visitor.answered(key, bytes.get(index), asked.get(index), answers.get(index));
      index++;
    }
  }

  private @Nullable Snapshot<V> snapshot(@Nullable Question asked, K key, Found found) {
    V value = told(asked, key, found);
    return value == null ? null : new Snapshot<>(value, entryOf(found).version());
  }

  /** As {@link Authority#entries}. */
  Iterator<Map.Entry<K, Snapshot<V>>> entries() {
    return new RemoteIterator<>(store.entries(), decoding, copies);
  }

  /** As {@link Authority#carriers}. */
  Iterator<Carrier<K>> carriers() {
    return new CarrierIterator<>(store.entries(), decoding);
  }

  // ---- access expiry

  /** The life that a read gives, where the server can see to it during the read. */
  private long coalescedAccess() {
    return expiry.fixed() && expiry.access() > 0 ? expiry.access() : FarStore.KEEP;
  }

  /** Asks what a read does to an entry's life, where that could not be said before. */
  private void touchExactly(byte[] key, Entry entry) {
    if (coalescedAccess() == FarStore.KEEP) {
      touch(key, entry.version(), expiry.access());
    }
  }

  /** Gives an entry another life, unless the application wants it to keep its own. */
  void touch(byte[] key, long version, long ttl) {
    if (ttl != Ttl.KEEP) {
      store.touch(key, version, ttl);
    }
  }

  /** As {@link Authority#touch}. */
  void touch(K key, Snapshot<V> seen) {
    touch(codec.encodeKey(key), (Long) seen.token(), expiry.access());
  }

  /** As {@link Authority#touchAll}. */
  void touchAll(Map<K, Snapshot<V>> seen) {
    FarTouches touches = new FarTouches(store);
    seen.forEach(
        (key, there) -> touches.add(codec.encodeKey(key), (Long) there.token(), expiry.access()));
    touches.make();
  }

  /** As {@link Authority#visits}. */
  Authority.Visits<K, V> visits() {
    FarTouches touches = new FarTouches(store);
    return new Authority.Visits<>() {
      @Override
      public void visited(K key, Snapshot<V> seen) {
        long ttl = expiry.access();
        if (ttl != Ttl.KEEP) {
          touches.addOrMake(codec.encodeKey(key), (Long) seen.token(), ttl);
        }
      }

      @Override
      public void over() {
        touches.make();
      }
    };
  }
}
