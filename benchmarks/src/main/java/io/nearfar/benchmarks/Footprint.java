package io.nearfar.benchmarks;

import io.nearfar.benchmarks.compare.Contender;
import io.nearfar.benchmarks.compare.Contender.Bound;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures the heap that a near entry takes beside its key and value, and compares it with raw
 * Caffeine (target F4): a million entries, whose keys and values exist already, are put into the
 * cache; what the heap has grown by after full collections is the cache's own.
 *
 * <pre>
 * java -Xms2g -Xmx2g -cp benchmarks/target/benchmarks.jar io.nearfar.benchmarks.Footprint
 * </pre>
 *
 * <p>Figures are for compressed object pointers, which a heap below 32 GB has by default.
 * Contenders may be named as arguments; raw Caffeine is always measured.
 */
public final class Footprint {
  private static final int ENTRIES = 1_000_000;
  private static final int WARM_UP_ENTRIES = 1_000;
  private static final int COLLECTIONS = 4;
  private static final double MAX_BYTES_OVER_CAFFEINE = 48;

  private Footprint() {}

  /**
   * Prints a Markdown table.
   *
   * @param arguments names of contenders; none = all
   */
  public static void main(String[] arguments) {
    List<Contender> contenders = new ArrayList<>(List.of(Contender.CAFFEINE));
    if (arguments.length == 0) {
      contenders = List.of(Contender.values());
    }
    for (String argument : arguments) {
      contenders.add(Contender.valueOf(argument));
    }
    Integer[] keys = new Integer[ENTRIES];
    Object[] values = new Object[ENTRIES];
    for (int i = 0; i < ENTRIES; i++) {
      keys[i] = i;
      values[i] = Workload.STRING.value(i);
    }
    for (Workload workload : List.of(Workload.STRING, Workload.STRING_EXPIRY)) {
      System.out.println("\n## " + workload + "\n");
      System.out.println("| | bytes per entry | over raw Caffeine | |");
      System.out.println("| --- | ---: | ---: | --- |");
      double raw = measure(Contender.CAFFEINE, workload, keys, values);
      for (Contender contender : contenders) {
        double bytes =
            contender == Contender.CAFFEINE ? raw : measure(contender, workload, keys, values);
        System.out.println(line(contender, bytes, bytes - raw));
      }
    }
  }

  private static String line(Contender contender, double bytes, double over) {
    boolean ours = contender == Contender.NEARFAR || contender == Contender.NEARFAR_UNBOUNDED;
    String verdict =
        !ours ? "" : over <= MAX_BYTES_OVER_CAFFEINE ? "F4 (≤ 48) reached" : "F4 (≤ 48) **missed**";
    return "| "
        + String.join(" | ", contender.name(), Report.number(bytes), Report.number(over), verdict)
        + " |";
  }

  private static double measure(
      Contender contender, Workload workload, Integer[] keys, Object[] values) {
    grow(contender, workload, keys, values, WARM_UP_ENTRIES); // loads the classes
    return (double) grow(contender, workload, keys, values, ENTRIES) / ENTRIES;
  }

  private static long grow(
      Contender contender, Workload workload, Integer[] keys, Object[] values, int entries) {
    long before = used();
    try (Subject subject = contender.open(workload, Bound.LARGE)) {
      for (int i = 0; i < entries; i++) {
        subject.put(keys[i], values[i]);
      }
      long after = used();
      if (subject.get(keys[0]) == null) {
        throw new IllegalStateException(contender + " lost entries: the figure would be too low.");
      }
      return after - before;
    }
  }

  /** Used heap after full collections; more than one, for what is freed by reference handlers. */
  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
