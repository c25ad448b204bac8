package io.nearfar.internal.codec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;

/**
 * Makes objects without running a constructor, as deserialization does.
 *
 * <p>{@code sun.misc.Unsafe} is reached by name: the compiler warns of it, and it is only this one
 * method that we use, which has no successor and is not among those that newer JDKs deprecate.
 */
final class Allocation {
  private static final MethodHandle ALLOCATE = find();

  private Allocation() {}

  private static MethodHandle find() {
    try {
      // By the JDK's loader: ours may be that of a module that was not told of jdk.unsupported.
      Class<?> unsafe =
          Class.forName(
              "sun.misc.Unsafe", /* initialize= */ true, ClassLoader.getPlatformClassLoader());
      Field instance = unsafe.getDeclaredField("theUnsafe");
      instance.setAccessible(true);
      return MethodHandles.publicLookup()
          .findVirtual(unsafe, "allocateInstance", MethodType.methodType(Object.class, Class.class))
          .bindTo(instance.get(null));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** A new object with all fields at their defaults. */
  static Object allocate(Class<?> type) {
    try {
      return (Object) ALLOCATE.invokeExact(type);
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
