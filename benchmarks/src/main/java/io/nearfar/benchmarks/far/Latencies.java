package io.nearfar.benchmarks.far;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Times in nanoseconds, all of them kept: there are few. A time may be {@link #NEVER}. */
public final class Latencies {
  /** Longer than was waited for. */
  public static final long NEVER = Long.MAX_VALUE;

  private static final double NANOS_PER_MILLI = 1e6;

  /** The upper ends of the classes of the histogram, in milliseconds; exclusive. */
  private static final double[] CLASSES = {0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100};

  private final long[] sorted;

  /**
   * Times.
   *
   * @param nanos in nanoseconds; at least one
   */
  public Latencies(List<Long> nanos) {
    sorted = nanos.stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
    if (sorted.length == 0) {
      throw new IllegalArgumentException("Nothing was measured.");
    }
  }

  int count() {
    return sorted.length;
  }

  /** The least time that the share of all, from 0 to 1, does not exceed. */
  long percentile(double share) {
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }

  /**
   * The least time that a share of all does not exceed.
   *
   * @param share from 0 to 1
   * @return in milliseconds; infinite for {@link #NEVER}
   */
  public double millis(double share) {
    long nanos = percentile(share);
    return nanos == NEVER ? Double.POSITIVE_INFINITY : nanos / NANOS_PER_MILLI;
  }

  /** The cells p50, p90, p99, max of a table, in milliseconds. */
  String cells() {
    StringBuilder cells = new StringBuilder();
    for (double share : new double[] {0.5, 0.9, 0.99, 1}) {
      double millis = millis(share);
      cells
          .append(" | ")
          .append(
              Double.isInfinite(millis) ? "not seen" : String.format(Locale.ROOT, "%.3f", millis));
    }
    return cells.substring(3);
  }

  /** The heads of the cells of {@link #histogram}. */
  static String classes() {
    StringBuilder heads = new StringBuilder();
    for (double end : CLASSES) {
      heads.append("< ").append(end < 1 ? String.valueOf(end) : (int) end).append(" | ");
    }
    return heads + "more";
  }

  /** How many there are in each class. */
  String histogram() {
    StringBuilder cells = new StringBuilder();
    int before = 0;
    for (double end : CLASSES) {
      int below = below((long) (end * NANOS_PER_MILLI));
      cells.append(below - before).append(" | ");
      before = below;
    }
    return cells.toString() + (sorted.length - before);
  }

  private int below(long nanos) {
    int count = 0;
    while (count < sorted.length && sorted[count] < nanos) {
      count++;
    }
    return count;
  }
}
