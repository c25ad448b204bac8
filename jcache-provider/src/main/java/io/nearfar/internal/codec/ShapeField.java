package io.nearfar.internal.codec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/**
 * One field: how it is read from an object and set in a new one. Setting checks the type, whatever
 * the bytes claim, and goes for final fields too.
 */
final class ShapeField {
  private final Class<?> type;
  private final String name;
  private final MethodHandle getter;

  /** Null in records, which are made by their constructor. */
  private final @Nullable MethodHandle setter;

  /**
   * For a field.
   *
   * @throws RuntimeException if its module does not let us see it
   */
  ShapeField(Field field, boolean settable) throws IllegalAccessException {
    field.setAccessible(true);
    this.type = field.getType();
    this.name = field.getName();
    Class<?> shown = type.isPrimitive() ? type : Object.class;
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    this.getter = lookup.unreflectGetter(field).asType(MethodType.methodType(shown, Object.class));
    this.setter =
        settable
            ? lookup
                .unreflectSetter(field)
                .asType(MethodType.methodType(void.class, Object.class, shown))
            : null;
  }

  Class<?> type() {
    return type;
  }

  boolean isPrimitive() {
    return type.isPrimitive();
  }

  @Override
  public String toString() {
    return name + ':' + type.getName();
  }

  @Nullable Object get(Object object) {
    try {
      return (Object) getter.invokeExact(object);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /**
   * Sets a reference.
   *
   * @throws ClassCastException if the value is not of the field's type
   */
  void set(Object object, @Nullable Object value) {
    try {
      setter().invokeExact(object, value);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Writes a field of a primitive type, without a tag: the type is known. */
  void writePrimitive(PayloadWriter out, Object object) {
    try {
      if (type == int.class) {
        out.zigzag((int) getter.invokeExact(object));
      } else if (type == long.class) {
        out.zigzagLong((long) getter.invokeExact(object));
      } else if (type == boolean.class) {
        out.u8((boolean) getter.invokeExact(object) ? 1 : 0);
      } else if (type == double.class) {
        out.real64((double) getter.invokeExact(object));
      } else if (type == float.class) {
        out.real32((float) getter.invokeExact(object));
      } else if (type == short.class) {
        out.zigzag((short) getter.invokeExact(object));
      } else if (type == byte.class) {
        out.u8((byte) getter.invokeExact(object));
      } else {
        out.varint((char) getter.invokeExact(object));
      }
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Reads a primitive value and sets it. */
  void readPrimitive(PayloadReader in, Object object) {
    try {
      if (type == int.class) {
        setter().invokeExact(object, in.zigzag());
      } else if (type == long.class) {
        setter().invokeExact(object, in.zigzagLong());
      } else if (type == boolean.class) {
        setter().invokeExact(object, truth(in));
      } else if (type == double.class) {
        setter().invokeExact(object, in.real64());
      } else if (type == float.class) {
        setter().invokeExact(object, in.real32());
      } else if (type == short.class) {
        setter().invokeExact(object, (short) in.zigzag());
      } else if (type == byte.class) {
        setter().invokeExact(object, (byte) in.u8());
      } else {
        setter().invokeExact(object, (char) in.varint());
      }
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Reads a primitive value for the constructor of a record. */
  Object readBoxed(PayloadReader in) {
    if (type == int.class) {
      return in.zigzag();
    } else if (type == long.class) {
      return in.zigzagLong();
    } else if (type == boolean.class) {
      return truth(in);
    } else if (type == double.class) {
      return in.real64();
    } else if (type == float.class) {
      return in.real32();
    } else if (type == short.class) {
      return (short) in.zigzag();
    } else if (type == byte.class) {
      return (byte) in.u8();
    } else {
      return (char) in.varint();
    }
  }

  private static boolean truth(PayloadReader in) {
    int value = in.u8();
    if (value > 1) {
      throw CodecMessages.unreadable("A truth value is none");
    }
    return value == 1;
  }

  private MethodHandle setter() {
    MethodHandle found = setter;
    if (found == null) {
      throw new IllegalStateException("not settable: " + this);
    }
    return found;
  }

  private static RuntimeException unexpected(Throwable e) {
    if (e instanceof Error error) {
      throw error;
    }
    return e instanceof RuntimeException known ? known : new IllegalStateException(e);
  }
}
