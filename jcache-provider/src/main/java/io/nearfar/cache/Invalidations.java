package io.nearfar.cache;

import io.nearfar.internal.batch.Batches;
import java.time.Duration;

/** Invalidations that concern more than one call or cache. Thread-safe. */
public final class Invalidations {
  /**
   * How long at most a batch that waits for its transaction keeps what it is about from being
   * served and stored: should the node die in between, the caches recover after that.
   */
  public static final Duration MAX_HOLD = Batches.MAX_HOLD;

  private Invalidations() {}

  /**
   * Collects the invalidations of this thread from now on.
   *
   * <p>It must be closed: a batch that is open for more than ten minutes was left open, and the
   * next invalidation of the thread says so with an {@link IllegalStateException}. It takes 100,000
   * different keys and tags at most; what is beyond is refused with one.
   *
   * @return to be closed by this thread; see there
   */
  public static InvalidationBatch batch() {
    return new OpenBatch(Batches.OF_JVM.open());
  }
}
