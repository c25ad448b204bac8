package io.nearfar.internal.codec;

import java.io.Serial;

/**
 * Leaves a copy half-way because of one object in it. One per class and without a stack trace, so
 * that leaving costs little; never seen outside of this package.
 */
final class DetourException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient Class<?> type;
  private final int route;

  DetourException(Class<?> type, int route) {
    super(type.getName(), null, /* enableSuppression= */ false, /* writableStackTrace= */ false);
    this.type = type;
    this.route = route;
  }

  /** The class of the object that was met. */
  Class<?> type() {
    return type;
  }

  /** Its route, of {@link CopyRoutes}. */
  int route() {
    return route;
  }
}
