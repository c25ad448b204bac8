package io.nearfar.cache;

import io.nearfar.stats.CacheStatistics;
import io.nearfar.stats.InvalidationStatistics;
import io.nearfar.stats.LinkStatistics;
import io.nearfar.stats.LoadStatistics;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;

/**
 * A cache of Nearfar, as {@code cache.unwrap(NearfarCache.class)} returns it. Thread-safe.
 *
 * @param <K> the key type
 * @param <V> the value type
 */
public interface NearfarCache<K, V> extends Cache<K, V>, Invalidating<K> {

  /** The longest tag, in bytes of UTF-8. */
  int MAX_TAG_BYTES = 255;

  /** The most tags of one entry. */
  int MAX_TAGS = 255;

  /**
   * What the link of this cache to the other nodes has seen. Does not block.
   *
   * @return a snapshot; empty if the cache keeps no near copies of a far tier: in topologies other
   *     than {@code near-far}, and where the application's own expiry policy has to be asked for
   *     every read
   * @throws IllegalStateException if the cache is closed
   */
  Optional<LinkStatistics> linkStatistics();

  /**
   * What the cache has read, stored, removed and evicted while its statistics were enabled. Does
   * not block.
   *
   * @return a snapshot
   * @throws IllegalStateException if the cache is closed
   */
  CacheStatistics statistics();

  /**
   * What the cache has loaded. Does not block.
   *
   * @return a snapshot
   * @throws IllegalStateException if the cache is closed
   */
  LoadStatistics loadStatistics();

  /**
   * How many entries the near tier holds, those included that are not valid any more and not freed
   * yet. Does not block.
   *
   * @return their number; 0 in a cache without a near tier
   * @throws IllegalStateException if the cache is closed
   */
  long nearEntries();

  /**
   * The value under a key; a missing one is loaded with a function and stored. However many threads
   * of this JVM ask for a key at once, the function is called once. What it returns is given to all
   * who asked before it ended, but stored only if no change or removal of the key, on any node, has
   * come since it was called; and who asks after such a change is never given it.
   *
   * <p>Blocks: for the far tier, and while the value is loaded. The function may use this and other
   * caches. If it asks this cache for the key that it loads, it is called once more, within, and
   * that result is not stored. A loader of the cache's own ({@code CacheLoader}) is not asked, and
   * a {@code CacheWriter} is not told.
   *
   * @param key the key
   * @param loader loads the value; null if there is none, and then nothing is stored
   * @return the value, as {@link Cache#get} returns it; null if there is none
   * @throws NullPointerException if the key or the function is null
   * @throws ClassCastException if the value is not of the cache's type, and that was configured
   * @throws javax.cache.CacheException if the far tier fails
   * @throws IllegalStateException if the cache is closed
   * @throws RuntimeException what the function threw: to all who wait; it is not stored
   */
  @Nullable V get(K key, Function<? super K, ? extends @Nullable V> loader);

  /**
   * Loads a value with a function even if there is one, and stores it under the rules of {@link
   * #get(Object, Function)}. Those who ask while it loads wait for it, if they find nothing.
   *
   * @param key the key
   * @param loader loads the value; null if there is none, and then nothing is changed
   * @return the value; null if there is none
   * @throws NullPointerException if the key or the function is null
   * @throws ClassCastException if the value is not of the cache's type, and that was configured
   * @throws javax.cache.CacheException if the far tier fails
   * @throws IllegalStateException if the cache is closed
   * @throws RuntimeException what the function threw
   */
  @Nullable V refresh(K key, Function<? super K, ? extends @Nullable V> loader);

  /**
   * As {@link #get(Object, Function)}, for values that come later: no thread waits while one is
   * loaded. The calling thread looks for the entry, which in a cache with a far tier takes up to
   * two round trips unless there is a near copy.
   *
   * <p>The value is given to callers when it comes, by the thread that completes the function's
   * stage, and is stored after that (with a far tier by a thread of the cache's own). A failure, or
   * cancellation, of the function's stage is given to all who wait and is not stored. If the value
   * can't be stored, that is logged. Each caller has a stage of its own: what becomes of one is of
   * no concern to the others and to the load.
   *
   * @param key the key
   * @param loader begins to load the value; its stage may have null, and then nothing is stored
   * @return the value, later; null if there is none. Fails as the function's stage does
   * @throws NullPointerException if the key, the function or its stage is null
   * @throws javax.cache.CacheException if the far tier fails before the load begins
   * @throws IllegalStateException if the cache is closed
   * @throws RuntimeException what the function threw instead of returning a stage
   */
  CompletionStage<@Nullable V> getAsync(
      K key, Function<? super K, ? extends CompletionStage<? extends @Nullable V>> loader);

  /**
   * As {@link #refresh}, for a value that comes later: see {@link #getAsync}.
   *
   * @param key the key
   * @param loader begins to load the value; its stage may have null, and then nothing is changed
   * @return the value, later; null if there is none. Fails as the function's stage does
   * @throws NullPointerException if the key, the function or its stage is null
   * @throws javax.cache.CacheException if the far tier fails before the load begins
   * @throws IllegalStateException if the cache is closed
   * @throws RuntimeException what the function threw instead of returning a stage
   */
  CompletionStage<@Nullable V> refreshAsync(
      K key, Function<? super K, ? extends CompletionStage<? extends @Nullable V>> loader);

  // ---- tags

