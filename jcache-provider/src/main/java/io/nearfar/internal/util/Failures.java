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

  /**
   * Runs one of several steps that all have to be tried.
   *
   * @param first the first failure so far; null = none
   * @return the first failure, that of the step included; null = none
   */
  public static @Nullable Throwable after(@Nullable Throwable first, Runnable step) {
    try {
      step.run();
      return first;
    } catch (RuntimeException | Error e) {
      return add(first, e);
    }
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
