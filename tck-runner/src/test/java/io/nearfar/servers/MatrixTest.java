package io.nearfar.servers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The table: what is well, what failed, what was not reached, what was not run. */
class MatrixTest {

  @Test
  void markdown_isALinePerServer() {
    Row well = new Row("A 1", "17");
    well.expect(Column.REDIS, () -> {});
    well.complete(column -> column == Column.REDIS ? "reached" : "yes");
    Matrix matrix = new Matrix();
    matrix.add(well);
    matrix.add(Row.notRun("B 2", "needs Java 21 to 25"));

    assertThat(matrix.markdown().lines())
        .hasSize(4)
        .allMatch(line -> line.chars().filter(c -> c == '|').count() == 12)
        .contains("| A 1 | 17 | yes | yes | yes | yes | reached | yes | yes | yes | yes |")
        .anyMatch(line -> line.startsWith("| B 2 |  | not run: needs Java 21 to 25 |"));
    assertThat(well.failures()).isEmpty();
  }

  @Test
  void failure_staysWhateverComesLater() {
    Row row = new Row("A 1", "17");
    AssertionError first = new AssertionError("first");
    row.expect(
        Column.REDIS,
        () -> {
          throw first;
        });
    row.expect(Column.REDIS, () -> {});
    row.complete(column -> "yes");

    assertThat(row.failures()).containsExactly(first);
    assertThat(row.markdown()).contains("| yes | yes | yes | yes | **no** | yes |");
  }

  @Test
  void withoutItsEnd_whatWasNotReachedIsEmpty() {
    Row row = new Row("A 1", "17");
    row.expect(Column.BY_NAME, () -> {});

    assertThat(row.markdown()).isEqualTo("| A 1 | 17 |  |  |  |  |  |  |  |  |  |");
  }
}