  /**
   * Stores a value that carries tags: an {@linkplain #invalidateTag invalidation} of one of them
   * makes the entry invalid. Tags belong to the stored value: whatever stores another one without
   * tags, such as {@link Cache#put}, leaves the entry without.
   *
   * <p>The value is taken to be of now. If it was computed earlier, and what it depends on may have
   * been invalidated since, use {@link #get(Object, Function, Function)}.
   *
   * @param key the key
   * @param value the value
   * @param tags the tags, at most {@value #MAX_TAGS}, each of 1 to {@value #MAX_TAG_BYTES} bytes of
   *     UTF-8; duplicates count once
   * @throws NullPointerException if the key, the value, the tags or one of them is null
   * @throws IllegalArgumentException if there are too many tags, or one is empty, too long, or no
   *     valid text
   * @throws ClassCastException if key or value is not of the cache's type, and that was configured
   * @throws javax.cache.CacheException if the far tier fails
   * @throws IllegalStateException if the cache is closed
   */
  void put(K key, V value, Collection<String> tags);

  /**
   * As {@link #get(Object, Function)}; a value that is loaded and stored carries tags. It is not
   * stored if one of them was invalidated after the load began, and who asks after that is never
   * given it.
   *
   * @param key the key
   * @param loader loads the value; null if there is none, and then nothing is stored
   * @param tags tells the tags of a loaded value, under the rules of {@link #put(Object, Object,
   *     Collection)}
   * @return the value; null if there is none
   * @throws NullPointerException if the key, a function or a tag is null
   * @throws IllegalArgumentException if tags break the rules: the value is not stored
   * @throws ClassCastException if the value is not of the cache's type, and that was configured
   * @throws javax.cache.CacheException if the far tier fails
   * @throws IllegalStateException if the cache is closed
   * @throws RuntimeException what a function threw: to all who wait; nothing is stored
   */
  @Nullable V get(
      K key,
      Function<? super K, ? extends @Nullable V> loader,
      Function<? super V, ? extends Collection<String>> tags);

  /**
   * As {@link #refresh(Object, Function)}, with tags as in {@link #get(Object, Function,
   * Function)}.
   *
   * @param key the key
   * @param loader loads the value; null if there is none, and then nothing is changed
   * @param tags tells the tags of the loaded value
   * @return the value; null if there is none
   * @throws RuntimeException as {@link #get(Object, Function, Function)}
   */
  @Nullable V refresh(
      K key,
      Function<? super K, ? extends @Nullable V> loader,
      Function<? super V, ? extends Collection<String>> tags);

  /**
   * As {@link #getAsync(Object, Function)}, with tags as in {@link #get(Object, Function,
   * Function)}.
   *
   * @param key the key
   * @param loader begins to load the value
   * @param tags tells the tags of a loaded value
   * @return the value, later; null if there is none. Fails as the function's stage does, or with
   *     what the tags throw
   * @throws RuntimeException as {@link #getAsync(Object, Function)}
   */
  CompletionStage<@Nullable V> getAsync(
      K key,
      Function<? super K, ? extends CompletionStage<? extends @Nullable V>> loader,
      Function<? super V, ? extends Collection<String>> tags);

  /**
   * As {@link #refreshAsync(Object, Function)}, with tags as in {@link #get(Object, Function,
   * Function)}.
   *
   * @param key the key
   * @param loader begins to load the value
   * @param tags tells the tags of the loaded value
   * @return the value, later; null if there is none. Fails as the function's stage does, or with
   *     what the tags throw
   * @throws RuntimeException as {@link #refreshAsync(Object, Function)}
   */
  CompletionStage<@Nullable V> refreshAsync(
      K key,
      Function<? super K, ? extends CompletionStage<? extends @Nullable V>> loader,
      Function<? super V, ? extends Collection<String>> tags);

  /**
   * The same invalidations, of which none is made: what they return says what they would do. Each
   * looks at all entries, and so takes time in proportion to their number, without holding up the
   * server; blocks meanwhile.
   *
   * @return a view of this cache; never null
   */
  Invalidating<K> dryRun();

  /**
   * The tags in use: how many entries carry each, now. Looks at all entries, as {@link #dryRun}.
   *
   * @return by tag, in their order; exact if nothing changes meanwhile. Without those of entries
   *     that are invalid already
   * @throws javax.cache.CacheException if the far tier fails
   * @throws IllegalStateException if the cache is closed
   */
  SortedMap<String, Long> tags();

  /**
   * The keys of the entries that carry a tag, now. Looks at all entries, as {@link #dryRun}.
   *
   * @param tag the tag
   * @param limit the most keys that are wanted, at least 1: ends when it has that many
   * @return the caller's own
   * @throws NullPointerException if the tag is null
   * @throws IllegalArgumentException as for {@link #invalidateTag}, or if the limit is less than 1
   * @throws javax.cache.CacheException if the far tier fails
   * @throws IllegalStateException if the cache is closed
   */
  Set<K> keysOf(String tag, int limit);

  /**
   * How many entries carry a tag, now. Looks at all entries, as {@link #dryRun}.
   *
   * @param tag the tag
   * @return their number, exact if nothing changes meanwhile
   * @throws NullPointerException if the tag is null
   * @throws IllegalArgumentException as for {@link #invalidateTag}
   * @throws javax.cache.CacheException if the far tier fails
   * @throws IllegalStateException if the cache is closed
   */
  long countOf(String tag);

  /**
   * How many invalidations this cache has seen, by trigger. Does not block.
   *
   * @return a snapshot
   * @throws IllegalStateException if the cache is closed
   */
  InvalidationStatistics invalidationStatistics();
}
