package io.nearfar.internal.codec;

import java.lang.reflect.Field;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.fory.collection.MultiKeyWeakMap;

/**
 * Keeps Fory from starting a thread. The first engine would start one that never ends and that
 * holds the class loader of the application which happened to come first, and Fory's own, for as
 * long as the JVM lives. It cleans a map of generated accessors, which Fory fills with a handful of
 * the JDK's classes and no others as long as no code is generated.
 */
final class ForyThreads {
  private ForyThreads() {}

  /**
   * To be called before Fory is used.
   *
   * @return false if this version of Fory is another one; it may start its thread then
   */
  static boolean prevent() {
    try {
      Field started = MultiKeyWeakMap.class.getDeclaredField("CLEANER_STARTED");
      started.setAccessible(true);
      ((AtomicBoolean) started.get(null)).set(true);
      return true;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return false;
    }
  }
}
