package io.nearfar.benchmarks.tags;

import io.nearfar.benchmarks.Provenance;
import io.nearfar.benchmarks.far.FarCost;
import io.nearfar.benchmarks.far.FarManagers;
import io.nearfar.benchmarks.far.Links;
import io.nearfar.benchmarks.far.OwnJvm;
import io.nearfar.cache.NearfarCache;
import io.nearfar.config.NearfarConfiguration;
import io.nearfar.config.Topology;
import io.nearfar.testing.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.cache.CacheManager;

/**
 * Invalidates ten million different tags, as a program does that makes tags of everything, and
 * shows that memory has a bound: the clocks of tags in Redis, Redis's memory, and the heap of a
 * node with near copies. Fails if a segment ever has more clocks than it may.
 *
 * <pre>
 * java -Xmx1g -cp benchmarks/target/benchmarks.jar io.nearfar.benchmarks.tags.ManyTags
 * java -Xmx1g -cp ... io.nearfar.benchmarks.tags.ManyTags 1000000 benchmarks/results
 * </pre>
 */
public final class ManyTags {
  /** What the provider promises: see {@code docs/invalidation.md}. */
  static final int MOST_CLOCKS = 16_384;

  private static final int ALL = 10_000_000;
  private static final int REPORTS = 20;
  private static final double NANOS_PER_MILLI = 1e6;

  /** As many as one call sends at once. */
  private static final int AT_ONCE = NearfarCache.MAX_TAGS;

  private ManyTags() {}

  /**
   * Measures, prints the report and writes {@code DATE-many-tags.md}.
   *
   * @param arguments how many tags, ten million if not given; then the directory for the report,
   *     {@code benchmarks/target} if not given
   * @throws IOException if the report can't be written
   */
  public static void main(String[] arguments) throws IOException {
    int tags = arguments.length > 0 ? Integer.parseInt(arguments[0]) : ALL;
    Path directory = Path.of(arguments.length > 1 ? arguments[1] : "benchmarks/target");
    String name = LocalDate.now(ZoneOffset.UTC) + "-many-tags";
    String report = Provenance.header(name, List.of("Java " + Runtime.version())) + report(tags);
    Files.createDirectories(directory);
    Files.writeString(directory.resolve(name + ".md"), report);
    System.out.print(report);
  }

  /** Invalidates so many, at least 20, and returns Markdown. */
  static String report(int tags) {
    StringBuilder text = new StringBuilder("## Many different tags\n\n");
    text.append("| invalidated | clocks | most of a segment | used_memory | heap | s");
    text.append(" | server s | worst PING, ms |\n");
    text.append("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
    try (RedisServer server = RedisServer.builder().start();
        CacheManager manager = FarManagers.open(server.url());
        PingProbe probe = new PingProbe(server)) {
      NearfarCache<String, String> cache =
          NearfarSubject.unwrap(
              manager.createCache(
                  "tagged",
                  NearfarConfiguration.builder(String.class, String.class)
                      .topology(Topology.NEAR_FAR)
                      .build()));
      Links.await(cache);
      invalidate(cache, 0, 1); // Loads the classes, and makes what there is one of.
      long begin = System.nanoTime();
      row(text, server, probe, 1, begin);
      int done = 1;
      for (int i = 1; i <= REPORTS; i++) {
        int to = (int) ((long) tags * i / REPORTS);
        invalidate(cache, done, to);
        done = to;
        row(text, server, probe, done, begin);
      }
      checkAlive(cache);
    }
    return text.append("\nThe bound is ")
        .append(MOST_CLOCKS)
        .append(" per segment; ")
        .append(AT_ONCE)
        .append(" tags with a call.\n")
        .toString();
  }

  /** What is stored after all that is served, and can be invalidated. */
  private static void checkAlive(NearfarCache<String, String> cache) {
    cache.put("key", "value", List.of("tag"));
    boolean served = "value".equals(cache.get("key"));
    var unused = cache.invalidateTag("tag");
    if (!served || cache.get("key") != null) {
      throw new IllegalStateException("Tags do not work any more.");
    }
  }

  private static void row(
      StringBuilder text, RedisServer server, PingProbe probe, int done, long begin) {
    double ping = probe.longestNanos() / NANOS_PER_MILLI;
    List<Long> clocks = Servers.clocks(server);
    long most = Collections.max(clocks);
    check(most);
    Duration taken = Duration.ofNanos(System.nanoTime() - begin);
    text.append(
        String.format(
            Locale.ROOT,
            "| %,d | %,d | %,d | %,d | %,d | %d | %.1f | %.2f |%n",
            done,
            clocks.stream().mapToLong(Long::longValue).sum(),
            most,
            Servers.usedMemory(server),
            OwnJvm.usedHeap(),
            taken.toSeconds(),
            FarCost.cpuSeconds(server),
            ping));
    probe.reset(); // What is looked at above takes a while.
  }

  /** Fails if a segment has more clocks than it may have. */
  static void check(long most) {
    if (most > MOST_CLOCKS) {
      throw new IllegalStateException(
          "A segment has " + most + " clocks, and " + MOST_CLOCKS + " is the most it may have.");
    }
  }

  /** The name of a tag. */
  static String name(int tag) {
    return "item:" + (100_000_000 + tag);
  }

  /** Invalidates the tags of a range, many with one call. */
  static void invalidate(NearfarCache<?, ?> cache, int from, int to) {
    for (int first = from; first < to; first += AT_ONCE) {
      var unused =
          cache.invalidateTags(
              IntStream.range(first, Math.min(to, first + AT_ONCE))
                  .mapToObj(ManyTags::name)
                  .toList());
    }
  }
}
