package io.nearfar.internal.near;

import io.nearfar.spi.Ticker;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A near store whose entries live longer when they are read. Only caches with an access expiry pay
 * for it.
 *
 * @param <K> the key type
 * @param <V> the value type
 */
public final class TouchingNearStore<K, V> extends NearStore<K, V> {
  private final LongSupplier accessTtl;

  /**
   * A store over a map.
   *
   * @param map holds the entries and evicts; owned by the store from now on
   * @param ticker the clock of its deadlines
   * @param accessTtl asked once per read of an existing entry: nanoseconds to live, or one of
   *     {@link Ttl}
   */
  public TouchingNearStore(
      ConcurrentMap<K, NearEntry<V>> map, Ticker ticker, LongSupplier accessTtl) {
    super(map, ticker);
    this.accessTtl = accessTtl;
  }

  @Override
  boolean touches() {
    return true;
  }

  @Override
  public @Nullable NearEntry<V> get(K key) {
    NearEntry<V> entry = super.get(key);
    if (entry != null) {
      touch(entry, accessTtl.getAsLong());
    }
    return entry;
  }
}
