package io.nearfar.check;

import io.nearfar.check.Span.Harm;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * What is allowed when: how stale an answer from a near copy may be, and where history may have
 * stepped back.
 */
final class Tolerance {
  private final long normal;
  private final long faulty;

  /** From each time on, until the next one. */
  private final TreeMap<Long, Long> bounds = new TreeMap<>();

  private final List<Span> faults;
  private final Latest stepsBack = new Latest();
  private final long lateness;

  /** When each fault, and its bound after it, was over, by start. */
  private final Latest troubled = new Latest();

  /**
   * What is allowed.
   *
   * @param normal the bound while all is well
   * @param faulty the bound while a fault is at work, and for the same time after it
   * @param lateness how long after its failure a change may still be executed
   * @param faults when faults were at work
   */
  Tolerance(Duration normal, Duration faulty, Duration lateness, List<Span> faults) {
    this.normal = normal.toNanos();
    this.faulty = faulty.toNanos();
    this.lateness = lateness.toNanos();
    this.faults = List.copyOf(faults);
    for (Span fault : faults) {
      troubled.add(fault.start(), fault.end() + this.faulty);
      if (fault.harm() == Harm.STEPPED_BACK) {
        stepsBack.add(fault.start(), fault.end());
      }
    }
    spread();
  }

  private void spread() {
    long until = Long.MIN_VALUE;
    List<Span> heard =
        faults.stream()
            .filter(fault -> fault.harm() != Harm.UNHEARD)
            .sorted(Comparator.comparingLong(Span::start))
            .toList();
    for (Span fault : heard) {
      if (fault.start() > until) {
        bounds.put(fault.start(), faulty);
      } else {
        bounds.remove(until);
      }
      until = Math.max(until, fault.end() + faulty);
      bounds.put(until, normal);
    }
  }

  /** Nothing is ever stale, and nothing goes wrong. */
  static Tolerance none() {
    return new Tolerance(Duration.ZERO, Duration.ZERO, Duration.ZERO, List.of());
  }

  List<Span> faults() {
    return faults;
  }

  /** How long a change may be executed after its caller was told that nobody knows. */
  long lateness() {
    return lateness;
  }

  /** How long after a fault near copies may still show what was before. */
  long afterwards() {
    return faulty;
  }

  /** Whether no fault was at work then, nor for its bound before. */
  boolean isCalm(long time) {
    return troubled.upTo(time) < time;
  }

  private long boundAt(long time) {
    var bound = bounds.floorEntry(time);
    return bound == null ? normal : bound.getValue();
  }

  /** How stale what an operation returns may be. */
  long staleness(Operation read) {
    return read.kind().mayBeNear() ? boundAt(read.start()) : 0;
  }

  /** Whatever began before may have been undone, as far as an operation knows that ended then. */
  long undoneUntil(long end) {
    return stepsBack.upTo(end);
  }

  /** Whether history may have stepped back between two times. */
  boolean stepsBackBetween(long from, long to) {
    return stepsBack.upTo(to) >= from;
  }
}
