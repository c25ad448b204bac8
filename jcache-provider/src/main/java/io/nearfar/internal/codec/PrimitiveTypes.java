package io.nearfar.internal.codec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The primitive types, numbered as in the data: the order never changes. */
final class PrimitiveTypes {
  private static final List<Class<?>> TYPES =
      List.of(
          boolean.class,
          byte.class,
          char.class,
          short.class,
          int.class,
          long.class,
          float.class,
          double.class,
          void.class);

  private PrimitiveTypes() {}

  static boolean isName(String name) {
    return ofName(name) != null;
  }

  static @Nullable Class<?> ofName(String name) {
    for (Class<?> type : TYPES) {
      if (type.getName().equals(name)) {
        return type;
      }
    }
    return null;
  }
}
