package io.nearfar.internal.codec;

import java.io.Serializable;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * What an application's class consists of: its fields, those of the topmost superclass first, by
 * name within a class; or the components of a record. Transient fields don't belong to it.
 *
 * <p>The fingerprint stands for names and types of them all, in this order, and for the {@code
 * serialVersionUID} if the class declares one. Bytes written by a class with another fingerprint
 * are not read: what a field that was added, dropped or renamed should become nobody but the
 * application knows, and a miss is cheap.
 */
final class ClassShape {
  private static final MethodType MAKER = MethodType.methodType(Object.class, Object[].class);

  private final Class<?> type;
  private final ShapeField[] fields;
  private final int fingerprint;
  private final @Nullable MethodHandle maker;

  private ClassShape(
      Class<?> type, ShapeField[] fields, int fingerprint, @Nullable MethodHandle maker) {
    this.type = type;
    this.fields = fields;
    this.fingerprint = fingerprint;
    this.maker = maker;
  }

  /**
   * For a record or another class of an application.
   *
   * @throws ReflectiveOperationException if it is not as the language makes records
   * @throws RuntimeException if its module does not let us see its fields
   */
  static ClassShape of(Class<?> type) throws ReflectiveOperationException {
    return type.isRecord() ? ofRecord(type) : ofClass(type);
  }

  private static ClassShape ofRecord(Class<?> type) throws ReflectiveOperationException {
    RecordComponent[] components = type.getRecordComponents();
    ShapeField[] fields = new ShapeField[components.length];
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      fields[i] =
          new ShapeField(type.getDeclaredField(components[i].getName()), /* settable= */ false);
    }
    Constructor<?> constructor = type.getDeclaredConstructor(types);
    constructor.setAccessible(true);
    MethodHandle maker =
        MethodHandles.lookup()
            .unreflectConstructor(constructor)
            .asSpreader(Object[].class, types.length)
            .asType(MAKER);
    return new ClassShape(type, fields, fingerprint(type, Arrays.toString(fields)), maker);
  }

  private static ClassShape ofClass(Class<?> type) throws ReflectiveOperationException {
    List<ShapeField> all = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (Class<?> level : levels(type)) {
      Field[] declared = level.getDeclaredFields();
      Arrays.sort(declared, Comparator.comparing(Field::getName));
      for (Field field : declared) {
        if ((field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0) {
          ShapeField one = new ShapeField(field, /* settable= */ true);
          all.add(one);
          text.append(one).append(',');
        }
      }
      text.append('|');
    }
    return new ClassShape(
        type, all.toArray(ShapeField[]::new), fingerprint(type, text.toString()), null);
  }

  private static List<Class<?>> levels(Class<?> type) {
    List<Class<?>> levels = new ArrayList<>();
    for (Class<?> level = type; level != null && level != Object.class; level = parent(level)) {
      levels.add(0, level);
    }
    return levels;
  }

  private static @Nullable Class<?> parent(Class<?> type) {
    return type.getSuperclass();
  }

  private static int fingerprint(Class<?> type, String text) {
    CRC32 sum = new CRC32();
    sum.update(text.getBytes(StandardCharsets.UTF_8));
    sum.update(version(type).getBytes(StandardCharsets.UTF_8));
    return (int) sum.getValue();
  }

  private static String version(Class<?> type) {
    try {
      Field field = type.getDeclaredField("serialVersionUID");
      if (Serializable.class.isAssignableFrom(type)
          && Modifier.isStatic(field.getModifiers())
          && field.getType() == long.class) {
        field.setAccessible(true);
        return Long.toString(field.getLong(null));
      }
    } catch (ReflectiveOperationException | RuntimeException e) {
      // There is none, or none that serialization would see.
    }
    return "";
  }

  ShapeField[] fields() {
    return fields;
  }

  int fingerprint() {
    return fingerprint;
  }

  /** A new object with all fields at their defaults; no constructor runs. */
  Object allocate() {
    return Allocation.allocate(type);
  }

  /** A new record. */
  Object make(@Nullable Object[] components) {
    MethodHandle made = maker;
    if (made == null) {
      throw new IllegalStateException("no record");
    }
    try {
      return (Object) made.invokeExact(components);
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
