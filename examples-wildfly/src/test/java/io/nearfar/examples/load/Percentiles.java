package io.nearfar.examples.load;

import java.util.Arrays;

/**
 * How long requests took, in milliseconds.
 *
 * @param count how many there were; without any, the others are 0
 * @param p50 half of them took at most that long
 * @param p95 95 of 100 of them
 * @param p99 99 of 100
 */
public record Percentiles(long count, double p50, double p95, double p99) {

  private static final double NANOS_PER_MILLI = 1e6;

  /** Sorts the times, which are in nanoseconds. */
  static Percentiles of(long[] nanos) {
    Arrays.sort(nanos);
    return new Percentiles(
        nanos.length, millis(nanos, 0.50), millis(nanos, 0.95), millis(nanos, 0.99));
  }

  private static double millis(long[] sorted, double part) {
    return sorted.length == 0
        ? 0
        : sorted[(int) Math.ceil(part * sorted.length) - 1] / NANOS_PER_MILLI;
  }
}
