package io.nearfar.internal.far;

import io.nearfar.spi.FarStore.Entry;
import io.nearfar.spi.FarStore.Found;
import io.nearfar.spi.FarStore.KeyedEntry;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The live entries of a cache, each key once; twice at most if its slot is moved to another master
 * meanwhile. Holds one page of entries, and a digest of each key that was seen on this master: the
 * server's scan may bring a key twice. Not thread-safe.
 */
final class EntryIterator implements Iterator<KeyedEntry> {
  private final RedisFarStore store;
  private final Scan scan;
  private final Deque<KeyedEntry> page = new ArrayDeque<>();
  private final DigestSet seen = new DigestSet();
  private final MessageDigest digester;
  private boolean atEnd;

  EntryIterator(RedisFarStore store) {
    this.store = store;
    scan = new Scan(store.client(), store.layout());
    try {
      digester = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  @Override
  public boolean hasNext() {
    while (page.isEmpty() && !atEnd) {
      List<byte[]> keys = scan.next();
      if (keys == null) {
        atEnd = true;
      } else {
        fill(keys);
        if (scan.atEndOfServer()) {
          seen.clear();
        }
      }
    }
    return !page.isEmpty();
  }

  private void fill(List<byte[]> keys) {
    List<byte[]> fresh = new ArrayList<>(keys.size());
    for (byte[] key : keys) {
      byte[] digest = digester.digest(key);
      if (seen.add(RecordFormat.number(digest, 0), RecordFormat.number(digest, 8))) {
        fresh.add(key);
      }
    }
    if (fresh.isEmpty()) {
      return;
    }
    List<Found> found = new ManyReads(store, fresh).getAll();
    for (int i = 0; i < fresh.size(); i++) {
      Entry entry = found.get(i).entry();
      if (entry != null) {
        page.add(new KeyedEntry(fresh.get(i), entry));
      }
    }
  }

  @Override
  public KeyedEntry next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    @Nullable KeyedEntry next = page.poll();
    if (next == null) {
      throw new NoSuchElementException();
    }
    return next;
  }
}
