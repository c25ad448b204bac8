package io.nearfar.examples.catalogue;

import io.nearfar.internal.far.embedded.EmbeddedRedis;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The demo, for the Maven profile of that name: a Redis, a database and two WildFlys with the
 * catalogue. Redis is a child of this JVM and the database runs inside it, so both outlive the
 * application and the servers; all of it ends with this JVM.
 */
public final class Demo {

  private static final int NEXT_SERVER = 100;

  private Demo() {}

  /**
   * Starts everything, says where it is, and returns when both servers have ended.
   *
   * @param arguments the port of Redis, where one that runs already is used, and what is added to
   *     the ports of the servers
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int redisPort = Integer.parseInt(arguments[0]);
    int portOffset = Integer.parseInt(arguments[1]);
    // Nobody closes these two: they end with this JVM.
    EmbeddedRedis.acquire(Demo.class.getClassLoader(), redisPort);
    SharedDatabase database = SharedDatabase.start();

    Map<String, Integer> offsets = new LinkedHashMap<>();
    offsets.put("A", portOffset);
    offsets.put("B", portOffset + NEXT_SERVER);
    Map<String, WildFlyServer> servers = new LinkedHashMap<>();
    for (String name : offsets.keySet()) {
      ServerOptions options =
          ServerOptions.of(name, "redis://127.0.0.1:" + redisPort)
              .with(database)
              .at(offsets.get(name));
      WildFlyServer server = WildFlyServer.start(options);
      server.deploy(BuildOutput.war());
      servers.put(name, server);
      say("Server " + name + ": " + server.http("catalogue") + "   log: " + server.log());
    }
    say("Both share one Redis and one database. Ctrl-C ends them.");
    for (WildFlyServer server : servers.values()) {
      server.awaitEnd();
    }
  }

  @SuppressWarnings("SystemOut") // it talks to whoever has typed the command
  private static void say(String line) {
    System.out.println(line);
  }
}
