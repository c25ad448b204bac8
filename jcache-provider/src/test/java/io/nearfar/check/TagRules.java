package io.nearfar.check;

import io.nearfar.check.Violation.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The rules for one key whose values may have tags: what was computed before an invalidation that
 * was acknowledged is not seen after it, and on the node that has invalidated it at once.
 *
 * <p>A value that is loaded is computed when its loader is called, however late it is stored: its
 * load has begun by then. A value that is put is one of the time when that is done.
 */
final class TagRules {
  private final int key;
  private final List<Operation> operations;
  private final Tolerance tolerance;
  private final Consumer<Violation> report;

  /** By when each value was computed for certain. */
  private final Map<Long, Long> computed = new HashMap<>();

  private final List<Sight> sights = new ArrayList<>();

  /** What has invalidated something, for the eye. */
  private final Map<Long, Operation> byStart = new HashMap<>();

  private final Invalidated all = new Invalidated();
  private final Map<Integer, Invalidated> byNode = new HashMap<>();

  /**
   * For one key.
   *
   * @param operations those on the key, and those that may meet it
   */
  TagRules(int key, List<Operation> operations, Tolerance tolerance, Consumer<Violation> report) {
    this.key = key;
    this.operations = operations;
    this.tolerance = tolerance;
    this.report = report;
  }

  /** Whether an entry of that key may be among those that are invalidated. */
  static boolean mayMeet(Operation sweep, int key) {
    return sweep.kind() != Kind.INVALIDATE_MATCHING || key / 10 == sweep.request().argument();
  }

  void check() {
    for (Operation operation : operations) {
      if (operation.kind() == Kind.COMPUTE) {
        computed.put(operation.request().argument(), operation.start());
      } else {
        learn(operation);
      }
      Sight sight = Meaning.sightOf(operation);
      if (sight != null && sight.what() == Sight.What.VALUE) {
        sights.add(sight);
      }
    }
    // Values are unique: who sees one knows that its write was executed.
    for (Sight sight : sights) {
      computed.computeIfPresent(sight.value(), (value, by) -> Math.min(by, sight.end()));
    }
    sights.forEach(this::check);
  }

  private void learn(Operation operation) {
    Write write = Meaning.writeOf(operation, tolerance.lateness());
    if (write == null) {
      return;
    }
    if (!write.isRemoval()) {
      computed.put(write.value(), write.end());
    }
    if (operation.isDone()) {
      all.add(operation);
      byNode.computeIfAbsent(operation.node(), node -> new Invalidated()).add(operation);
    }
  }

  private void check(Sight sight) {
    Operation read = sight.operation();
    Long by = computed.get(sight.value());
    if (by == null) {
      if (Keys.isComputed(key)) {
        report.accept(new Violation(Rule.WRITTEN, read + ", written by nobody"));
      }
      return;
    }
    // What was undone is as if it had never been.
    long from = Math.max(by, tolerance.undoneUntil(read.end()));
    Invalidated own = byNode.getOrDefault(read.node(), new Invalidated());
    boolean isBroken = own.checkNotOlder(sight, from, read.start() - 1, " by the node");
    if (!isBroken) {
      all.checkNotOlder(sight, from, read.start() - tolerance.staleness(read) - 1, "");
    }
  }

  /** The starts of invalidations, by end. */
  private final class Invalidated {
    private final Latest[] ofTags = new Latest[TagSet.COUNT];
    private final Latest ofAll = new Latest();

    /** Changes of the key, which {@link ValueRules} has rules for if nothing is loaded. */
    private final Latest changes = new Latest();

    Invalidated() {
      for (int tag = 0; tag < TagSet.COUNT; tag++) {
        ofTags[tag] = new Latest();
      }
    }

    void add(Operation operation) {
      byStart.put(operation.start(), operation);
      if (operation.kind() == Kind.INVALIDATE_TAGS) {
        for (int tag = 0; tag < TagSet.COUNT; tag++) {
          if (TagSet.has(operation.request().argument(), tag)) {
            ofTags[tag].add(operation.end(), operation.start());
          }
        }
      } else {
        (operation.kind().isSweeping() ? ofAll : changes).add(operation.end(), operation.start());
      }
    }

    /** Whether a violation was found. */
    boolean checkNotOlder(Sight sight, long computed, long time, String whom) {
      long latest = ofAll.upTo(time);
      for (int tag = 0; tag < TagSet.COUNT; tag++) {
        if (TagSet.has(TagSet.of(sight.value()), tag)) {
          latest = Math.max(latest, ofTags[tag].upTo(time));
        }
      }
      if (latest > computed) {
        report(Rule.INVALIDATED, sight, latest, "invalidated" + whom);
        return true;
      }
      long changed = Keys.isComputed(key) ? changes.upTo(time) : Latest.NONE;
      if (changed > computed) {
        report(Rule.LOADED, sight, changed, "changed" + whom);
      }
      return changed > computed;
    }

    private void report(Rule rule, Sight sight, long start, String what) {
      report.accept(
          new Violation(
              rule,
              "%s of tags %s, computed by %s, but %s: %s"
                  .formatted(
                      sight.operation(),
                      TagSet.names(TagSet.of(sight.value())),
                      Operation.time(computed.getOrDefault(sight.value(), Latest.NONE)),
                      what,
                      byStart.get(start))));
    }
  }
}
