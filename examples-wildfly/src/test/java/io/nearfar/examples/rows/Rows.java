package io.nearfar.examples.rows;

import io.nearfar.cdi.CacheTags;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.annotation.CacheKey;
import javax.cache.annotation.CacheResult;
import javax.sql.DataSource;

/** Rows of the database, read through a cache. */
@ApplicationScoped
public class Rows {
  @Resource(lookup = "java:jboss/datasources/ExampleDS")
  private DataSource database;

  @Inject private Gate gate;
  private final AtomicInteger queries = new AtomicInteger();

  void createTable(@Observes @Initialized(ApplicationScoped.class) Object started)
      throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create table if not exists texts (id varchar primary key, text varchar not null)");
    }
  }

  /**
   * The text of a row.
   *
   * @param slow whether to wait at the gate when the row has been read
   */
  @CacheResult(cacheName = "rows")
  @CacheTags("row:{id}")
  public String read(@CacheKey String id, boolean slow) throws SQLException {
    queries.incrementAndGet();
    String text = query(id);
    if (slow) {
      gate.pass();
    }
    return text;
  }

  private String query(String id) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement("select text from texts where id = ?")) {
      statement.setString(1, id);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getString(1) : "none";
      }
    }
  }

  /** How often the database was asked. */
  public int queries() {
    return queries.get();
  }

  /** Writes a row in the transaction of the caller, and leaves the cache as it is. */
  public void write(String id, String text) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement("merge into texts key (id) values (?, ?)")) {
      statement.setString(1, id);
      statement.setString(2, text);
      statement.executeUpdate();
    }
  }
}
