package io.nearfar.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The table of all servers. */
final class Matrix {
  private final List<Row> rows = new ArrayList<>();

  void add(Row row) {
    rows.add(row);
  }

  /** The table in Markdown. */
  String markdown() {
    List<Column> columns = Arrays.asList(Column.values());
    List<String> lines = new ArrayList<>();
    lines.add(
        columns.stream()
            .map(Column::title)
            .collect(Collectors.joining(" | ", "| Server | Java | ", " |")));
    lines.add(
        columns.stream().map(column -> "---").collect(Collectors.joining("|", "|---|---|", "|")));
    rows.forEach(row -> lines.add(row.markdown()));
    return String.join("\n", lines) + '\n';
  }

  void write(Path file) throws IOException {
    Files.writeString(file, markdown());
  }
}
