package io.nearfar.benchmarks.far;

import io.nearfar.testing.RedisServer;
import java.util.Map;
import java.util.TreeMap;

/**
 * Memory of the server per entry: 200,000 entries of 100-byte strings, as {@code used_memory}
 * tells.
 *
 * <pre>java -cp benchmarks/target/benchmarks.jar io.nearfar.benchmarks.far.FarFootprint</pre>
 */
public final class FarFootprint {
  private static final int ENTRIES = 200_000;

  /** F4: at the most so many times a plain SET of the same bytes. */
  private static final double ALLOWED = 1.2;

  private FarFootprint() {}

  /**
   * Measures and prints a table.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) {
    double plain = perEntry(FarContender.REDISSON);
    System.out.println("| | bytes per entry | x plain SET | |");
    System.out.println("| --- | ---: | ---: | --- |");
    for (FarContender contender : FarContender.values()) {
      double bytes = contender == FarContender.REDISSON ? plain : perEntry(contender);
      String verdict = "";
      if (contender == FarContender.NEARFAR) {
        verdict = bytes <= ALLOWED * plain ? "F4 (<= 1.2) reached" : "F4 (<= 1.2) **missed**";
      }
      System.out.printf("| %s | %.0f | %.2f | %s |%n", contender, bytes, bytes / plain, verdict);
    }
  }

  private static double perEntry(FarContender contender) {
    try (RedisServer server = RedisServer.builder().start();
        FarSubject subject = contender.open(server.port())) {
      long before = usedMemory(server);
      Map<String, String> some = new TreeMap<>();
      for (int i = 0; i < ENTRIES; i++) {
        some.put(
            "key:" + (1_000_000 + i), ("value " + i + " ").repeat(20).substring(0, 50 + i % 101));
        if (some.size() == 1_000) {
          subject.putAll(some);
          some.clear();
        }
      }
      return (double) (usedMemory(server) - before) / ENTRIES;
    }
  }

  private static long usedMemory(RedisServer server) {
    return Long.parseLong(server.info("memory").getOrDefault("used_memory", "0"));
  }
}
