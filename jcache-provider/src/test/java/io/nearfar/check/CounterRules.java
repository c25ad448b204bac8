package io.nearfar.check;

import io.nearfar.check.Violation.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The rules for one counter, which only entry processors change, each by adding one. They hold from
 * one loss of data to the next.
 */
final class CounterRules {
  private final List<Operation> operations;
  private final Tolerance tolerance;
  private final Consumer<Violation> report;

  CounterRules(List<Operation> operations, Tolerance tolerance, Consumer<Violation> report) {
    this.operations = operations;
    this.tolerance = tolerance;
    this.report = report;
  }

  void check() {
    List<Span> losses =
        tolerance.faults().stream().filter(fault -> fault.harm() != Span.Harm.NONE).toList();
    long begin = Long.MIN_VALUE;
    for (Span loss : losses) {
      check(within(begin, loss.start()), Long.MAX_VALUE);
      begin = loss.end() + tolerance.afterwards();
    }
    List<Operation> last = within(begin, Operation.NEVER);
    check(last, losses.isEmpty() ? last.stream().filter(this::mayCount).count() : Long.MAX_VALUE);
  }

  private List<Operation> within(long begin, long end) {
    return operations.stream()
        .filter(operation -> operation.start() > begin && operation.end() <= end)
        .toList();
  }

  private boolean mayCount(Operation operation) {
    return operation.kind() == Kind.INCREMENT && operation.outcome() != Outcome.FAILED;
  }

  private void check(List<Operation> epoch, long most) {
    Latest counted = new Latest();
    Map<Integer, Latest> seen = new HashMap<>();
    Map<Long, Operation> sums = new HashMap<>();
    List<Operation> done = new ArrayList<>();
    for (Operation operation : epoch) {
      if (operation.isDone()) {
        done.add(operation);
        seen.computeIfAbsent(operation.node(), node -> new Latest())
            .add(operation.end(), operation.result());
        if (operation.kind() == Kind.INCREMENT) {
          counted.add(operation.end(), operation.result());
          checkUnique(sums.put(operation.result(), operation), operation);
        }
      }
    }
    for (Operation operation : done) {
      checkNotOlder(operation, counted, tolerance.staleness(operation), "counted before");
      checkNotOlder(operation, nodeOf(seen, operation), 0, "known to the node");
      if (operation.result() > most) {
        report(operation + ", but there were only " + most + " increments");
      }
      if (operation.kind() == Kind.REST_COUNT) {
        checkComplete(operation, sums.size(), most);
      }
    }
  }

  private static Latest nodeOf(Map<Integer, Latest> seen, Operation operation) {
    return seen.getOrDefault(operation.node(), new Latest());
  }

  private void checkUnique(@Nullable Operation other, Operation operation) {
    if (other != null) {
      report("both " + other + " and " + operation);
    }
  }

  /** An increment must be greater than what was before, a read at least as great. */
  private void checkNotOlder(Operation operation, Latest before, long staleness, String known) {
    long least = before.upTo(operation.start() - staleness - 1);
    boolean isOlder =
        operation.kind() == Kind.INCREMENT
            ? operation.result() <= least
            : operation.result() < least;
    if (isOlder) {
      report(operation + ", but " + least + " was " + known);
    }
  }

  private void checkComplete(Operation rest, long acknowledged, long most) {
    if (most != Long.MAX_VALUE && rest.result() < acknowledged) {
      report(rest + ", but " + acknowledged + " increments were acknowledged");
    }
  }

  private void report(String text) {
    report.accept(new Violation(Rule.COUNTER, text));
  }
}
