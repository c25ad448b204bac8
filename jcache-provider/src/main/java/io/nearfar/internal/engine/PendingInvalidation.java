package io.nearfar.internal.engine;

/** An invalidation that has been sent. */
@FunctionalInterface
public interface PendingInvalidation {

  /**
   * Waits for its end.
   *
   * @return how many of the keys had an entry
   * @throws RuntimeException if some of it failed, or may have
   */
  long await();
}
