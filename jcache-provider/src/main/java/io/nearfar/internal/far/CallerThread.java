package io.nearfar.internal.far;

import io.netty.util.concurrent.FastThreadLocal;
import io.netty.util.internal.InternalThreadLocalMap;

/**
 * Keeps the threads that open and close the driver as they were; all else it does on its own. Its
 * network library leaves thread locals on each; on a thread of a server they would hold our class
 * loader, and with it an application that is long undeployed. Whoever calls the driver brackets it:
 *
 * <pre>{@code
 * boolean wasClean = CallerThread.isClean();
 * try {
 *   ...
 * } finally {
 *   CallerThread.leave(wasClean);
 * }
 * }</pre>
 *
 * Brackets may be nested.
 */
final class CallerThread {
  private CallerThread() {}

  /**
   * Whether the library has nothing on the calling thread. If it has, that belongs to somebody
   * else: to a bracket around this one, or to an application that uses the same library.
   */
  static boolean isClean() {
    return InternalThreadLocalMap.getIfSet() == null;
  }

  /** Removes what has come since, if there was nothing. */
  static void leave(boolean wasClean) {
    if (wasClean) {
      FastThreadLocal.removeAll();
    }
  }
}
