package io.nearfar.cdi;

import java.util.Set;

/**
 * Fires the events of {@link InvalidateOn}; a bean: {@code @Inject CacheEvents events}.
 * Thread-safe.
 */
public interface CacheEvents {

  /**
   * Fires an event in the caches of the application's manager: those of methods that name it, and
   * all others that are open; of them, those of Nearfar. They are told in one batch, with one round
   * trip per node of the far tier; blocks for it. A batch that is open in the calling thread, or a
   * transaction, comes first, as with all invalidations.
   *
   * @param event its name, without the prefix {@code event:}
   * @return the names of the caches
   * @throws NullPointerException if the name is null
   * @throws IllegalArgumentException if it is empty, too long, or no valid text
   * @throws javax.cache.CacheException if the far tier fails; some entries may be invalid then
   * @throws IllegalStateException if the application has been stopped
   */
  Set<String> fire(String event);
}
