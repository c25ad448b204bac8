package io.nearfar.cdi.internal.expressions;

import java.lang.reflect.Array;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What holds values, of which each gives a tag of its own. */
final class Contents {
  private Contents() {}

  /** The type of the values in a type, in what they hold, and so on; itself if it holds none. */
  static Type type(Type closed) {
    Type type = closed;
    for (Type inner = inner(type); inner != null; inner = inner(type)) {
      type = inner;
    }
    return type;
  }

  private static @Nullable Type inner(Type type) {
    Class<?> raw = Types.raw(type);
    if (raw.isArray()) {
      return raw.getComponentType();
    } else if (raw == Optional.class) {
      return Types.argument(type, Optional.class, 0);
    } else if (raw == OptionalInt.class) {
      return int.class;
    } else if (raw == OptionalLong.class) {
      return long.class;
    } else if (isIterable(raw)) {
      Type element = Types.argument(type, Iterable.class, 0);
      // A class may be an Iterable of itself.
      return Types.raw(element) == raw ? Object.class : element;
    }
    return null;
  }

  /** A path of the file system holds itself. */
  private static boolean isIterable(Class<?> raw) {
    return Iterable.class.isAssignableFrom(raw) && !Path.class.isAssignableFrom(raw);
  }

  /**
   * Hands over what a value holds.
   *
   * @param inner takes each, which may be null and may hold values itself
   * @return false if it holds none: it is a value itself
   */
  static boolean forEach(Object value, Consumer<@Nullable Object> inner) {
    if (value instanceof String) {
      return false;
    } else if (value instanceof Iterable<?> several && !(value instanceof Path)) {
      several.forEach(inner);
    } else if (value instanceof Optional<?> optional) {
      optional.ifPresent(inner);
    } else if (value instanceof OptionalLong optional) {
      optional.ifPresent(inner::accept);
    } else if (value instanceof OptionalInt optional) {
      optional.ifPresent(inner::accept);
    } else if (value.getClass().isArray()) {
      for (int i = 0; i < Array.getLength(value); i++) {
        inner.accept(Array.get(value, i));
      }
    } else {
      return false;
    }
    return true;
  }
}
