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
  private final Staleness.Sum calm = new Staleness.Sum();
  private final Staleness.Sum faulty = new Staleness.Sum();

  private Checker(Tolerance tolerance) {
    this.tolerance = tolerance;
  }

  /** Looks through all of it. */
  static Verdict check(History history, Tolerance tolerance) {
    Checker checker = new Checker(tolerance);
    checker.check(history.operations());
    return new Verdict(checker.violations, checker.calm.result(), checker.faulty.result());
  }

  private void check(List<Operation> operations) {
    Map<Integer, List<Operation>> byKey = new HashMap<>();
    List<Operation> clears = new ArrayList<>();
    List<Operation> sweeps = new ArrayList<>();
    for (Operation operation : operations) {
      if (operation.outcome() == Outcome.ERROR) {
        violations.add(new Violation(Rule.FAILURE, operation.toString()));
      }
      if (operation.kind() == Kind.CLEAR) {
        clears.add(operation);
      } else if (operation.kind().isSweeping()) {
        sweeps.add(operation);
      } else {
        byKey.computeIfAbsent(operation.key(), key -> new ArrayList<>()).add(operation);
      }
    }
    byKey.forEach(
        (key, all) -> {
          if (Keys.isTagged(key)) {
            checkTagged(key, all, sweeps);
          } else {
            checkKey(key, all, clears);
          }
        });
  }

  private void checkTagged(int key, List<Operation> operations, List<Operation> sweeps) {
    Consumer<Violation> report = violations::add;
    List<Operation> all = new ArrayList<>(operations);
    sweeps.stream().filter(sweep -> TagRules.mayMeet(sweep, key)).forEach(all::add);
    new TagRules(key, all, tolerance, report).check();
    if (!Keys.isComputed(key)) {
      KeyHistory history = new KeyHistory(key, all, tolerance);
      new ValueRules(history, tolerance, report).check();
      measure(history);
    }
    RestRule.check(operations, Kind.REST, evicted(), report);
  }

  private void checkKey(int key, List<Operation> operations, List<Operation> clears) {
    Consumer<Violation> report = violations::add;
    if (operations.get(0).kind().isCounter()) {
      new CounterRules(operations, tolerance, report).check();
      RestRule.check(operations, Kind.REST_COUNT, evicted(), report);
      return;
    }
    if (operations.get(0).kind().isLoad()) {
      new LoadRules(operations, tolerance, report).check();
      RestRule.check(operations, Kind.REST_LOAD, evicted(), report);
      return;
    }
    boolean isMortal = Keys.isMortal(key);
    List<Operation> all = new ArrayList<>(operations);
    if (isMortal) {
      all.add(expiry(key));
    } else if (!Keys.isWatched(key)) {
      all.addAll(clears);
    }
    KeyHistory history = new KeyHistory(key, all, tolerance);
    new ValueRules(history, tolerance, report).check();
    measure(history);
    if (isMortal) {
      LifeRule.check(history, CheckSettings.LIFE, tolerance, report);
    } else {
      RestRule.check(operations, Kind.REST, evicted(), report);
    }
  }

  private boolean evicted() {
    return tolerance.faults().stream().anyMatch(fault -> fault.harm() == Span.Harm.EVICTED);
  }

  /** At any time it may have come to its end. */
  private static Operation expiry(int key) {
    return new Operation(
        KeyHistory.NOBODY,
        Request.of(Kind.REMOVE_ALL, key),
        Long.MIN_VALUE / 2,
        Long.MAX_VALUE / 2,
        Outcome.UNKNOWN,
        Request.NONE);
  }

  /** How stale near copies were, as far as certain changes tell. */
  private void measure(KeyHistory history) {
    for (Sight sight : history.sights()) {
      Write write = sight.what() == Sight.What.VALUE ? history.writeOf(sight.value()) : null;
      if (write != null
          && sight.operation().kind().mayBeNear()
          && write.start() > tolerance.undoneUntil(sight.end())) {
        (tolerance.isCalm(sight.start()) ? calm : faulty)
            .add(sight.start() - history.overwritten(write));
      }
    }
  }
}
