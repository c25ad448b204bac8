package io.nearfar.cdi.internal.results;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The results of methods in one cache. Of calls with the same key at the same time one is made and
 * the others get its result or its failure. A removal or a put that comes while a call is under way
 * wins: the result goes to those who asked before, but is not stored, and who asks after it calls
 * anew. Failures are not stored. Thread-safe.
 */
public interface ResultStore {

  /**
   * The stored result, or that of a call. A method that needs its own result, directly or through
   * other threads, is called once more instead of waiting for itself.
   *
   * @return the result; may be null
   * @throws Exception what the method throws
   */
  <C> @Nullable Object result(Object key, C call, Loader<C, Object> loader) throws Exception;

  /**
   * Calls always, and stores the result.
   *
   * @return the result; may be null
   * @throws Exception what the method throws
   */
  <C> @Nullable Object refresh(Object key, C call, Loader<C, Object> loader) throws Exception;

  /**
   * As {@link #result}, without waiting for the call's end.
   *
   * @return a future of this caller's own; canceling it changes nothing for others
   */
  <C> CompletableFuture<@Nullable Object> resultAsync(
      Object key, C call, Loader<C, CompletionStage<?>> loader);

  /**
   * As {@link #refresh}, without waiting for the call's end.
   *
   * @return a future of this caller's own
   */
  <C> CompletableFuture<@Nullable Object> refreshAsync(
      Object key, C call, Loader<C, CompletionStage<?>> loader);

  /** Stores a value; null is stored as such where the cache can hold that, and removed else. */
  void put(Object key, @Nullable Object value);

  /** Removes a result, also one whose call is under way. */
  void remove(Object key);

  /** Removes all results, also those whose calls are under way. */
  void removeAll();
}
