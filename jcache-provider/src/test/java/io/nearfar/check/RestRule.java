package io.nearfar.check;

import io.nearfar.check.Violation.Rule;
import java.util.List;
import java.util.function.Consumer;

/** When everything has come to rest, all nodes see the same, and one of them looks into far. */
final class RestRule {
  private RestRule() {}

  /**
   * Whether the reads of a kind agree.
   *
   * @param evicted whether servers have thrown entries out: nobody is told, and copies of them stay
   */
  static void check(
      List<Operation> operations, Kind kind, boolean evicted, Consumer<Violation> report) {
    List<Operation> reads = operations.stream().filter(each -> each.kind() == kind).toList();
    for (Operation read : reads) {
      Operation first = reads.get(0);
      if (!read.isDone()) {
        report.accept(new Violation(Rule.REST, read + ", although all was healed"));
      } else if (first.isDone()
          && read.result() != first.result()
          && !(evicted && first.result() == Request.NONE)) {
        report.accept(new Violation(Rule.REST, "both " + first + " and " + read));
      }
    }
  }
}
