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
            && Arrays.equals(other.getParameterTypes(), method.getParameterTypes())
            && (!other.isBridge() || hasTarget(other, method))) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Whether a method is the bridge that the compiler puts into a public class for a method that it
   * inherits from a class that is not public. It overrides nothing: it only calls the other.
   */
  public static boolean isBridgeTo(Method bridge, Method method) {
    return bridge.isBridge()
        && bridge.getName().equals(method.getName())
        && bridge.getReturnType() == method.getReturnType()
        && bridge.getDeclaringClass() != method.getDeclaringClass()
        && method.getDeclaringClass().isAssignableFrom(bridge.getDeclaringClass())
        && Arrays.equals(bridge.getParameterTypes(), method.getParameterTypes());
  }

  /** Whether the bridge's class has a method of its own that overrides, and the bridge calls it. */
  private static boolean hasTarget(Method bridge, Method overridden) {
    for (Method target : bridge.getDeclaringClass().getDeclaredMethods()) {
      if (!target.isBridge()
          && target.getName().equals(bridge.getName())
          && target.getParameterCount() == bridge.getParameterCount()
          && narrows(target.getParameterTypes(), overridden)) {
        return true;
      }
    }
    return false;
  }

  /** Only parameters of a type variable are others where a method is overridden. */
  private static boolean narrows(Class<?>[] types, Method overridden) {
    for (int i = 0; i < types.length; i++) {
      Class<?> type = overridden.getParameterTypes()[i];
      if (types[i] != type
          && (overridden.getGenericParameterTypes()[i] == type
              || !type.isAssignableFrom(types[i]))) {
        return false;
      }
    }
    return true;
  }
}
