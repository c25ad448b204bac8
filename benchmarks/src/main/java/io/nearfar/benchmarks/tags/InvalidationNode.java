package io.nearfar.benchmarks.tags;

import io.nearfar.benchmarks.far.FarManagers;
import io.nearfar.benchmarks.far.Links;
import io.nearfar.cache.NearfarCache;
import io.nearfar.config.NearfarConfiguration;
import io.nearfar.config.Topology;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import javax.cache.CacheManager;

/**
 * One node of {@link InvalidationFigures}, in a JVM of its own, which reads commands and prints
 * answers, a line each, words separated by blanks:
 *
 * <pre>
 * open COUNT           opened                 has a manager, and copies of so many entries
 * watch LIMIT_MILLIS   watching, gone NANOS   when none of them was served any more,
 *                      or        not-gone     which did not come within the limit
 * close                closed                 has no manager any more
 * </pre>
 *
 * <p>The times of all nodes on a host come from one clock. Ends with its input.
 */
final class InvalidationNode {
  private static final long NANOS_PER_MILLI = 1_000_000;

  /** All nodes watch at the same time, on a machine with few processors. */
  private static final long PAUSE_NANOS = 50_000;

  private final String url;
  private final PrintStream out;

  private InvalidationNode(String url, PrintStream out) {
    this.url = url;
    this.out = out;
  }

  /**
   * Runs a node.
   *
   * @param arguments the address of the server
   * @throws IOException if nobody talks to it any more
   */
  public static void main(String[] arguments) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    out.println("ready");
    InvalidationNode node = new InvalidationNode(arguments[0], out);
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      node.open(Integer.parseInt(line.replace("open ", "")), in);
    }
  }

  /** The cache that all nodes share. */
  static NearfarCache<String, String> cache(CacheManager manager) {
    return NearfarSubject.unwrap(
        manager.createCache(
            "tagged",
            NearfarConfiguration.builder(String.class, String.class)
                .topology(Topology.NEAR_FAR)
                .maxEntries(10_000L)
                .build()));
  }

  private void open(int count, BufferedReader in) throws IOException {
    try (CacheManager manager = FarManagers.open(url)) {
      NearfarCache<String, String> cache = cache(manager);
      Links.await(cache);
      Set<String> keys = new LinkedHashSet<>();
      for (int i = 0; i < count; i++) {
        keys.add(Filling.key(i));
      }
      if (cache.getAll(keys).size() < count) {
        throw new IllegalStateException("Entries are missing.");
      }
      out.println("opened");
      for (String line = in.readLine();
          line != null && !line.equals("close");
          line = in.readLine()) {
        watch(cache, keys, Long.parseLong(line.replace("watch ", "")));
      }
    }
    out.println("closed");
  }

  /** Copies that are served need no server; what is not is asked for with one command. */
  private void watch(NearfarCache<String, String> cache, Set<String> keys, long limitMillis) {
    out.println("watching");
    long end = System.nanoTime() + limitMillis * NANOS_PER_MILLI;
    while (!cache.getAll(keys).isEmpty()) {
      if (System.nanoTime() - end > 0) {
        out.println("not-gone");
        return;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    out.println("gone " + System.nanoTime());
  }
}
