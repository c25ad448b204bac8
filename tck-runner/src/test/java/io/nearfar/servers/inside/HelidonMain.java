package io.nearfar.servers.inside;

import java.io.File;

/**
 * Helidon, whose application is on the class path: to deploy it is to start it all, once in the
 * life of the process, and to undeploy it is to end it. The JVM lives on until there are no more
 * commands, and then as long as there are threads that keep it alive.
 */
public final class HelidonMain {
  private static final String SERVER = "io.helidon.microprofile.cdi.Main";

  private HelidonMain() {}

  /** Follows {@link Commands}. */
  public static void main(String... arguments) throws Exception {
    Commands.follow(
        new Commands.Server() {
          @Override
          public void deploy(String name, File archive) throws Exception {
            Class.forName(SERVER)
                .getMethod("main", String[].class)
                .invoke(null, (Object) new String[0]);
          }

          @Override
          public void undeploy(String name) throws Exception {
            Class.forName(SERVER).getMethod("shutdown").invoke(null);
          }
        });
  }
}
