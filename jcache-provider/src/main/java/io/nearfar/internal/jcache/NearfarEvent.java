package io.nearfar.internal.jcache;

import java.io.Serial;
import javax.cache.Cache;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.EventType;
import org.jspecify.annotations.Nullable;

/** What a listener hears. Values are copies. */
final class NearfarEvent<K, V> extends CacheEntryEvent<K, V> {
  @Serial private static final long serialVersionUID = 1L;

  private final transient K key;
  private final transient @Nullable V value;
  private final transient @Nullable V oldValue;

  NearfarEvent(Cache<K, V> source, EventType type, K key, @Nullable V value, @Nullable V oldValue) {
    super(source, type);
    this.key = key;
    this.value = value;
    this.oldValue = oldValue;
  }

  @Override
  public K getKey() {
    return key;
  }

  @Override
  public @Nullable V getValue() {
    return value;
  }

  @Override
  public @Nullable V getOldValue() {
    return oldValue;
  }

  @Override
  public boolean isOldValueAvailable() {
    return oldValue != null;
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    return Unwrapping.unwrap(this, type);
  }

  /** Type and source only: keys and values may be personal data. */
  @Override
  public String toString() {
    return "NearfarEvent[" + getEventType() + ", cache " + getSource().getName() + "]";
  }
}
