package io.nearfar.check;

import io.nearfar.check.Violation.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The rules for one key whose values are versions of a {@link Source}: what was loaded before an
 * invalidation that was acknowledged is not seen after it, and on the node that has invalidated it
 * at once.
 */
final class LoadRules {
  private final List<Operation> operations;
  private final Tolerance tolerance;
  private final Consumer<Violation> report;

  /** By until when invalidations may have been undone. */
  private final Map<Long, Invalidated> invalidated = new HashMap<>();

  LoadRules(List<Operation> operations, Tolerance tolerance, Consumer<Violation> report) {
    this.operations = operations;
    this.tolerance = tolerance;
    this.report = report;
  }

  void check() {
    for (Operation read : operations) {
      if (read.isDone() && read.kind() != Kind.INVALIDATE) {
        Invalidated before =
            invalidated.computeIfAbsent(tolerance.undoneUntil(read.end()), Invalidated::new);
        checkNotOlder(read, before.all, tolerance.staleness(read), "");
        checkNotOlder(read, before.by(read.node()), 0, " by the node");
      }
    }
  }

  private void checkNotOlder(Operation read, Latest before, long staleness, String whom) {
    long least = before.upTo(read.start() - staleness - 1);
    if (read.result() < least) {
      report.accept(
          new Violation(
              Rule.LOADED, read + ", but what is older than " + least + " was invalidated" + whom));
    }
  }

  /** The versions of invalidations that began after a time, by end. */
  private final class Invalidated {
    private final Latest all = new Latest();
    private final Map<Integer, Latest> byNode = new HashMap<>();

    Invalidated(long since) {
      for (Operation operation : operations) {
        if (operation.kind() == Kind.INVALIDATE
            && operation.isDone()
            && operation.start() > since) {
          all.add(operation.end(), operation.result());
          by(operation.node()).add(operation.end(), operation.result());
        }
      }
    }

    Latest by(int node) {
      return byNode.computeIfAbsent(node, id -> new Latest());
    }
  }
}
