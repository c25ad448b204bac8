package io.nearfar.cdi.internal.results;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Tells the tags of a result that is stored. One object serves all calls.
 *
 * @param <C> what a call needs
 */
@FunctionalInterface
public interface Tagger<C> {

  /**
   * The tags.
   *
   * @param result of the method; may be null
   * @throws RuntimeException if there are none: the result is not stored, and the call fails
   */
  Collection<String> tags(C call, @Nullable Object result);
}
