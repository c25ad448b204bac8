package io.nearfar.tck.nodes;

import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/**
 * Which node does the next operation: by chance, but the same for the same seed and test, as long
 * as the test has one thread. Thread-safe.
 */
public final class NodeChoice {
  /** How many nodes there are. */
  static final int NODES = 2;

  private static final AtomicLongArray CHOSEN = new AtomicLongArray(NODES);
  private static volatile Random random = new Random(0);

  private NodeChoice() {}

  /**
   * Begins a new sequence.
   *
   * @param test names it
   */
  public static void begin(long seed, String test) {
    random = new Random(seed * 31 + test.hashCode());
  }

  /** The number of a node. */
  static int next() {
    int node = random.nextInt(NODES);
    CHOSEN.incrementAndGet(node);
    return node;
  }

  /** How often each node was chosen; empty if none ever was. */
  public static List<Long> chosen() {
    List<Long> counts = IntStream.range(0, NODES).mapToObj(CHOSEN::get).toList();
    return counts.stream().allMatch(count -> count == 0) ? List.of() : counts;
  }
}
