package io.nearfar.examples.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How long requests took, each of them. For one thread; those of several are put together. */
final class Times {

  private static final int FIRST = 1 << 10;
  private static final double NANOS_PER_MILLI = 1e6;

  /** In nanoseconds, by kind; longer than needed. */
  private final Map<Kind, long[]> nanos = new EnumMap<>(Kind.class);

  private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);

  Times() {
    for (Kind kind : Kind.values()) {
      nanos.put(kind, new long[FIRST]);
      counts.put(kind, 0);
    }
  }

  void add(Kind kind, long took) {
    int count = counts.get(kind);
    long[] all = nanos.get(kind);
    if (count == all.length) {
      all = Arrays.copyOf(all, 2 * count);
      nanos.put(kind, all);
    }
    all[count] = took;
    counts.put(kind, count + 1);
  }

  /** Those of some kinds of all threads together. */
  static Percentiles of(Collection<Times> threads, Collection<Kind> kinds) {
    List<long[]> parts = new ArrayList<>();
    for (Times times : threads) {
      for (Kind kind : kinds) {
        parts.add(Arrays.copyOf(times.nanos.get(kind), times.counts.get(kind)));
      }
    }
    return Percentiles.of(parts.stream().flatMapToLong(Arrays::stream).toArray());
  }
}
