package io.nearfar.cdi;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/**
 * The fields of records, in the order of their components. Equality is that of the fields; an
 * accessor may return something else.
 */
final class RecordFields {
  private static final Field[] UNKNOWN = {};

  /** With values of the JDK alone: a class that outlives us holds none of ours. */
  private static final ClassValue<Field[]> FIELDS = new Finder();

  private RecordFields() {}

  /**
   * The fields of a class of records, to be read and not to be changed.
   *
   * @return null if its equality is its own, or if its module is not open
   */
  static Field @Nullable [] of(Class<?> type) {
    Field[] fields = FIELDS.get(type);
    return fields == UNKNOWN ? null : fields;
  }

  /** The value of one of {@link #of}. */
  static @Nullable Object read(Field field, Record entry) {
    try {
      return field.get(entry);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("It was made accessible: " + field, e);
    }
  }

  private static Field[] find(Class<?> type) {
    if (!hasEqualsOfRecords(type)) {
      return UNKNOWN;
    }
    try {
      RecordComponent[] components = type.getRecordComponents();
      Field[] fields = new Field[components.length];
      for (int i = 0; i < fields.length; i++) {
        fields[i] = type.getDeclaredField(components[i].getName());
        fields[i].setAccessible(true);
      }
      return fields;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return UNKNOWN;
    }
  }

  /** The compiler's equals is final; one that was written by hand is hardly ever. */
  private static boolean hasEqualsOfRecords(Class<?> type) {
    try {
      return Modifier.isFinal(type.getDeclaredMethod("equals", Object.class).getModifiers());
    } catch (NoSuchMethodException e) {
      return false;
    }
  }

  private static final class Finder extends ClassValue<Field[]> {
    @Override
    protected Field[] computeValue(Class<?> type) {
      return find(type);
    }
  }
}
