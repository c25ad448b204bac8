package io.nearfar.internal.far;

/**
 * Keeps the driver's classes out of the JVM's selectors.
 *
 * <p>Netty puts a set of keys of its own into each selector that it opens, past the API, for some
 * nanoseconds per event. The JIT compiler then writes that class into {@code
 * SelectorImpl.select()}. A server's own threads wait in that same code for minutes or hours, and
 * code on a stack keeps what it names: Netty's class, and with it the whole application, long after
 * its undeployment. Netty has a switch for it, which it reads once, when its class for selectors is
 * initialized.
 */
final class JvmSelectors {
  /** In the jar that bundles the driver it is renamed with it, so nobody else's Netty reads it. */
  private static final String SWITCH = "io.netty.noKeySetOptimization";

  private static final String BUNDLED = "io.nearfar.";

  private JvmSelectors() {}

  /**
   * To be called before the driver is used. Does nothing if the driver is not bundled: the switch
   * is then one of other libraries, too.
   */
  static void leaveAlone() {
    if (SWITCH.startsWith(BUNDLED)) {
      System.getProperties().putIfAbsent(SWITCH, "true");
    }
  }
}
