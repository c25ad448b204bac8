package io.nearfar.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Pairs of times, asked for the greatest second one among those whose first one has passed. */
final class Latest {
  private static final long[] EMPTY = {};

  /** None. */
  static final long NONE = Long.MIN_VALUE;

  private record Pair(long at, long value) {}

  private final List<Pair> pairs = new ArrayList<>();
  private long[] times = EMPTY;
  private long[] greatest = EMPTY;

  void add(long at, long value) {
    pairs.add(new Pair(at, value));
  }

  /** The greatest value among those added with a time of at most that; {@link #NONE} if none. */
  long upTo(long time) {
    if (times.length != pairs.size()) {
      build();
    }
    int index = Arrays.binarySearch(times, time);
    if (index < 0) {
      index = -index - 2;
    }
    while (index + 1 < times.length && times[index + 1] == time) {
      index++;
    }
    return index < 0 ? NONE : greatest[index];
  }

  private void build() {
    pairs.sort(Comparator.comparingLong(Pair::at));
    times = new long[pairs.size()];
    greatest = new long[pairs.size()];
    long max = NONE;
    for (int i = 0; i < times.length; i++) {
      Pair pair = pairs.get(i);
      max = Math.max(max, pair.value());
      times[i] = pair.at();
      greatest[i] = max;
    }
  }
}
