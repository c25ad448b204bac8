package io.nearfar.internal.engine;

import io.nearfar.spi.FarStore.KeyedEntry;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The entries of a far store that can be read. Reads one ahead. Not thread-safe. */
final class RemoteIterator<K, V> implements Iterator<Map.Entry<K, Snapshot<V>>> {
  private final Iterator<KeyedEntry> all;
  private final Decoding<K, V> decoding;
  private final Copies<K, V> copies;
  private Map.@Nullable Entry<K, Snapshot<V>> next;

  RemoteIterator(Iterator<KeyedEntry> all, Decoding<K, V> decoding, Copies<K, V> copies) {
    this.all = all;
    this.decoding = decoding;
    this.copies = copies;
  }

  @Override
  public boolean hasNext() {
    while (next == null && all.hasNext()) {
      KeyedEntry candidate = all.next();
      K key = decoding.key(candidate.key());
      V value = key == null ? null : decoding.value(candidate.entry());
      if (key != null && value != null) {
        copies.met(key, candidate.key(), candidate.entry().version());
        next =
            Map.entry(
                key, new Snapshot<>(value, candidate.entry().version(), candidate.entry().tags()));
      }
    }
    return next != null;
  }

  @Override
  public Map.Entry<K, Snapshot<V>> next() {
    Map.Entry<K, Snapshot<V>> result = hasNext() ? next : null;
    if (result == null) {
      throw new NoSuchElementException("No more entries: call hasNext() before next().");
    }
    next = null;
    return result;
  }
}
