package io.nearfar.cdi.internal.results;

import org.jspecify.annotations.Nullable;

/**
 * Calls the method whose result is not cached. One object serves all calls, so that a hit makes
 * none.
 *
 * @param <C> what a call needs
 * @param <R> what comes back
 */
@FunctionalInterface
public interface Loader<C, R> {

  /**
   * Calls.
   *
   * @throws Exception what the method throws
   */
  @Nullable R load(Object key, C call) throws Exception;
}
