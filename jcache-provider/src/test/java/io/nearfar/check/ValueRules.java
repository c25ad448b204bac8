package io.nearfar.check;

import io.nearfar.check.Violation.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The rules for one key that holds values. Each looks at every operation once, and asks sorted
 * times: the effort grows as n log n.
 */
final class ValueRules {
  private final KeyHistory key;
  private final Tolerance tolerance;
  private final Consumer<Violation> report;

  ValueRules(KeyHistory key, Tolerance tolerance, Consumer<Violation> report) {
    this.key = key;
    this.tolerance = tolerance;
    this.report = report;
  }

  void check() {
    checkWritten();
    checkCurrent();
    checkMonotonic();
    checkTaken();
    checkTurns(Sight.What.ABSENT);
    checkTurns(Sight.What.PRESENT);
    tolerance.faults().stream()
        .filter(fault -> fault.harm() == Span.Harm.STEPPED_BACK)
        .forEach(this::checkSurvivor);
  }

  // ---- what is read was written

  private void checkWritten() {
    for (Sight sight : key.sights()) {
      if (sight.what() == Sight.What.VALUE) {
        String fault = notWritten(sight);
        if (fault != null) {
          report.accept(new Violation(Rule.WRITTEN, sight.operation() + fault));
        }
      }
    }
  }

  private @Nullable String notWritten(Sight sight) {
    Write write = key.writeOf(sight.value());
    if (write != null) {
      return write.start() > sight.end() ? ", written later: " + write.operation() : null;
    }
    Operation refusal = key.refusalOf(sight.value());
    return refusal == null ? ", written by nobody" : ", said to be refused: " + refusal;
  }

  // ---- what is overwritten is not seen beyond the bound

  private void checkCurrent() {
    for (Sight sight : key.sights()) {
      long settled = sight.start() - tolerance.staleness(sight.operation()) - 1;
      checkAgainst(
          sight, key.contradictionUpTo(sight.what(), settled), Rule.CURRENT, "after a change");
    }
  }

  /** Something contradicts what was seen: is there anything later that explains it? */
  private void checkAgainst(Sight sight, long contradiction, Rule rule, String reason) {
    long explained = Math.max(key.explanationOf(sight), tolerance.undoneUntil(sight.end()));
    if (contradiction > explained && isWritten(sight)) {
      report.accept(
          new Violation(
              rule,
              "%s, %s that began at %s; explained until %s"
                  .formatted(
                      sight.operation(),
                      reason,
                      Operation.time(contradiction),
                      explained == Latest.NONE ? "never" : Operation.time(explained))));
    }
  }

  /** Whether nothing worse was found already. */
  private boolean isWritten(Sight sight) {
    return sight.what() != Sight.What.VALUE || notWritten(sight) == null;
  }

  // ---- a node never goes back

  private void checkMonotonic() {
    Map<Integer, NodeSights> nodes = new HashMap<>();
    key.sights().forEach(sight -> nodeOf(nodes, sight.operation()).add(sight));
    for (Write write : key.writes()) {
      if (write.operation().isDone()
          && write.isCertain()
          && write.operation().node() != KeyHistory.NOBODY) {
        nodeOf(nodes, write.operation()).wrote(write);
      }
    }
    nodes.values().forEach(NodeSights::check);
  }

  private NodeSights nodeOf(Map<Integer, NodeSights> nodes, Operation operation) {
    return nodes.computeIfAbsent(operation.node(), node -> new NodeSights());
  }

  /** What one node has seen and written. */
  private final class NodeSights {
    private final List<Sight> sights = new ArrayList<>();
    private final Latest known = new Latest();
    private final Latest knownFilled = new Latest();
    private final Latest knownEmptied = new Latest();

    void add(Sight sight) {
      sights.add(sight);
      Write write = sight.what() == Sight.What.VALUE ? key.writeOf(sight.value()) : null;
      if (write != null) {
        knows(write, sight.end());
      }
    }

    void wrote(Write write) {
      knows(write, write.operation().end());
    }

    private void knows(Write write, long since) {
      known.add(since, write.start());
      (write.isRemoval() ? knownEmptied : knownFilled).add(since, write.start());
    }

    void check() {
      for (Sight sight : sights) {
        Latest contradictions =
            switch (sight.what()) {
              case ABSENT -> knownFilled;
              case PRESENT -> knownEmptied;
              case VALUE -> known;
            };
        checkAgainst(
            sight,
            contradictions.upTo(sight.start() - 1),
            Rule.MONOTONIC,
            "on a node that knew of a change");
      }
    }
  }

  // ---- one winner

  /** A value is taken away by one operation. */
  private void checkTaken() {
    Map<Long, Sight> takers = new HashMap<>();
    for (Sight sight : key.sights()) {
      long value = Meaning.takenBy(sight);
      Sight other = value == Request.NONE ? null : takers.put(value, sight);
      if (other != null && !mayHaveSteppedBack(other, sight)) {
        reportWinners(other, sight);
      }
    }
  }

  /**
   * Of those that need the key absent, and fill it, two in a row need a removal between them; the
   * same the other way round.
   */
  private void checkTurns(Sight.What needed) {
    List<Sight> turns =
        key.sights().stream()
            .filter(sight -> turns(sight, needed))
            .sorted(Comparator.comparingLong(Sight::start))
            .toList();
    for (int i = 1; i < turns.size(); i++) {
      Sight first = turns.get(i - 1);
      Sight second = turns.get(i);
      long between = key.mayHaveMade(needed, Math.max(first.end(), second.end()));
      if (between < first.start() && !mayHaveSteppedBack(first, second)) {
        reportWinners(first, second);
      }
    }
  }

  private static boolean turns(Sight sight, Sight.What needed) {
    return switch (sight.operation().kind()) {
      case PUT_IF_ABSENT -> needed == Sight.What.ABSENT && sight.what() == needed;
      case REMOVE, GET_AND_REMOVE ->
          needed == Sight.What.PRESENT && sight.what() != Sight.What.ABSENT;
      default -> false;
    };
  }

  private boolean mayHaveSteppedBack(Sight first, Sight second) {
    return tolerance.stepsBackBetween(
        Math.min(first.start(), second.start()), Math.max(first.end(), second.end()));
  }

  private void reportWinners(Sight first, Sight second) {
    report.accept(
        new Violation(Rule.ONE_WINNER, "both " + first.operation() + " and " + second.operation()));
  }

  // ---- after a loss one state survives

  /** Of the values written before a loss only one can be seen once it is over. */
  private void checkSurvivor(Span loss) {
    long next =
        tolerance.faults().stream()
            .filter(fault -> fault.harm() == Span.Harm.STEPPED_BACK)
            .mapToLong(Span::start)
            .filter(start -> start > loss.start())
            .min()
            .orElse(Long.MAX_VALUE);
    Sight survivor = null;
    for (Sight sight : key.sights()) {
      if (isFrom(sight, loss)
          && sight.start() - tolerance.staleness(sight.operation()) > loss.end()
          && sight.end() < next) {
        if (survivor != null && survivor.value() != sight.value()) {
          report.accept(
              new Violation(
                  Rule.ONE_SURVIVOR,
                  "after "
                      + loss.fault()
                      + " both "
                      + survivor.operation()
                      + " and "
                      + sight.operation()));
          return;
        }
        survivor = sight;
      }
    }
  }

  private boolean isFrom(Sight sight, Span loss) {
    Write write = sight.what() == Sight.What.VALUE ? key.writeOf(sight.value()) : null;
    return write != null && write.end() < loss.start();
  }
}
