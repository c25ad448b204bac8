package io.nearfar.servers.inside;

import java.io.File;
import java.lang.reflect.Method;

/** Payara Micro with its own options, and applications that come and go. */
public final class PayaraMicroMain {

  private PayaraMicroMain() {}

  /**
   * Starts the server, and follows {@link Commands}.
   *
   * @param options those of Payara Micro
   */
  public static void main(String... options) throws Exception {
    Class.forName("fish.payara.micro.PayaraMicro")
        .getMethod("main", String[].class)
        .invoke(null, (Object) options);
    // The server has classes of its own, and leaves their loader to this thread.
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    Class<?> boot = loader.loadClass("fish.payara.micro.impl.PayaraMicroImpl");
    Class<?> type = loader.loadClass("fish.payara.micro.PayaraMicroRuntime");
    Object runtime =
        boot.getMethod("getRuntime").invoke(boot.getMethod("getInstance").invoke(null));
    Method deploy = type.getMethod("deploy", String.class, String.class, File.class);
    Method undeploy = type.getMethod("undeploy", String.class);
    Commands.follow(
        new Commands.Server() {
          @Override
          public void deploy(String name, File archive) throws Exception {
            if (!(boolean) deploy.invoke(runtime, name, name, archive)) {
              throw new IllegalStateException("Not deployed: " + archive);
            }
          }

          @Override
          public void undeploy(String name) throws Exception {
            undeploy.invoke(runtime, name);
          }
        });
    type.getMethod("shutdown").invoke(runtime);
  }
}
