package io.nearfar.benchmarks.tags;

import static java.util.Objects.requireNonNull;

import io.nearfar.benchmarks.Workload;
import io.nearfar.benchmarks.far.OwnJvm;
import io.nearfar.testing.RedisServer;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Measures the heap that a near entry, and a near copy of an entry in Redis, takes with no tag, one
 * and four: what the heap has grown by, after full collections, while 250,000 entries were put
 * whose keys and values exist already. The texts of their tags do not: they are made for each put,
 * as an application does, and count.
 *
 * <pre>java -cp benchmarks/target/benchmarks.jar io.nearfar.benchmarks.tags.TagHeap</pre>
 *
 * <p>Each figure is measured in a JVM of its own. Figures are for compressed object pointers.
 */
public final class TagHeap {
  private static final int ENTRIES = 250_000;
  private static final int BOUND = 1 << 18;
  private static final int WARM_UP_ENTRIES = 1_000;

  private TagHeap() {}

  /**
   * Prints a Markdown table.
   *
   * @param arguments none; or, in a JVM made for one figure, contender and number of tags
   * @throws IOException if the measurement of a figure fails
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length == 2) {
      System.out.println(
          measure(TagContender.valueOf(arguments[0]), Integer.parseInt(arguments[1]), ENTRIES));
    } else {
      System.out.print(table());
    }
  }

  /**
   * Measures all.
   *
   * @return Markdown, with a head
   * @throws IOException if the measurement of a figure fails
   */
  public static String table() throws IOException {
    StringBuilder table = new StringBuilder("## Heap per entry\n\n");
    table.append("| | tags | bytes per entry | over raw Caffeine | over no tags |\n");
    table.append("| --- | ---: | ---: | ---: | ---: |\n");
    double raw = apart(TagContender.CAFFEINE, 0);
    row(table, "CAFFEINE", "–", raw, 0, 0);
    for (TagContender contender : List.of(TagContender.NEAR, TagContender.NEAR_FAR)) {
      double untagged = 0;
      for (int tags : new int[] {0, 1, 4}) {
        double bytes = apart(contender, tags);
        untagged = tags == 0 ? bytes : untagged;
        row(table, contender.name(), String.valueOf(tags), bytes, bytes - raw, bytes - untagged);
      }
    }
    table.append("\nThe texts of tags are made for each put, and count where they are kept.\n");
    return table.toString();
  }

  private static void row(
      StringBuilder table, String name, String tags, double bytes, double raw, double untagged) {
    table.append(
        String.format(
            Locale.ROOT, "| %s | %s | %.1f | %.1f | %.1f |%n", name, tags, bytes, raw, untagged));
  }

  private static double apart(TagContender contender, int tags) throws IOException {
    return OwnJvm.figure(TagHeap.class, contender.name(), String.valueOf(tags));
  }

  /** Bytes per entry. */
  static double measure(TagContender contender, int tags, int entries) {
    Integer[] keys = new Integer[entries];
    Object[] values = new Object[entries];
    for (int i = 0; i < entries; i++) {
      keys[i] = i;
      values[i] = Workload.STRING.value(i);
    }
    @Nullable RedisServer server = contender.startServer();
    try (TaggedSubject subject = contender.open(Workload.STRING, server, BOUND)) {
      int warm = Math.min(WARM_UP_ENTRIES, entries / 2);
      put(subject, tags, keys, values, 0, warm); // Loads the classes.
      long before = OwnJvm.usedHeap();
      put(subject, tags, keys, values, warm, entries);
      long after = OwnJvm.usedHeap();
      for (Integer key : keys) {
        if (subject.get(requireNonNull(key)) == null) {
          throw new IllegalStateException(contender + " lost entries: the figure is too low.");
        }
      }
      return (double) (after - before) / (entries - warm);
    } finally {
      if (server != null) {
        server.close();
      }
    }
  }

  private static void put(
      TaggedSubject subject, int tags, Integer[] keys, Object[] values, int from, int to) {
    for (int i = from; i < to; i++) {
      if (tags == 0) {
        subject.put(keys[i], values[i]);
      } else {
        subject.put(keys[i], values[i], EntryTags.of(i, tags));
      }
    }
  }
}
