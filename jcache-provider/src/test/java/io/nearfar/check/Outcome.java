package io.nearfar.check;

import io.nearfar.spi.FarException;
import org.jspecify.annotations.Nullable;

/** How an operation ended. */
enum Outcome {
  /** It returned. */
  DONE,
  /** It failed, and said that it has changed nothing. */
  FAILED,
  /** It failed, or its JVM died; it may have been executed, or be executed later. */
  UNKNOWN,
  /** It failed in a way that the far tier does not explain. */
  ERROR;

  /** What a failure says about itself. */
  static Outcome of(RuntimeException failure) {
    Throwable next = failure;
    for (int depth = 0; next != null && depth < 20; depth++) {
      if (next instanceof FarException far) {
        return of(far);
      }
      next = cause(next);
    }
    return ERROR;
  }

  private static Outcome of(FarException far) {
    return far.outcomeUnknown() ? UNKNOWN : FAILED;
  }

  private static @Nullable Throwable cause(Throwable failure) {
    return failure.getCause();
  }
}
