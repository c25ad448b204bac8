package io.nearfar.cdi.internal.results;

import java.io.Serial;

/** Carries what a method has thrown through a function that may not throw it. */
final class CheckedFailure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final Exception failure;

  CheckedFailure(Exception failure) {
    super(
        failure.toString(),
        failure,
        /* enableSuppression= */ false,
        /* writableStackTrace= */ false);
    this.failure = failure;
  }

  Exception failure() {
    return failure;
  }
}
