package io.nearfar.internal.jcache;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.Cache;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryEventFilter;
import javax.cache.event.CacheEntryExpiredListener;
import javax.cache.event.CacheEntryRemovedListener;
import javax.cache.event.CacheEntryUpdatedListener;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;

/** The objects of an application that are closed with their cache, and count how often. */
class TestCloseable implements AutoCloseable {
  final AtomicInteger closed = new AtomicInteger();

  /** Thrown by close; null for none. */
  volatile Throwable failure;

  @Override
  public void close() {
    closed.incrementAndGet();
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
  }

  /** Entries live for ever. */
  static final class Expiry extends TestCloseable implements ExpiryPolicy {
    @Override
    public Duration getExpiryForCreation() {
      return Duration.ETERNAL;
    }

    @Override
    public Duration getExpiryForAccess() {
      return null;
    }

    @Override
    public Duration getExpiryForUpdate() {
      return null;
    }
  }

  /** Loads the key as the value. */
  static final class Loader extends TestCloseable implements CacheLoader<String, String> {
    final AtomicInteger loads = new AtomicInteger();

    @Override
    public String load(String key) {
      loads.incrementAndGet();
      return key;
    }

    @Override
    public Map<String, String> loadAll(Iterable<? extends String> keys) {
      Map<String, String> loaded = new HashMap<>();
      keys.forEach(key -> loaded.put(key, load(key)));
      return loaded;
    }
  }

  /** Writes to a map. */
  static final class Writer extends TestCloseable implements CacheWriter<String, String> {
    final Map<String, String> written = new ConcurrentHashMap<>();

    @Override
    public void write(Cache.Entry<? extends String, ? extends String> entry) {
      written.put(entry.getKey(), entry.getValue());
    }

    @Override
    public void writeAll(Collection<Cache.Entry<? extends String, ? extends String>> entries) {
      entries.forEach(this::write);
    }

    @Override
    public void delete(Object key) {
      written.remove(key);
    }

    @Override
    public void deleteAll(Collection<?> keys) {
      keys.forEach(written::remove);
    }
  }

  /** Keeps the events. */
  static final class Listener extends TestCloseable
      implements CacheEntryCreatedListener<String, String>,
          CacheEntryUpdatedListener<String, String>,
          CacheEntryRemovedListener<String, String>,
          CacheEntryExpiredListener<String, String> {
    final List<CacheEntryEvent<? extends String, ? extends String>> events =
        new CopyOnWriteArrayList<>();

    @Override
    public void onCreated(Iterable<CacheEntryEvent<? extends String, ? extends String>> heard) {
      heard.forEach(events::add);
    }

    @Override
    public void onUpdated(Iterable<CacheEntryEvent<? extends String, ? extends String>> heard) {
      heard.forEach(events::add);
    }

    @Override
    public void onRemoved(Iterable<CacheEntryEvent<? extends String, ? extends String>> heard) {
      heard.forEach(events::add);
    }

    @Override
    public void onExpired(Iterable<CacheEntryEvent<? extends String, ? extends String>> heard) {
      heard.forEach(events::add);
    }

    /** The events in short, such as "CREATED k=v (old null)". */
    List<String> heard() {
      return events.stream()
          .map(
              event ->
                  event.getEventType()
                      + " "
                      + event.getKey()
                      + "="
                      + event.getValue()
                      + " (old "
                      + event.getOldValue()
                      + ")")
          .toList();
    }
  }

  /** Lets every event pass. */
  static final class Filter extends TestCloseable implements CacheEntryEventFilter<String, String> {
    @Override
    public boolean evaluate(CacheEntryEvent<? extends String, ? extends String> event) {
      return true;
    }
  }
}
