package io.nearfar.cdi;

import java.lang.reflect.Array;

/** Copies arrays with the arrays in them: what callers do to theirs must not change a key. */
final class ArrayCopies {
  private ArrayCopies() {}

  /** A copy if it is an array, otherwise the object itself. */
  static Object copy(Object value) {
    Class<?> type = value.getClass();
    if (!type.isArray()) {
      return value;
    }
    int length = Array.getLength(value);
    // Equal arrays of objects are encoded alike, whatever their types.
    Class<?> component = value instanceof Object[] ? Object.class : type.getComponentType();
    Object copy = Array.newInstance(component, length);
    System.arraycopy(value, 0, copy, 0, length);
    if (copy instanceof Object[] elements) {
      for (int i = 0; i < length; i++) {
        if (elements[i] != null) {
          elements[i] = copy(elements[i]);
        }
      }
    }
    return copy;
  }
}
