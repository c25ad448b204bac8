package io.nearfar.internal.jcache;

import org.jspecify.annotations.Nullable;

/** Argument checks of the face. */
public final class Checks {
  private Checks() {}

  /**
   * Refuses null.
   *
   * @throws NullPointerException saying which argument it was
   */
  public static <T> T nonNull(@Nullable T value, String what) {
    if (value == null) {
      throw new NullPointerException(JCacheMessages.isNull(what));
    }
    return value;
  }
}
