package io.nearfar.benchmarks.tags;

import io.nearfar.benchmarks.far.Latencies;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What was measured of one contender with one number of entries. For one thread. */
final class InvalidationRow {
  private static final double F5_MILLIS = 5;

  private final InvalidationContender contender;
  private final int entries;
  private final List<Long> returned = new ArrayList<>();
  private final List<Long> server = new ArrayList<>();
  private final List<Long> pings = new ArrayList<>();

  /** By the number of nodes. */
  private final Map<Integer, List<Long>> gone = new TreeMap<>();

  InvalidationRow(InvalidationContender contender, int entries) {
    this.contender = contender;
    this.entries = entries;
  }

  /**
   * A call that nobody watched but the probe.
   *
   * @param callNanos until it returned
   * @param serverNanos processor time of the server meanwhile
   * @param pingNanos the longest wait of another client, meanwhile and shortly after
   */
  void called(long callNanos, long serverNanos, long pingNanos) {
    returned.add(callNanos);
    server.add(serverNanos);
    pings.add(pingNanos);
  }

  /**
   * A call that nodes watched.
   *
   * @param nanos from its begin until the last of them served no copy any more
   */
  void watched(int nodes, long nanos) {
    gone.computeIfAbsent(nodes, some -> new ArrayList<>()).add(nanos);
  }

  /** A line of a Markdown table; of each time the median and the greatest, in milliseconds. */
  String line(List<Integer> nodes) {
    StringBuilder line = new StringBuilder("| ").append(contender);
    line.append(String.format(Locale.ROOT, " | %,d | %d", entries, returned.size()));
    line.append(cells(returned)).append(cells(server)).append(cells(pings));
    for (int count : nodes) {
      line.append(cells(gone.getOrDefault(count, List.of())));
    }
    return line.append(" | ").append(verdict()).append(" |").toString();
  }

  private static String cells(List<Long> nanos) {
    if (nanos.isEmpty()) {
      return " | – | –";
    }
    Latencies times = new Latencies(nanos);
    return " | " + millis(times.millis(0.5)) + " | " + millis(times.millis(1));
  }

  private static String millis(double millis) {
    if (Double.isInfinite(millis)) {
      return "not seen";
    }
    return String.format(Locale.ROOT, millis >= 100 ? "%.0f" : "%.2f", millis);
  }

  /** The bound is on the greatest; on a machine that others use, the median may say more. */
  private String verdict() {
    if (!contender.near()) {
      return "";
    }
    if (within(1)) {
      return "F5 (≤ 5, ≤ 5) reached";
    }
    return "F5 (≤ 5, ≤ 5) **missed**" + (within(0.5) ? ", reached in the median" : "");
  }

  private boolean within(double share) {
    return new Latencies(returned).millis(share) <= F5_MILLIS
        && new Latencies(pings).millis(share) <= F5_MILLIS;
  }

  /** All of it, as a JSON object. */
  String json() {
    String seen =
        gone.entrySet().stream()
            .map(some -> "\"" + some.getKey() + "\": " + list(some.getValue()))
            .collect(Collectors.joining(", ", "{", "}"));
    return String.format(
        Locale.ROOT,
        "  {\"contender\": \"%s\", \"entries\": %d, \"callMillis\": %s, \"serverCpuMillis\": %s,"
            + " \"worstPingMillis\": %s, \"goneMillisByNodes\": %s}",
        contender,
        entries,
        list(returned),
        list(server),
        list(pings),
        seen);
  }

  private static String list(List<Long> nanos) {
    return nanos.stream()
        .map(
            time ->
                time == Latencies.NEVER ? "null" : String.format(Locale.ROOT, "%.3f", time / 1e6))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
