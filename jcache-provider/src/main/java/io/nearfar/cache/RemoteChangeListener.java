package io.nearfar.cache;

import javax.cache.event.CacheEntryListener;

/**
 * Hears what other nodes change in a cache, if its topology is {@code near-far}. Registered like
 * any listener, through a {@link javax.cache.configuration.CacheEntryListenerConfiguration}; a
 * listener may also implement the interfaces of JSR-107, whose events are those of its own node.
 *
 * <p>Called on a thread of the cache, one change after the other, whatever {@code isSynchronous}
 * says: it may block, and holds up nobody but itself. Filters are not asked, as there is no {@code
 * CacheEntryEvent} to show them. What it throws is logged.
 *
 * <p>A change is told about as soon as its announcement arrives, usually within milliseconds, when
 * this node's copy of the entry is already gone. Each change is told once, those of an entry in the
 * order in which they were made. What can't be told is replaced by a {@link RemoteChange.Missed}:
 * so nothing is missed silently. Not announced, and so not told, are expiry and what the servers
 * evict.
 *
 * <p>In topologies {@code near} and {@code none} there are no other nodes, and nothing is heard.
 * Where there are some but this one does not hear them, the listener is refused: in topology {@code
 * far}, and where the application's own expiry policy has to be asked for every read.
 *
 * @param <K> the key type
 * @param <V> the value type
 */
public interface RemoteChangeListener<K, V> extends CacheEntryListener<K, V> {

  /**
   * Another node has changed something.
   *
   * @param change what
   */
  void onRemoteChange(RemoteChange<K> change);
}
