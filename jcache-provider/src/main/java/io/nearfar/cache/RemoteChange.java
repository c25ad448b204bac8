package io.nearfar.cache;

import java.util.Set;

/**
 * What another node has done to a cache. It has no value: when it is told, the entry may have been
 * changed again; read it if you need it. Immutable, but for the key, which is the listener's own.
 * None shows its key as text, which may be personal data.
 *
 * @param <K> the key type
 */
public sealed interface RemoteChange<K> {

  /**
   * An entry was created or updated.
   *
   * @param key its key
   * @param <K> the key type
   */
  record Stored<K>(K key) implements RemoteChange<K> {
    @Override
    public String toString() {
      return "Stored";
    }
  }

  /**
   * An entry was removed, or was to be removed and was not there.
   *
   * @param key its key
   * @param <K> the key type
   */
  record Removed<K>(K key) implements RemoteChange<K> {
    @Override
    public String toString() {
      return "Removed";
    }
  }

  /**
   * All entries that carry one of some tags were invalidated. Told when the last of them is gone.
   *
   * @param tags the tags
   * @param <K> the key type
   */
  record Invalidated<K>(Set<String> tags) implements RemoteChange<K> {

    /**
     * Tags were invalidated.
     *
     * @param tags copied
     */
    public Invalidated {
      tags = Set.copyOf(tags);
    }

    @Override
    public String toString() {
      return "Invalidated";
    }
  }

  /**
   * All entries were removed by {@code clear()}. Told when the last of them is gone: an entry that
   * was stored meanwhile may still be there.
   *
   * @param <K> the key type
   */
  record Cleared<K>() implements RemoteChange<K> {}

  /**
   * Changes may have been missed, and it is not known of which entries: announcements were lost,
   * the link was down or has just begun, the servers have lost data, a key could not be read, or
   * the listener was too slow. Whatever was derived from the cache before may be out of date.
   *
   * @param <K> the key type
   */
  record Missed<K>() implements RemoteChange<K> {}
}
