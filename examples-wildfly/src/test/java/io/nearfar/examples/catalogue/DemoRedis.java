package io.nearfar.examples.catalogue;

import io.nearfar.internal.far.embedded.EmbeddedRedis;

/**
 * Starts the Redis of the demo; for the Maven profile {@code demo}. It is a child of the JVM that
 * calls, ends with it, and so outlives the application and the WildFly that runs it.
 */
public final class DemoRedis {

  private DemoRedis() {}

  /**
   * Starts it, and comes back at once. One that runs on the port already is used.
   *
   * @param arguments the port
   */
  public static void main(String[] arguments) {
    // Nobody closes it: it ends with this JVM.
    EmbeddedRedis.acquire(DemoRedis.class.getClassLoader(), Integer.parseInt(arguments[0]));
  }
}
