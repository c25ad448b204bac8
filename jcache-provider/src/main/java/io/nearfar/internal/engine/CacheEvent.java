package io.nearfar.internal.engine;

import org.jspecify.annotations.Nullable;

/**
 * One change of one entry. The values are the cache's own: to be copied before they are handed out.
 *
 * @param kind what happened
 * @param key the key
 * @param value the value now; for a removal or expiry the one that is gone
 * @param oldValue the value before; null for a creation
 * @param <K> the key type
 * @param <V> the value type
 */
public record CacheEvent<K, V>(Kind kind, K key, V value, @Nullable V oldValue) {

  /** What happened. */
  public enum Kind {
    /** A new entry. */
    CREATED,
    /** Another value. */
    UPDATED,
    /** The entry was removed. */
    REMOVED,
    /** The entry's time to live was over. */
    EXPIRED
  }

  /** What happened; neither key nor values, which may be personal data. */
  @Override
  public String toString() {
    return "CacheEvent[" + kind + "]";
  }
}
