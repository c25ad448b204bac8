package io.nearfar.internal.engine;

import io.nearfar.spi.Tags;
import io.nearfar.stats.InvalidationStatistics;
import io.nearfar.stats.InvalidationTrigger;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** Counts the invalidations of one cache by trigger. Thread-safe. */
public final class InvalidationCounts {
  /** What the tags begin with that stand for tables. */
  public static final String TABLE = "table:";

  /** What the tags begin with that stand for events. */
  public static final String EVENT = "event:";

  private final Map<InvalidationTrigger, LongAdder> local = adders();
  private final Map<InvalidationTrigger, LongAdder> remote = adders();

  InvalidationCounts() {}

  /** All of them, so that the map never changes. */
  private static Map<InvalidationTrigger, LongAdder> adders() {
    Map<InvalidationTrigger, LongAdder> adders = new EnumMap<>(InvalidationTrigger.class);
    for (InvalidationTrigger trigger : InvalidationTrigger.values()) {
      adders.put(trigger, new LongAdder());
    }
    return Collections.unmodifiableMap(adders);
  }

  /** This node has invalidated something. */
  void local(InvalidationTrigger trigger, long times) {
    Objects.requireNonNull(local.get(trigger)).add(times);
  }

  /** Another node has invalidated something. */
  void remote(InvalidationTrigger trigger) {
    Objects.requireNonNull(remote.get(trigger)).increment();
  }

  /** This node has invalidated tags. */
  void local(Tags tags) {
    tags.names().forEach(tag -> local(trigger(tag), 1));
  }

  /** Another node has invalidated tags. */
  void remote(Tags tags) {
    tags.names().forEach(tag -> remote(trigger(tag)));
  }

  private static InvalidationTrigger trigger(String tag) {
    if (tag.startsWith(TABLE)) {
      return InvalidationTrigger.TABLE;
    }
    return tag.startsWith(EVENT) ? InvalidationTrigger.EVENT : InvalidationTrigger.TAG;
  }

  /**
   * The counts now.
   *
   * @param repairs counted elsewhere
   */
  InvalidationStatistics snapshot(long repairs) {
    Map<InvalidationTrigger, Long> own = map(local);
    own.put(InvalidationTrigger.REPAIR, repairs);
    return new InvalidationStatistics(own, map(remote));
  }

  private static Map<InvalidationTrigger, Long> map(Map<InvalidationTrigger, LongAdder> adders) {
    Map<InvalidationTrigger, Long> counts = new EnumMap<>(InvalidationTrigger.class);
    adders.forEach((trigger, adder) -> counts.put(trigger, adder.sum()));
    return counts;
  }
}
