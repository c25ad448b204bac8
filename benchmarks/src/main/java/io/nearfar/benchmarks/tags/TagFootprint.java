package io.nearfar.benchmarks.tags;

import io.nearfar.benchmarks.far.FarManagers;
import io.nearfar.cache.NearfarCache;
import io.nearfar.config.NearfarConfiguration;
import io.nearfar.config.Topology;
import io.nearfar.testing.RedisServer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javax.cache.CacheManager;

/**
 * Memory of the server, as {@code used_memory} tells: per entry with no tag, one, two and four,
 * beside sets of keys; and per clock of a tag that was invalidated, up to the most that a segment
 * keeps and long after. This server is built without jemalloc; see {@code far.FarFootprint}.
 *
 * <pre>java -cp benchmarks/target/benchmarks.jar io.nearfar.benchmarks.tags.TagFootprint</pre>
 */
public final class TagFootprint {
  /** How much is measured. */
  record Extent(int entries, List<Integer> clocks) {
    static Extent of(String what) {
      return what.equals("quick")
          ? new Extent(20_000, List.of(1_000, 16_384, 20_000))
          : new Extent(200_000, List.of(1_000, 16_384, 50_000, 200_000));
    }
  }

  private TagFootprint() {}

  /**
   * Prints two tables.
   *
   * @param arguments {@code quick} for few entries; none otherwise
   */
  public static void main(String[] arguments) {
    System.out.print(report(arguments.length > 0 ? arguments[0] : "full"));
  }

  /**
   * Measures.
   *
   * @param what {@code quick} or {@code full}
   * @return Markdown
   */
  public static String report(String what) {
    return report(Extent.of(what));
  }

  static String report(Extent extent) {
    StringBuilder text = new StringBuilder("## Memory of the server per entry\n\n");
    text.append("| tags | Nearfar, bytes | over no tags | sets of keys, bytes | over no tags |\n");
    text.append("| ---: | ---: | ---: | ---: | ---: |\n");
    double ours = 0;
    double theirs = 0;
    for (int tags : new int[] {0, 1, 2, 4}) {
      double nearfar = perEntry(extent.entries, server -> nearfar(server, extent.entries, tags));
      double sets = perEntry(extent.entries, server -> keySets(server, extent.entries, tags));
      ours = tags == 0 ? nearfar : ours;
      theirs = tags == 0 ? sets : theirs;
      text.append(
          String.format(
              Locale.ROOT,
              "| %d | %.0f | %.0f | %.0f | %.0f |%n",
              tags,
              nearfar,
              nearfar - ours,
              sets,
              sets - theirs));
    }
    text.append(
        String.format(
            Locale.ROOT,
            "%n%,d entries, keys of 11 bytes, values of 100; tags such as %s. In sets of keys each"
                + " entry is a string, and each tag a set.%n%n",
            extent.entries,
            String.join(", ", EntryTags.of(100_421, EntryTags.MOST))));
    clocks(text, extent);
    return text.toString();
  }

  private static double perEntry(int entries, Consumer<RedisServer> fill) {
    try (RedisServer server = RedisServer.builder().start()) {
      long before = Servers.usedMemory(server);
      fill.accept(server);
      Servers.awaitAlone(server);
      return (double) (Servers.usedMemory(server) - before) / entries;
    }
  }

  private static void nearfar(RedisServer server, int entries, int tags) {
    try (CacheManager manager = FarManagers.open(server.url())) {
      NearfarCache<String, String> cache = cache(manager);
      Filling.each(
          entries,
          i -> {
            if (tags == 0) {
              cache.put(Filling.key(i), Filling.value(i));
            } else {
              cache.put(Filling.key(i), Filling.value(i), EntryTags.of(i, tags));
            }
          });
    }
  }

  private static void keySets(RedisServer server, int entries, int tags) {
    try (KeySets sets = new KeySets(server)) {
      sets.store(entries, tags);
    }
  }

  private static NearfarCache<String, String> cache(CacheManager manager) {
    return NearfarSubject.unwrap(
        manager.createCache(
            "tagged",
            NearfarConfiguration.builder(String.class, String.class)
                .topology(Topology.FAR)
                .build()));
  }

  private static void clocks(StringBuilder text, Extent extent) {
    text.append("## Memory of the server per clock of a tag\n\n");
    text.append(
        "| different tags invalidated | clocks | most of a segment | bytes | per clock |\n");
    text.append("| ---: | ---: | ---: | ---: | ---: |\n");
    try (RedisServer server = RedisServer.builder().start();
        CacheManager manager = FarManagers.open(server.url())) {
      NearfarCache<String, String> cache = cache(manager);
      ManyTags.invalidate(cache, 0, 1);
      long before = Servers.usedMemory(server);
      int done = 1;
      for (int tags : extent.clocks) {
        ManyTags.invalidate(cache, done, tags);
        done = tags;
        List<Long> clocks = new ArrayList<>(Servers.clocks(server));
        long all = clocks.stream().mapToLong(Long::longValue).sum();
        long bytes = Servers.usedMemory(server) - before;
        text.append(
            String.format(
                Locale.ROOT,
                "| %,d | %,d | %,d | %,d | %.1f |%n",
                tags,
                all,
                Collections.max(clocks),
                bytes,
                (double) bytes / all));
      }
      text.append(
          String.format(
              Locale.ROOT,
              "%n%d segments, each of which has a clock of each tag; tags such as %s.%n",
              Servers.clocks(server).size(),
              ManyTags.name(done - 1)));
    }
  }
}
