package io.nearfar.examples.catalogue;

import io.nearfar.internal.far.embedded.EmbeddedRedis;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * The demo, for the Maven profile of that name: a Redis, a database and two WildFlys with the
 * catalogue. Redis is a child of this JVM and the database runs inside it, so both outlive the
 * application and the servers; all of it ends with this JVM.
 */
public final class Demo {

  private static final int NEXT_SERVER = 100;

  /** The management client would tell its versions. Kept, or the levels would be forgotten. */
  private static final List<Logger> QUIET =
      Stream.of("org.jboss", "org.wildfly", "org.xnio").map(Logger::getLogger).toList();

  private Demo() {}

  /**
   * Starts everything, says where it is, and returns when both servers have ended.
   *
   * @param arguments the port of Redis, where one that runs already is used, and what is added to
   *     the ports of the servers
   */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, ExecutionException {
    QUIET.forEach(logger -> logger.setLevel(Level.WARNING));
    // SLF4J comes with Maven's class path, has nothing to log to, and would tell about that.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    int redisPort = Integer.parseInt(arguments[0]);
    int portOffset = Integer.parseInt(arguments[1]);
    say("Starting a Redis, a database, and two servers, which takes some 20 seconds ...");
    // Nobody closes these two: they end with this JVM.
    EmbeddedRedis.acquire(Demo.class.getClassLoader(), redisPort);
    ServerOptions any =
        ServerOptions.of("", "redis://127.0.0.1:" + redisPort).with(SharedDatabase.start());
    List<WildFlyServer> servers =
        start(any.named("A").at(portOffset), any.named("B").at(portOffset + NEXT_SERVER));
    WildFlyServer a = servers.get(0);
    WildFlyServer b = servers.get(1);
    a.setProperty(Peer.PROPERTY, b.http("catalogue").toString());
    b.setProperty(Peer.PROPERTY, a.http("catalogue").toString());
    // One after the other: the first one fills the database.
    for (WildFlyServer server : servers) {
      server.deploy(BuildOutput.war());
    }
    say(
        """

        The product catalogue runs on two servers, with one Redis and one database for both. Open

            Server A: %s
            Server B: %s

        On each page: the same request with and without cache; a product on both servers, while its price
        changes on one; the hit ratios of all caches. More to try is in examples-wildfly/README.md.
        Logs: %s
              %s

        Ctrl-C ends all of it, and nothing is kept."""
            .formatted(a.http("catalogue"), b.http("catalogue"), a.log(), b.log()));
    for (WildFlyServer server : servers) {
      server.awaitEnd();
    }
  }

  /** Starts servers at the same time; they are in the order of their options. */
  private static List<WildFlyServer> start(ServerOptions first, ServerOptions second)
      throws IOException, InterruptedException, ExecutionException {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<WildFlyServer> starting = thread.submit(() -> WildFlyServer.start(second));
      WildFlyServer started = WildFlyServer.start(first);
      return List.of(started, starting.get());
    } finally {
      thread.shutdown();
    }
  }

  @SuppressWarnings("SystemOut") // it talks to whoever has typed the command
  private static void say(String line) {
    System.out.println(line);
  }
}
