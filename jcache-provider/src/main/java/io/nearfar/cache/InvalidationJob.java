package io.nearfar.cache;

import java.util.concurrent.CompletionStage;

/** An invalidation that looks at all entries, in the background. Thread-safe; does not block. */
public interface InvalidationJob {

  /** How far it has come, now. */
  InvalidationProgress progress();

  /**
   * Ends it. What is invalid by then stays so. Without effect if it has ended.
   *
   * @return whether it had not ended
   */
  boolean cancel();

  /**
   * Its end, whether it has looked at everything or was cancelled: {@link
   * InvalidationProgress#state}.
   *
   * @return completed by a thread of the cache's own; exceptionally, with a {@link
   *     javax.cache.CacheException}, if the far tier failed, or the cache was closed: what was
   *     invalid by then stays so
   */
  CompletionStage<InvalidationProgress> end();
}
