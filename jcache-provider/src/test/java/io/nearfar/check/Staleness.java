package io.nearfar.check;

import java.util.Arrays;

/**
 * How stale answers were that near copies may have given.
 *
 * @param reads how many there were
 * @param stale how many did not show what had been written before they began
 * @param median of those that were stale; 0 if there were none
 * @param high 99 of 100 were less
 * @param most the greatest
 */
record Staleness(long reads, long stale, long median, long high, long most) {
  /** Collects it. */
  static final class Sum {
    private long[] nanos = new long[64];
    private int stale;
    private long reads;

    /**
     * Takes note of a read.
     *
     * @param since how long what it returned had been overwritten when it began; 0 or less if it
     *     had not been
     */
    void add(long since) {
      reads++;
      if (since > 0) {
        if (stale == nanos.length) {
          nanos = Arrays.copyOf(nanos, 2 * stale);
        }
        nanos[stale++] = since;
      }
    }

    Staleness result() {
      long[] sorted = Arrays.copyOf(nanos, Math.max(1, stale));
      Arrays.sort(sorted);
      int last = sorted.length - 1;
      return new Staleness(
          reads, stale, sorted[last / 2], sorted[(int) (last * 0.99)], sorted[last]);
    }
  }

  @Override
  public String toString() {
    return "%d of %d reads stale, median %.3f, p99 %.3f, max %.3f ms"
        .formatted(stale, reads, median / 1e6, high / 1e6, most / 1e6);
  }
}
