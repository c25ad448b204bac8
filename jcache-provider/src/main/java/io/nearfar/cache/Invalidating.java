package io.nearfar.cache;

import java.util.Collection;
import java.util.Set;

/**
 * What makes the entries of a cache invalid. Unlike {@link javax.cache.Cache#remove}, an
 * invalidation says that what the cache has of the outside world is of the past: nothing that was
 * loaded before it is stored after it, on any node. A {@code CacheWriter} is not told.
 *
 * <p>While an {@link InvalidationBatch} is open in the calling thread, invalidations are collected
 * and made when it is closed. Thread-safe.
 *
 * @param <K> the key type
 */
public interface Invalidating<K> {

  /**
   * Invalidates entries by their keys. One round trip per node of the far tier; blocks for it.
   *
   * @param keys the keys; may be empty
   * @return how many of them had an entry
   * @throws NullPointerException if the set or a key is null
   * @throws javax.cache.CacheException if the far tier fails; some may be invalid then
   * @throws IllegalStateException if the cache is closed
   */
  InvalidationResult invalidate(Set<? extends K> keys);

  /**
   * Invalidates all entries that carry a tag, and those of the tags that depend on it. Takes the
   * same time however many there are: one batch to each node of the far tier; blocks for it.
   *
   * @param tag the tag: 1 to {@value NearfarCache#MAX_TAG_BYTES} bytes of UTF-8
   * @return which tags are invalid; how many entries is not known
   * @throws NullPointerException if the tag is null
   * @throws IllegalArgumentException if it is empty, too long, or no valid text
   * @throws javax.cache.CacheException if the far tier fails; some entries may be invalid then
   * @throws IllegalStateException if the cache is closed
   */
  InvalidationResult invalidateTag(String tag);

  /**
   * Invalidates all entries that carry any of some tags, as {@link #invalidateTag} does with one.
   *
   * @param tags the tags; may be empty
   * @return which tags are invalid; how many entries is not known
   * @throws NullPointerException if the tags or one of them is null
   * @throws IllegalArgumentException as for {@link #invalidateTag}
   * @throws javax.cache.CacheException if the far tier fails; some entries may be invalid then
   * @throws IllegalStateException if the cache is closed
   */
  InvalidationResult invalidateTags(Collection<String> tags);

  /**
   * Invalidates the entries that carry each of some tags, in the background: all entries have to be
   * looked at. Tags that depend on these are not looked for. An entry that is replaced meanwhile
   * may go, too, whatever tags it has then.
   *
   * @param tags the tags, at least one
   * @return the work, which has begun
   * @throws NullPointerException if the tags or one of them is null
   * @throws IllegalArgumentException if there is none; or as for {@link #invalidateTag}
   * @throws javax.cache.CacheException if the far tier fails; nothing is invalid then
   * @throws IllegalStateException if the cache is closed
   */
  InvalidationJob invalidateIntersection(Collection<String> tags);

  /**
   * Invalidates the entries whose keys, as text ({@link Object#toString}), match a pattern, in the
   * background: all entries have to be looked at. Nothing that was loaded before this call is there
   * at its end, if it matches, and no load of a missing value that began before this call is stored
   * after it, whether it matches or not. An entry that is replaced meanwhile may go, too.
   *
   * @param pattern in which {@code *} stands for any characters, also none, and {@code ?} for one;
   *     all else stands for itself. At least one character that is neither
   * @return the work, which has begun
   * @throws NullPointerException if the pattern is null
   * @throws IllegalArgumentException if it has only wildcards: {@link javax.cache.Cache#clear}
   *     removes everything at once
   * @throws javax.cache.CacheException if the far tier fails; nothing is invalid then
   * @throws IllegalStateException if the cache is closed
   */
  InvalidationJob invalidateMatching(String pattern);

  /**
   * Invalidates all entries that depend on a table: those that carry the tag {@code table:} and its
   * name.
   *
   * @param table the name of the table, without the prefix
   * @return as {@link #invalidateTag}
   * @throws NullPointerException if the name is null
   * @throws IllegalArgumentException as for {@link #invalidateTag}
   * @throws javax.cache.CacheException if the far tier fails; some entries may be invalid then
   * @throws IllegalStateException if the cache is closed
   */
  InvalidationResult invalidateTable(String table);

  /**
   * Says that something has happened: invalidates all entries that carry the tag {@code event:} and
   * its name.
   *
   * @param event the name of the event, without the prefix
   * @return as {@link #invalidateTag}
   * @throws NullPointerException if the name is null
   * @throws IllegalArgumentException as for {@link #invalidateTag}
   * @throws javax.cache.CacheException if the far tier fails; some entries may be invalid then
   * @throws IllegalStateException if the cache is closed
   */
  InvalidationResult fire(String event);
}
