package io.nearfar.servers;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What was found out about a server: a line of the matrix. */
final class Row {
  private final String server;
  private final String java;
  private final Map<Column, String> cells = new EnumMap<>(Column.class);
  private final Map<Column, Throwable> failures = new EnumMap<>(Column.class);

  /** Something that is to be so. */
  interface Expectation {
    void check() throws Exception;
  }

  /**
   * Nothing yet.
   *
   * @param java the version of Java it runs on
   */
  Row(String server, String java) {
    this.server = server;
    this.java = java;
  }

  /** A server that was not run, and why. */
  static Row notRun(String server, String reason) {
    Row row = new Row(server, "");
    row.cells.put(Column.values()[0], "not run: " + reason);
    return row;
  }

  /** Checks something that a column is about, and goes on if it is not so. */
  void expect(Column column, Expectation expectation) {
    try {
      expectation.check();
    } catch (Exception | AssertionError e) {
      failures.putIfAbsent(column, e);
      cells.put(column, "**no**");
    }
  }

  /** Everything has been checked: what the columns say in which nothing has failed. */
  void complete(Function<Column, String> passed) {
    for (Column column : Column.values()) {
      cells.computeIfAbsent(column, passed);
    }
  }

  /** What is wrong; empty if all is well. */
  List<Throwable> failures() {
    return new ArrayList<>(failures.values());
  }

  /** A line of a table in Markdown; without {@link #complete} some columns are empty. */
  String markdown() {
    StringBuilder line = new StringBuilder("| ").append(server).append(" | ").append(java);
    for (Column column : Column.values()) {
      line.append(" | ").append(cells.getOrDefault(column, ""));
    }
    return line.append(" |").toString();
  }
}
