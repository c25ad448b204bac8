package io.nearfar.examples.catalogue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.tools.Server;

/**
 * One H2 database for several WildFlys, inside this JVM. It lives as long as this JVM or until
 * {@link #close}, whatever happens to them, and keeps nothing on disk.
 */
final class SharedDatabase implements AutoCloseable {

  /** Databases that were started: one that was closed leaves its rows to the next of its name. */
  private static final AtomicInteger STARTED = new AtomicInteger();

  private final Server server;
  private final String name = "catalogue-" + STARTED.incrementAndGet();

  private SharedDatabase(Server server) {
    this.server = server;
  }

  /** Starts it, empty, on a free port of 127.0.0.1. */
  static SharedDatabase start() {
    // Read by H2 when it starts to listen; it would listen on every address.
    System.setProperty("h2.bindAddress", "127.0.0.1");
    try {
      return new SharedDatabase(
          // The first who connects makes the database, hence the second option.
          Server.createTcpServer("-tcpPort", "0", "-ifNotExists", "-tcpDaemon").start());
    } catch (SQLException e) {
      throw new IllegalStateException("The database did not start", e);
    }
  }

  /** For the connection URL of a datasource; user {@code sa}, password {@code sa}. */
  String url() {
    return "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/mem:" + name + ";DB_CLOSE_DELAY=-1";
  }

  /** The first column of what a query finds. */
  List<String> query(String sql) {
    try (Connection connection = DriverManager.getConnection(url(), "sa", "sa");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  @Override
  public void close() {
    server.stop();
  }
}
