package io.nearfar.cdi.internal.model;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

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
}
