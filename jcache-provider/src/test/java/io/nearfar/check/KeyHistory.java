package io.nearfar.check;

import io.nearfar.check.Span.Harm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that has happened to one key, in a form that the rules can ask. */
final class KeyHistory {
  /** The node of changes that a fault has made. */
  static final int NOBODY = -1;

  private final List<Write> writes = new ArrayList<>();
  private final List<Sight> sights = new ArrayList<>();
  private final Map<Long, Write> byValue = new HashMap<>();

  /** Values of changes that have failed and said that nothing was changed. */
  private final Map<Long, Operation> refused = new HashMap<>();

  /** The start of the last change that is certain, by end: of any kind, and of one. */
  private final Latest changed = new Latest();

  private final Latest filled = new Latest();
  private final Latest emptied = new Latest();

  /** The first end of changes that are certain, by start; both negated. */
  private final Latest nextChange = new Latest();

  /** The latest end of what may have removed, or written a value, by start. */
  private final Latest mayBeEmpty = new Latest();

  private final Latest mayBeFilled = new Latest();

  KeyHistory(int key, List<Operation> operations, Tolerance tolerance) {
    for (Operation operation : operations) {
      add(operation, tolerance.lateness());
    }
    tolerance.faults().forEach(fault -> addHarm(key, fault));
    learnFromSights();
    writes.forEach(this::index);
  }

  private void add(Operation operation, long lateness) {
    Write write = Meaning.writeOf(operation, lateness);
    if (write != null) {
      writes.add(write);
    } else if (operation.outcome() == Outcome.FAILED) {
      refused.put(operation.request().argument(), operation);
    }
    Sight sight = Meaning.sightOf(operation);
    if (sight != null) {
      sights.add(sight);
    }
  }

  /** A fault that takes data away is a removal. */
  private void addHarm(int key, Span fault) {
    if (fault.harm() == Harm.EMPTIED || fault.harm() == Harm.EVICTED) {
      Operation removal =
          new Operation(
              NOBODY,
              Request.of(Kind.REMOVE_ALL, key),
              fault.start(),
              fault.end(),
              Outcome.DONE,
              Request.NONE);
      writes.add(new Write(removal, Request.NONE, fault.end(), fault.harm() == Harm.EMPTIED));
    }
  }

  /** Values are unique: who sees one knows that its write was executed, and by when. */
  private void learnFromSights() {
    Map<Long, Long> seen = new HashMap<>();
    for (Sight sight : sights) {
      if (sight.what() == Sight.What.VALUE) {
        seen.merge(sight.value(), sight.end(), Math::min);
      }
    }
    writes.replaceAll(
        write -> {
          Long by = write.isCertain() || write.isRemoval() ? null : seen.get(write.value());
          return by == null
              ? write
              : new Write(write.operation(), write.value(), Math.min(write.end(), by), true);
        });
  }

  private void index(Write write) {
    if (!write.isRemoval()) {
      byValue.put(write.value(), write);
    }
    (write.isRemoval() ? mayBeEmpty : mayBeFilled).add(write.start(), write.end());
    if (write.isCertain()) {
      changed.add(write.end(), write.start());
      nextChange.add(-write.start(), -write.end());
      (write.isRemoval() ? emptied : filled).add(write.end(), write.start());
    }
  }

  List<Write> writes() {
    return writes;
  }

  List<Sight> sights() {
    return sights;
  }

  /** Who wrote a value; null if nobody did. */
  @Nullable Write writeOf(long value) {
    return byValue.get(value);
  }

  /** The first time at which a later change was certainly over; the far future if there is none. */
  long overwritten(Write write) {
    long negated = nextChange.upTo(-write.end() - 1);
    return negated == Latest.NONE ? Long.MAX_VALUE : -negated;
  }

  /** Who failed to write a value, and said so; null if nobody did. */
  @Nullable Operation refusalOf(long value) {
    return refused.get(value);
  }

  /**
   * The start of the last change that was certainly over by then, and after which what was seen can
   * only be seen if something else has happened.
   */
  long contradictionUpTo(Sight.What what, long time) {
    return switch (what) {
      case ABSENT -> filled.upTo(time);
      case PRESENT -> emptied.upTo(time);
      case VALUE -> changed.upTo(time);
    };
  }

  /**
   * The latest time at which something may have made true what was seen.
   *
   * @return {@link Latest#NONE} if nothing can have, but for the state in the beginning
   */
  long explanationOf(Sight sight) {
    if (sight.what() == Sight.What.VALUE) {
      Write write = byValue.get(sight.value());
      return write == null || write.start() > sight.end() ? Latest.NONE : write.end();
    }
    return mayHaveMade(sight.what(), sight.end());
  }

  /**
   * The latest time at which a change that had begun by then may have emptied or filled the key.
   */
  long mayHaveMade(Sight.What what, long begun) {
    return (what == Sight.What.ABSENT ? mayBeEmpty : mayBeFilled).upTo(begun);
  }
}
