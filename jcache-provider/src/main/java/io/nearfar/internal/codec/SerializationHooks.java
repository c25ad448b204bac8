package io.nearfar.internal.codec;

import java.io.Externalizable;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a serializable class takes part in its own serialization. Such a class says
 * what a copy of it is, so it is copied by serialization and not field by field.
 */
final class SerializationHooks {

  private SerializationHooks() {}

  static boolean present(Class<?> type) {
    if (!Serializable.class.isAssignableFrom(type)) {
      return false;
    }
    if (Externalizable.class.isAssignableFrom(type)) {
      return true;
    }
    for (Class<?> level = type; level != null && level != Object.class; level = parent(level)) {
      if (declaresReplacement(level) || (!type.isRecord() && declaresStreamMethods(level))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether its serialized form is just the values of its fields, and only reading that form does
   * something more: computes a transient field again, checks, or gives another object.
   */
  static boolean onlyReading(Class<?> type) {
    if (Externalizable.class.isAssignableFrom(type)) {
      return false;
    }
    for (Class<?> level = type; level != null && level != Object.class; level = parent(level)) {
      if (!Serializable.class.isAssignableFrom(level)
          || declares(level, "writeReplace", Object.class)
          || declares(level, "writeObject", void.class, ObjectOutputStream.class)
          || declaresFieldList(level)) {
        return false;
      }
    }
    return Serializable.class.isAssignableFrom(type);
  }

  private static @Nullable Class<?> parent(Class<?> type) {
    return type.getSuperclass();
  }

  private static boolean declaresReplacement(Class<?> level) {
    return declares(level, "writeReplace", Object.class)
        || declares(level, "readResolve", Object.class);
  }

  private static boolean declaresStreamMethods(Class<?> level) {
    return declares(level, "writeObject", void.class, ObjectOutputStream.class)
        || declares(level, "readObject", void.class, ObjectInputStream.class)
        || declares(level, "readObjectNoData", void.class)
        || declaresFieldList(level);
  }

  private static boolean declares(
      Class<?> level, String name, Class<?> result, Class<?>... parameters) {
    try {
      Method method = level.getDeclaredMethod(name, parameters);
      return method.getReturnType() == result && !Modifier.isStatic(method.getModifiers());
    } catch (NoSuchMethodException e) {
      return false;
    }
  }

  private static boolean declaresFieldList(Class<?> level) {
    try {
      Field field = level.getDeclaredField("serialPersistentFields");
      return Modifier.isStatic(field.getModifiers());
    } catch (NoSuchFieldException e) {
      return false;
    }
  }
}
