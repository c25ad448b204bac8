package io.nearfar.cdi.internal.results;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The results of methods in one cache. Of calls with the same key at the same time one is made and
 * the others get its result or its failure. A removal or a put that comes while a call is under way
 * wins: the result goes to those who asked before, but is not stored, and who asks after it calls
 * anew. Failures are not stored. Thread-safe.
 *
 * <p>A store that has no tags throws a {@code CacheException} where it is given some.
 */
public interface ResultStore {

  /**
   * The stored result, or that of a call. A method that needs its own result, directly or through
   * other threads, is called once more instead of waiting for itself.
   *
   * @param tagger tells the tags of a result that is stored; null = it has none
   * @return the result; may be null
   * @throws Exception what the method throws
   */
  <C> @Nullable Object result(
      Object key, C call, Loader<C, Object> loader, @Nullable Tagger<C> tagger) throws Exception;

  /**
   * Calls always, and stores the result.
   *
   * @return the result; may be null
   * @throws Exception what the method throws
   */
  <C> @Nullable Object refresh(
      Object key, C call, Loader<C, Object> loader, @Nullable Tagger<C> tagger) throws Exception;

  /**
   * As {@link #result}, without waiting for the call's end.
   *
   * @return a future of this caller's own; canceling it changes nothing for others
   */
  <C> CompletableFuture<@Nullable Object> resultAsync(
      Object key, C call, Loader<C, CompletionStage<?>> loader, @Nullable Tagger<C> tagger);

  /**
   * As {@link #refresh}, without waiting for the call's end.
   *
   * @return a future of this caller's own
   */
  <C> CompletableFuture<@Nullable Object> refreshAsync(
      Object key, C call, Loader<C, CompletionStage<?>> loader, @Nullable Tagger<C> tagger);

  /**
   * Stores a value; null is stored as such where the cache can hold that, and removed else.
   *
   * @param tags that it carries; null = none
   */
  void put(Object key, @Nullable Object value, @Nullable Collection<String> tags);

  /** Invalidates the results that carry one of some tags. */
  void invalidateTags(Collection<String> tags);

  /** Removes a result, also one whose call is under way. */
  void remove(Object key);

  /** Removes all results, also those whose calls are under way. */
  void removeAll();
}
