package io.nearfar.internal.jcache;

/** The one rule of all {@code unwrap} methods. */
final class Unwrapping {
  private Unwrapping() {}

  static <T> T unwrap(Object object, Class<T> type) {
    Checks.nonNull(type, "The type to unwrap to");
    if (!type.isInstance(object)) {
      throw new IllegalArgumentException(JCacheMessages.unknownUnwrap(object.getClass(), type));
    }
    return type.cast(object);
  }
}
