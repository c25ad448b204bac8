package io.nearfar.internal.near;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;

/**
 * What the instances of a class take, and where they lead: found by reflection once per class.
 *
 * <p>Fields of JDK classes are counted but not followed, even where the JVM was started so that we
 * could: containers are understood better from outside, see {@link HeapContainers}.
 *
 * <p>The results are kept with the classes themselves, as objects of JDK types only. So neither the
 * application's class loaders nor our own are kept from being unloaded.
 */
final class HeapShapes {

  /** Stands for a string that cannot be reached: the object, and some twenty characters. */
  private static final int UNSEEN_STRING_BYTES = 64;

  /** Stands for anything else that cannot be reached and whose class is not known either. */
  private static final int UNSEEN_OBJECT_BYTES = 24;

  /** From a hidden field's type to the fields of that type, and no further. */
  private static final int HIDDEN_DEPTH = 2;

  private final HeapLayout layout;

  private final ClassValue<Field[]> paths =
      new ClassValue<>() {
        @Override
        protected Field[] computeValue(Class<?> type) {
          return followable(type);
        }
      };

  /** Own bytes, and bytes behind hidden fields. */
  private final ClassValue<long[]> sizes =
      new ClassValue<>() {
        @Override
        protected long[] computeValue(Class<?> type) {
          return new long[] {measureOwn(type), measureHidden(type, HIDDEN_DEPTH)};
        }
      };

  HeapShapes(HeapLayout layout) {
    this.layout = layout;
  }

  /** Whether objects of this type serve many, so that no entry is to be charged for them. */
  static boolean isShared(Class<?> type) {
    return Enum.class.isAssignableFrom(type)
        || type == Class.class
        || type == Boolean.class
        || type == Byte.class
        || type == Locale.class
        || ZoneId.class.isAssignableFrom(type)
        || ClassLoader.class.isAssignableFrom(type)
        || Thread.class.isAssignableFrom(type)
        || Charset.class.isAssignableFrom(type)
        || TimeZone.class.isAssignableFrom(type);
  }

  /** Whether a class belongs to the JDK. */
  static boolean isJdk(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return loader == null || loader == ClassLoader.getPlatformClassLoader();
  }

  /** The size of an object of this class alone. */
  long own(Class<?> type) {
    return sizes.get(type)[0];
  }

  /** A guess at what is behind the fields that cannot be followed. */
  long hidden(Class<?> type) {
    return sizes.get(type)[1];
  }

  /** The reference fields that can be followed. The caller does not change the array. */
  Field[] paths(Class<?> type) {
    return paths.get(type);
  }

  private long measureOwn(Class<?> type) {
    long primitives = 0;
    long references = 0;
    for (Field field : instanceFields(type)) {
      if (field.getType().isPrimitive()) {
        primitives += primitiveBytes(field.getType());
      } else {
        references++;
      }
    }
    return layout.object(primitives, references);
  }

  private long measureHidden(Class<?> type, int depth) {
    if (Date.class.isAssignableFrom(type)) {
      return 0; // Its one reference is nearly always null.
    }
    long bytes = 0;
    for (Field field : instanceFields(type)) {
      if (!field.getType().isPrimitive() && !isFollowable(field)) {
        bytes += unseen(field.getType(), depth);
      }
    }
    return bytes;
  }

  /** What a field of this type probably leads to. */
  private long unseen(Class<?> type, int depth) {
    if (isShared(type)) {
      return 0;
    }
    if (type == String.class) {
      return UNSEEN_STRING_BYTES;
    }
    if (type.isInterface()
        || type.isArray()
        || Modifier.isAbstract(type.getModifiers())
        || type == Object.class) {
      return UNSEEN_OBJECT_BYTES;
    }
    return measureOwn(type) + (depth == 0 ? 0 : measureHidden(type, depth - 1));
  }

  private static Field[] followable(Class<?> type) {
    return instanceFields(type).stream()
        .filter(field -> !field.getType().isPrimitive() && isFollowable(field))
        .toArray(Field[]::new);
  }

  private static boolean isFollowable(Field field) {
    return !isJdk(field.getDeclaringClass()) && field.trySetAccessible();
  }

  private static List<Field> instanceFields(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      for (Field field : declaredFields(c)) {
        if (!Modifier.isStatic(field.getModifiers())) {
          fields.add(field);
        }
      }
    }
    return fields;
  }

  private static Field[] declaredFields(Class<?> type) {
    try {
      return type.getDeclaredFields();
    } catch (LinkageError e) {
      return new Field[0]; // The class of a field is missing; nothing can be in it then.
    }
  }

  static int primitiveBytes(Class<?> type) {
    if (type == long.class || type == double.class) {
      return Long.BYTES;
    }
    if (type == int.class || type == float.class) {
      return Integer.BYTES;
    }
    if (type == short.class || type == char.class) {
      return Short.BYTES;
    }
    return Byte.BYTES;
  }
}
