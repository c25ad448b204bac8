package io.nearfar.internal.engine;

import io.nearfar.spi.FarStore.KeyedEntry;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The entries of a far store whose keys can be read. Reads one ahead. Not thread-safe. */
final class CarrierIterator<K> implements Iterator<Carrier<K>> {
  private final Iterator<KeyedEntry> all;
  private final Decoding<K, ?> decoding;
  private @Nullable Carrier<K> next;

  CarrierIterator(Iterator<KeyedEntry> all, Decoding<K, ?> decoding) {
    this.all = all;
    this.decoding = decoding;
  }

  @Override
  public boolean hasNext() {
    while (next == null && all.hasNext()) {
      KeyedEntry candidate = all.next();
      K key = decoding.key(candidate.key());
      if (key != null) {
        next = new Carrier<>(key, candidate.entry().tags());
      }
    }
    return next != null;
  }

  @Override
  public Carrier<K> next() {
    Carrier<K> result = hasNext() ? next : null;
    if (result == null) {
      throw new NoSuchElementException("No more entries: call hasNext() before next().");
    }
    next = null;
    return result;
  }
}
