package io.nearfar.internal.util;

import org.jspecify.annotations.Nullable;

/** Keeps the first of several failures, with the others as suppressed. */
public final class Failures {
  private Failures() {}

  /**
   * Adds a failure to those before.
   *
   * @param first the first failure so far; null = none
   * @param next one more, or the same once more: an exception may be thrown twice
   * @return the first failure
   */
  public static Throwable add(@Nullable Throwable first, Throwable next) {
    if (first == null) {
      return next;
    }
    if (first != next) {
      first.addSuppressed(next);
    }
    return first;
  }

  /** Throws what {@link #add} has kept, if anything; only for what is unchecked. */
  public static void throwIfAny(@Nullable Throwable first) {
    if (first instanceof Error e) {
      throw e;
    }
    if (first instanceof RuntimeException e) {
      throw e;
    }
  }
}
