package io.nearfar.internal.jcache;

import io.nearfar.internal.engine.EntryWriter;
import io.nearfar.spi.Copier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import javax.cache.Cache;
import javax.cache.integration.CacheWriter;
import javax.cache.integration.CacheWriterException;

/**
 * A JCache writer for the engine: whatever it throws comes out as a CacheWriterException, and it
 * gets copies of mutable keys and values.
 */
final class WriterAdapter<K, V> implements EntryWriter<K, V> {
  private final CacheIdentity cache;
  private final CacheWriter<K, V> writer;
  private final Copier copier;

  WriterAdapter(CacheIdentity cache, CacheWriter<? super K, ? super V> writer, Copier copier) {
    this.cache = cache;
    // A writer of supertypes can be given our types: it only receives.
    @SuppressWarnings("unchecked")
    CacheWriter<K, V> typed = (CacheWriter<K, V>) writer;
    this.writer = typed;
    this.copier = copier;
  }

  @Override
  public void write(K key, V value) {
    Cache.Entry<K, V> entry = entry(key, value);
    run("write", () -> writer.write(entry));
  }

  @Override
  public void delete(K key) {
    K copy = copier.copy(key);
    run("delete", () -> writer.delete(copy));
  }

  @Override
  public void writeAll(Map<K, V> entries) {
    Collection<Cache.Entry<? extends K, ? extends V>> pending = new ArrayList<>(entries.size());
    entries.forEach((key, value) -> pending.add(entry(key, value)));
    try {
      run("writeAll", () -> writer.writeAll(pending));
      entries.clear();
    } catch (RuntimeException | Error e) {
      Set<K> unwritten = new HashSet<>();
      pending.forEach(entry -> unwritten.add(entry.getKey()));
      entries.keySet().retainAll(unwritten);
      throw e;
    }
  }

  @Override
  public void deleteAll(Set<K> keys) {
    Set<K> pending = new LinkedHashSet<>();
    keys.forEach(key -> pending.add(copier.copy(key)));
    try {
      run("deleteAll", () -> writer.deleteAll(pending));
      keys.clear();
    } catch (RuntimeException | Error e) {
      keys.retainAll(pending);
      throw e;
    }
  }

  private Cache.Entry<K, V> entry(K key, V value) {
    return new NearfarEntry<>(copier.copy(key), copier.copy(value));
  }

  private void run(String operation, Runnable call) {
    try {
      call.run();
    } catch (CacheWriterException e) {
      throw e;
    } catch (Exception e) {
      // Also what is checked: languages other than Java throw it undeclared.
      throw new CacheWriterException(
          JCacheMessages.writerFailed(cache.name(), cache.manager(), operation), e);
    }
  }
}
