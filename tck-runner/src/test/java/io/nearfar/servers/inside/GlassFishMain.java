package io.nearfar.servers.inside;

import java.io.File;
import java.lang.reflect.Method;

/** Embedded GlassFish on one port of 127.0.0.1. */
public final class GlassFishMain {
  private static final String API = "org.glassfish.embeddable.";
  private static final String LISTENER =
      "embedded-glassfish-config.server.network-config.network-listeners"
          + ".network-listener.http-listener.";

  private GlassFishMain() {}

  /**
   * Starts the server, and follows {@link Commands}.
   *
   * @param arguments the port
   */
  public static void main(String... arguments) throws Exception {
    Class<?> propertiesType = Class.forName(API + "GlassFishProperties");
    Object properties = propertiesType.getConstructor().newInstance();
    Method set = propertiesType.getMethod("setProperty", String.class, String.class);
    set.invoke(properties, LISTENER + "port", arguments[0]);
    set.invoke(properties, LISTENER + "address", "127.0.0.1");
    set.invoke(properties, LISTENER + "enabled", "true");

    Class<?> runtimeType = Class.forName(API + "GlassFishRuntime");
    Object runtime = runtimeType.getMethod("bootstrap").invoke(null);
    Object glassFish =
        runtimeType.getMethod("newGlassFish", propertiesType).invoke(runtime, properties);
    Class<?> type = Class.forName(API + "GlassFish");
    type.getMethod("start").invoke(glassFish);

    Object deployer = type.getMethod("getDeployer").invoke(glassFish);
    Class<?> deployerType = Class.forName(API + "Deployer");
    Method deploy = deployerType.getMethod("deploy", File.class, String[].class);
    Method undeploy = deployerType.getMethod("undeploy", String.class, String[].class);
    Commands.follow(
        new Commands.Server() {
          @Override
          public void deploy(String name, File archive) throws Exception {
            String[] options = {"--name=" + name, "--contextroot=" + name};
            if (deploy.invoke(deployer, archive, options) == null) {
              throw new IllegalStateException("Not deployed: " + archive);
            }
          }

          @Override
          public void undeploy(String name) throws Exception {
            undeploy.invoke(deployer, name, new String[0]);
          }
        });
    type.getMethod("dispose").invoke(glassFish);
  }
}
