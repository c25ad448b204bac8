package io.nearfar.internal.jcache;

import io.nearfar.internal.engine.CacheEngine;
import io.nearfar.internal.engine.EngineEntry;
import java.util.Iterator;
import java.util.NoSuchElementException;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;

/** Iterates over a cache; removal is left to entries that nobody has changed since. */
final class CacheIterator<K, V> implements Iterator<Cache.Entry<K, V>> {
  private final CacheEngine<K, V> engine;
  private final Iterator<EngineEntry<K, V>> entries;
  private final Runnable requireOpen;
  private @Nullable EngineEntry<K, V> current;

  CacheIterator(CacheEngine<K, V> engine, Runnable requireOpen) {
    this.engine = engine;
    this.entries = engine.iterator();
    this.requireOpen = requireOpen;
  }

  @Override
  public boolean hasNext() {
    requireOpen.run();
    return entries.hasNext();
  }

  @Override
  public Cache.Entry<K, V> next() {
    requireOpen.run();
    if (!entries.hasNext()) {
      throw new NoSuchElementException(JCacheMessages.noMoreEntries());
    }
    EngineEntry<K, V> next = entries.next();
    current = next;
    return new NearfarEntry<>(next.key(), next.value());
  }

  @Override
  public void remove() {
    requireOpen.run();
    EngineEntry<K, V> last = current;
    if (last == null) {
      throw new IllegalStateException(JCacheMessages.noNext());
    }
    current = null;
    engine.remove(last);
  }
}
