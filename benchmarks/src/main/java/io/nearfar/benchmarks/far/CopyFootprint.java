package io.nearfar.benchmarks.far;

import io.nearfar.benchmarks.Subject;
import io.nearfar.benchmarks.Workload;
import io.nearfar.testing.RedisServer;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * Measures the heap that a near copy of an entry in Redis takes beside its key and value, and
 * compares it with raw Caffeine (target F4): what the heap has grown by, after full collections,
 * while 250,000 entries were put whose keys and values exist already.
 *
 * <pre>
 * java -cp benchmarks/target/benchmarks.jar io.nearfar.benchmarks.far.CopyFootprint
 * </pre>
 *
 * <p>Each figure is measured in a JVM of its own.
 *
 * <p>Unlike in {@code Footprint}, what an empty cache takes is not counted, nor what a client of
 * Redis does. Figures are for compressed object pointers.
 */
public final class CopyFootprint {
  private static final int ENTRIES = 250_000;
  private static final int BOUND = 1 << 18;
  private static final int WARM_UP_ENTRIES = 1_000;
  private static final double MAX_BYTES_OVER_CAFFEINE = 48;

  private CopyFootprint() {}

  /**
   * Prints a Markdown table.
   *
   * @param arguments none; or, in a JVM made for one figure, contender and workload
   * @throws IOException if the measurement of a figure fails
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length == 2) {
      System.out.println(
          measure(CopyContender.valueOf(arguments[0]), Workload.valueOf(arguments[1])));
    } else {
      System.out.print(table());
    }
  }

  /**
   * Measures all.
   *
   * @return a Markdown table
   * @throws IOException if the measurement of a figure fails
   */
  public static String table() throws IOException {
    StringBuilder table = new StringBuilder();
    table.append("| | | bytes per entry | over raw Caffeine | |\n");
    table.append("| --- | --- | ---: | ---: | --- |\n");
    for (Workload workload : List.of(Workload.STRING, Workload.STRING_EXPIRY)) {
      double raw = 0;
      for (CopyContender contender : CopyContender.values()) {
        double bytes = OwnJvm.figure(CopyFootprint.class, contender.name(), workload.name());
        raw = contender == CopyContender.CAFFEINE ? bytes : raw;
        table.append(line(contender, workload, bytes, bytes - raw)).append('\n');
      }
    }
    return table.toString();
  }

  private static String line(
      CopyContender contender, Workload workload, double bytes, double over) {
    String verdict = "";
    if (contender == CopyContender.NEARFAR) {
      verdict = over <= MAX_BYTES_OVER_CAFFEINE ? "F4 (≤ 48) reached" : "F4 (≤ 48) **missed**";
    }
    return String.format(
        Locale.ROOT, "| %s | %s | %.1f | %.1f | %s |", contender, workload, bytes, over, verdict);
  }

  private static double measure(CopyContender contender, Workload workload) {
    Integer[] keys = new Integer[ENTRIES];
    Object[] values = new Object[ENTRIES];
    for (int i = 0; i < ENTRIES; i++) {
      keys[i] = i;
      values[i] = Workload.STRING.value(i);
    }
    try (RedisServer server = RedisServer.builder().start();
        Subject subject = contender.open(workload, server.url(), BOUND)) {
      put(subject, keys, values, 0, WARM_UP_ENTRIES); // Loads the classes.
      long before = OwnJvm.usedHeap();
      put(subject, keys, values, WARM_UP_ENTRIES, ENTRIES);
      long after = OwnJvm.usedHeap();
      for (Integer key : keys) {
        if (subject.get(key) == null) {
          throw new IllegalStateException(contender + " lost entries: the figure is too low.");
        }
      }
      return (double) (after - before) / (ENTRIES - WARM_UP_ENTRIES);
    }
  }

  private static void put(Subject subject, Integer[] keys, Object[] values, int from, int to) {
    for (int i = from; i < to; i++) {
      subject.put(keys[i], values[i]);
    }
  }
}
