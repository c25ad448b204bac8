package io.nearfar.internal.codec;

import java.lang.reflect.Field;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.fory.collection.MultiKeyWeakMap;

/**
 * Keeps Fory from starting its one thread, a daemon that tidies up a table of generated accessors
 * and never ends: it would hold our class loader, and with it the application that we came with,
 * for as long as the JVM lives. We fill that table with a handful of accessors for JDK classes, so
 * there is nothing to tidy up.
 */
final class ForyThreads {

  private ForyThreads() {}

  /**
   * Tells Fory that the thread is running. Has to happen before Fory is used for the first time.
   */
  static void prevent() {
    try {
      Field started = MultiKeyWeakMap.class.getDeclaredField("CLEANER_STARTED");
      started.setAccessible(true);
      ((AtomicBoolean) started.get(null)).set(true);
    } catch (ReflectiveOperationException | RuntimeException e) {
      System.getLogger(ForyThreads.class.getName())
          .log(System.Logger.Level.DEBUG, "Fory may start a thread", e);
    }
  }
}
