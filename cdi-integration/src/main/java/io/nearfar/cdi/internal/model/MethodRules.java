package io.nearfar.cdi.internal.model;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;

/** What containers can intercept. */
public final class MethodRules {
  private static final int NEVER = Modifier.PRIVATE | Modifier.STATIC | Modifier.FINAL;

  private MethodRules() {}

  /** Whether a subclass of the container can stand before the method. */
  public static boolean isInterceptable(Method method) {
    return (method.getModifiers() & NEVER) == 0
        && !method.isSynthetic()
        && method.getDeclaringClass() != Object.class;
  }

  /** The modifiers that prevent it; empty if nothing does. */
  public static String obstacle(Method method) {
    return Modifier.toString(method.getModifiers() & NEVER);
  }

  /** Whether a class between that of the bean and that of the method overrides it. */
  public static boolean isOverridden(Method method, Class<?> type) {
    if ((method.getModifiers() & (Modifier.PRIVATE | Modifier.STATIC)) != 0) {
      return false;
    }
    for (Class<?> below = type;
        below != null && below != method.getDeclaringClass();
        below = below.getSuperclass()) {
      for (Method other : below.getDeclaredMethods()) {
        if (other.getName().equals(method.getName())
            && (other.getModifiers() & (Modifier.PRIVATE | Modifier.STATIC)) == 0
            && Arrays.equals(other.getParameterTypes(), method.getParameterTypes())) {
          return true;
        }
      }
    }
    return false;
  }
}
