package io.nearfar.cache;

import io.nearfar.stats.LinkStatistics;
import java.util.Optional;
import javax.cache.Cache;

/**
 * A cache of Nearfar, as {@code cache.unwrap(NearfarCache.class)} returns it. Thread-safe.
 *
 * @param <K> the key type
 * @param <V> the value type
 */
public interface NearfarCache<K, V> extends Cache<K, V> {

  /**
   * What the link of this cache to the other nodes has seen. Does not block.
   *
   * @return a snapshot; empty if the cache keeps no near copies of a far tier: in topologies other
   *     than {@code near-far}, and where the application's own expiry policy has to be asked for
   *     every read
   * @throws IllegalStateException if the cache is closed
   */
  Optional<LinkStatistics> linkStatistics();
}
