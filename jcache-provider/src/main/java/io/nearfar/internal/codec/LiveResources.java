package io.nearfar.internal.codec;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Recognises objects that stand for something alive in this JVM: a thread, a lock, an open file or
 * connection, a position in an iteration. A duplicate of their fields would be a second handle to
 * the same thing, or a lock that guards nothing.
 */
final class LiveResources {

  /** The application's: as one literal, it would be renamed to the one in our jar. */
  private static final String SLF4J_LOGGER = String.join(".", "org", "slf4j", "Logger");

  /** By name, because some of these types are not in every runtime. */
  private static final Set<String> TYPES =
      Set.of(
          "java.lang.Thread",
          "java.lang.ThreadGroup",
          "java.lang.ThreadLocal",
          "java.lang.ClassLoader",
          "java.lang.Process",
          "java.lang.ProcessHandle",
          "java.lang.System$Logger",
          "java.lang.invoke.MethodHandle",
          "java.lang.invoke.VarHandle",
          "java.lang.ref.Reference",
          "java.lang.reflect.AccessibleObject",
          "java.io.InputStream",
          "java.io.OutputStream",
          "java.io.Reader",
          "java.io.Writer",
          "java.io.RandomAccessFile",
          "java.net.Socket",
          "java.net.ServerSocket",
          "java.net.DatagramSocket",
          "java.net.URLConnection",
          "java.net.http.HttpClient",
          "java.nio.channels.Channel",
          "java.nio.channels.Selector",
          "java.nio.file.FileSystem",
          "java.nio.file.WatchService",
          "java.sql.Connection",
          "java.sql.Statement",
          "java.sql.ResultSet",
          "javax.sql.DataSource",
          "javax.naming.Context",
          "javax.persistence.EntityManager",
          "javax.persistence.EntityManagerFactory",
          "jakarta.persistence.EntityManager",
          "jakarta.persistence.EntityManagerFactory",
          "java.util.Enumeration",
          "java.util.Iterator",
          "java.util.Spliterator",
          "java.util.Timer",
          "java.util.TimerTask",
          "java.util.concurrent.CountDownLatch",
          "java.util.concurrent.CyclicBarrier",
          "java.util.concurrent.Executor",
          "java.util.concurrent.Future",
          "java.util.concurrent.Phaser",
          "java.util.concurrent.Semaphore",
          "java.util.concurrent.locks.AbstractOwnableSynchronizer",
          "java.util.concurrent.locks.Condition",
          "java.util.concurrent.locks.Lock",
          "java.util.concurrent.locks.ReadWriteLock",
          "java.util.concurrent.locks.StampedLock",
          "java.util.logging.Logger",
          "java.util.stream.BaseStream",
          SLF4J_LOGGER);

  private LiveResources() {}

  /** Whether the class is, extends or implements one of them. */
  static boolean isResource(@Nullable Class<?> type) {
    if (type == null || type == Object.class) {
      return false;
    }
    if (TYPES.contains(type.getName())) {
      return true;
    }
    for (Class<?> parent : type.getInterfaces()) {
      if (isResource(parent)) {
        return true;
      }
    }
    return isResource(type.getSuperclass());
  }
}
