package io.nearfar.cdi.internal.expressions;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/** Finds what reads the properties of classes. */
final class Members {
  private Members() {}

  /** A method or a field, made accessible; null if there is none, or its module is not open. */
  static @Nullable Member find(Class<?> type, String name) {
    String capitalized = Character.toUpperCase(name.charAt(0)) + name.substring(1);
    Method own = method(type, name);
    // The accessor of a record's component goes before all that looks like a getter.
    if (own != null && type.isRecord()) {
      return own;
    }
    Method getter = method(type, "get" + capitalized);
    if (getter != null) {
      return getter;
    }
    Method question = method(type, "is" + capitalized);
    if (question != null && isBoolean(question.getReturnType())) {
      return question;
    }
    return own == null ? field(type, name) : own;
  }

  private static boolean isBoolean(Class<?> type) {
    return type == boolean.class || type == Boolean.class;
  }

  private static @Nullable Method method(Class<?> type, String name) {
    for (Class<?> above = type; above != null; above = above.getSuperclass()) {
      Method declared = declared(above, name);
      if (declared != null) {
        return declared;
      }
    }
    // Of a class in a module that is not open, its interfaces may be.
    for (Class<?> above = type; above != null; above = above.getSuperclass()) {
      for (Class<?> implemented : above.getInterfaces()) {
        Method inherited = method(implemented, name);
        if (inherited != null) {
          return inherited;
        }
      }
    }
    return null;
  }

  private static @Nullable Method declared(Class<?> type, String name) {
    if (type == Object.class) {
      return null;
    }
    for (Method method : type.getDeclaredMethods()) {
      if (method.getName().equals(name)
          && method.getParameterCount() == 0
          && method.getReturnType() != void.class
          && !method.isBridge()
          && !isOfObject(name)
          && (method.getModifiers() & (Modifier.STATIC | Modifier.PRIVATE)) == 0
          && isAccessible(method)) {
        return method;
      }
    }
    return null;
  }

  /** They say nothing of the properties of an object. */
  private static boolean isOfObject(String name) {
    return name.equals("hashCode") || name.equals("toString") || name.equals("clone");
  }

  private static @Nullable Field field(Class<?> type, String name) {
    try {
      Field field = type.getField(name);
      return Modifier.isStatic(field.getModifiers()) || !isAccessible(field) ? null : field;
    } catch (NoSuchFieldException e) {
      return null;
    }
  }

  /** Public members of packages that are not exported, and others of modules that are not open. */
  private static boolean isAccessible(AccessibleObject member) {
    return member.trySetAccessible();
  }
}
