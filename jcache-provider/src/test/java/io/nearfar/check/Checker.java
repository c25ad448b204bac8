package io.nearfar.check;

import io.nearfar.check.Violation.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Looks for broken promises in what several nodes have written down.
 *
 * <p>Every value is written once, so a read names its write. From the times on the common clock it
 * follows which of two changes was certainly before the other, and that is all that the rules use:
 * what is reported is a violation in every order that the times allow, never a matter of luck. What
 * depends on the order of operations that overlap can go unnoticed.
 */
final class Checker {
  private final Tolerance tolerance;
  private final List<Violation> violations = new ArrayList<>();

  private Checker(Tolerance tolerance) {
    this.tolerance = tolerance;
  }

  /** All violations; empty if all promises were kept. */
  static List<Violation> check(History history, Tolerance tolerance) {
    Checker checker = new Checker(tolerance);
    checker.check(history.operations());
    return checker.violations;
  }

  private void check(List<Operation> operations) {
    Map<Integer, List<Operation>> byKey = new HashMap<>();
    List<Operation> clears = new ArrayList<>();
    for (Operation operation : operations) {
      if (operation.outcome() == Outcome.ERROR) {
        violations.add(new Violation(Rule.FAILURE, operation.toString()));
      }
      if (operation.kind() == Kind.CLEAR) {
        clears.add(operation);
      } else {
        byKey.computeIfAbsent(operation.key(), key -> new ArrayList<>()).add(operation);
      }
    }
    byKey.forEach((key, all) -> checkKey(key, all, clears));
  }

  private void checkKey(int key, List<Operation> operations, List<Operation> clears) {
    Consumer<Violation> report = violations::add;
    if (operations.get(0).kind().isCounter()) {
      new CounterRules(operations, tolerance, report).check();
      RestRule.check(operations, Kind.REST_COUNT, report);
      return;
    }
    List<Operation> all = new ArrayList<>(operations);
    all.addAll(clears);
    new ValueRules(new KeyHistory(key, all, tolerance), tolerance, report).check();
    RestRule.check(operations, Kind.REST, report);
  }
}
