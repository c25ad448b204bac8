package io.nearfar.examples.catalogue;

import io.nearfar.testing.RedisServer;
import java.io.IOException;
import java.nio.file.Path;

/** Two servers with the same application, one Redis and one database. */
final class TwoServers implements AutoCloseable {

  private final RedisServer redis;
  private final SharedDatabase database;
  private WildFlyServer serverA;
  private WildFlyServer serverB;

  private TwoServers() {
    redis = RedisServer.builder().start();
    database = SharedDatabase.start();
  }

  /**
   * Starts them.
   *
   * @param name begins the names of the servers
   * @param archive the application
   */
  static TwoServers start(String name, Path archive) throws IOException {
    TwoServers started = new TwoServers();
    try {
      started.serverA = started.server(name + "-A", archive);
      started.serverB = started.server(name + "-B", archive);
      return started;
    } catch (IOException | RuntimeException | Error e) {
      started.close();
      throw e;
    }
  }

  private WildFlyServer server(String name, Path archive) throws IOException {
    WildFlyServer server = WildFlyServer.start(ServerOptions.of(name, redis.url()).with(database));
    server.deploy(archive);
    return server;
  }

  /** Asks one of them. */
  CatalogueClient a(String contextRoot) {
    return new CatalogueClient(serverA, contextRoot);
  }

  /** Asks the other one. */
  CatalogueClient b(String contextRoot) {
    return new CatalogueClient(serverB, contextRoot);
  }

  @Override
  public void close() throws IOException {
    try {
      for (WildFlyServer server : new WildFlyServer[] {serverA, serverB}) {
        if (server != null) {
          server.close();
        }
      }
    } finally {
      try {
        database.close();
      } finally {
        redis.close();
      }
    }
  }
}
