package io.nearfar.internal.util;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;

/** What the JDK remembers of records. Stateless. */
public final class RecordMethods {
  private static final Logger LOGGER = System.getLogger(RecordMethods.class.getName());

  private RecordMethods() {}

  /**
   * Makes the JDK forget the class whose {@code equals}, {@code hashCode} or {@code toString} was
   * linked last. To link them it converts method handles that it holds for ever, and up to Java 17
   * each refers to the types of its last conversion: a record of an undeployed application would
   * keep the application in memory. So they are linked once more, for a class of the JDK.
   */
  public static void forgetLast() {
    try {
      link("equals", MethodType.methodType(boolean.class, String.class, Object.class));
      link("hashCode", MethodType.methodType(int.class, String.class));
      link("toString", MethodType.methodType(String.class, String.class));
    } catch (Throwable e) { // as declared there
      LOGGER.log(Level.DEBUG, "The JDK may go on remembering a record", e);
    }
  }

  private static void link(String method, MethodType type) throws Throwable {
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    MethodHandle component =
        lookup.findVirtual(String.class, "toString", MethodType.methodType(String.class));
    Object linked =
        ObjectMethods.bootstrap(lookup, method, type, String.class, "component", component);
    LOGGER.log(Level.TRACE, "Linked {0}", linked);
  }
}
