package io.nearfar.benchmarks.tags;

import io.nearfar.benchmarks.Provenance;
import io.nearfar.benchmarks.far.FarCost;
import io.nearfar.benchmarks.far.Latencies;
import io.nearfar.benchmarks.far.NodeProcess;
import io.nearfar.benchmarks.tags.InvalidationContender.Store;
import io.nearfar.testing.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Invalidates a tag that one, a thousand and a million entries carry, and clears as many: how long
 * the call takes, what it costs the server, how long the server keeps other clients waiting, and
 * how long nodes still serve copies (F5). Beside sets of keys, in the same run. Nodes are JVMs on
 * this machine, so that one clock serves all.
 *
 * <pre>
 * java -Xmx2g -cp benchmarks/target/benchmarks.jar io.nearfar.benchmarks.tags.InvalidationFigures quick
 * java -Xmx2g -cp ... io.nearfar.benchmarks.tags.InvalidationFigures full benchmarks/results
 * </pre>
 *
 * <p>Writes {@code DATE-invalidation.md}, and all single figures to {@code DATE-invalidation.json}.
 */
public final class InvalidationFigures {
  /** Nodes have copies of so many entries, if there are as many; of each segment some. */
  private static final int COPIES = 64;

  private static final int WARM_UP_ROUNDS = 20;
  private static final int WARM_UP_ENTRIES = 100;
  private static final long LIMIT_MILLIS = 10_000;

  /** How long the probe goes on after the call. */
  private static final long AFTER_MILLIS = 100;

  /** How much is measured: with many entries, most of the time goes into storing them. */
  record Extent(List<Integer> entries, List<Integer> nodes, int rounds, int roundsOfMany) {
    private static final int MANY = 10_000;

    static Extent of(String what) {
      return switch (what) {
        case "quick" -> new Extent(List.of(1, 1_000, 50_000), List.of(2), 10, 2);
        case "short" -> new Extent(List.of(1, 1_000, 1_000_000), List.of(2), 20, 2);
        case "full" -> new Extent(List.of(1, 1_000, 1_000_000), List.of(2, 4), 50, 5);
        default ->
            throw new IllegalArgumentException(
                "Give what to run: quick, short or full; then, if wanted, the directory for results.");
      };
    }

    int roundsOf(int count) {
      return count > MANY ? roundsOfMany : rounds;
    }
  }

  private final Extent extent;
  private final List<InvalidationRow> rows = new ArrayList<>();

  InvalidationFigures(Extent extent) {
    this.extent = extent;
  }

  /**
   * Measures, prints the report and writes the results.
   *
   * @param arguments {@code quick}, {@code short} or {@code full}, then the directory for the
   *     results, which is {@code benchmarks/target} if not given
   * @throws IOException if a node ends, or the results can't be written
   */
  public static void main(String[] arguments) throws IOException {
    String what = arguments.length > 0 ? arguments[0] : "";
    Path directory = Path.of(arguments.length > 1 ? arguments[1] : "benchmarks/target");
    InvalidationFigures figures = new InvalidationFigures(Extent.of(what));
    figures.measure();
    String name = LocalDate.now(ZoneOffset.UTC) + "-invalidation";
    String report =
        Provenance.header(name, List.of("Java " + Runtime.version() + ", " + what))
            + figures.report();
    Files.createDirectories(directory);
    Files.writeString(directory.resolve(name + ".md"), report);
    Files.writeString(directory.resolve(name + ".json"), figures.json());
    System.out.print(report);
  }

  void measure() throws IOException {
    for (InvalidationContender contender : InvalidationContender.values()) {
      measure(contender);
    }
  }

  private void measure(InvalidationContender contender) throws IOException {
    try (RedisServer server = RedisServer.builder().start();
        Nodes nodes = new Nodes();
        Store store = contender.open(server);
        PingProbe probe = new PingProbe(server)) {
      if (contender.near()) {
        nodes.start(Collections.max(extent.nodes), server.url());
      }
      List<Integer> counts =
          contender == InvalidationContender.NOTHING ? List.of(0) : extent.entries;
      InvalidationRow unused = new InvalidationRow(contender, WARM_UP_ENTRIES);
      for (int i = 0; i < WARM_UP_ROUNDS; i++) {
        round(new Bench(server, nodes, store, probe), unused, WARM_UP_ENTRIES);
      }
      for (int entries : counts) {
        InvalidationRow row = new InvalidationRow(contender, entries);
        for (int i = 0; i < extent.roundsOf(entries); i++) {
          round(new Bench(server, nodes, store, probe), row, entries);
        }
        rows.add(row);
      }
    }
  }

  /** What a round needs. */
  private record Bench(RedisServer server, Nodes nodes, Store store, PingProbe probe) {}

  /** One call with the probe; and one for each number of nodes, with nodes that watch. */
  private void round(Bench bench, InvalidationRow row, int entries) throws IOException {
    bench.store.load(entries);
    int copies = Math.min(entries, COPIES);
    bench.nodes.open(copies);
    call(bench, row);
    bench.nodes.closeCaches();
    for (int watching : bench.nodes.isEmpty() ? List.<Integer>of() : extent.nodes) {
      bench.store.load(entries);
      bench.nodes.open(copies);
      row.watched(watching, watch(bench, watching));
      bench.nodes.closeCaches();
    }
  }

  private static void call(Bench bench, InvalidationRow row) {
    double before = FarCost.cpuSeconds(bench.server);
    bench.probe.reset();
    long begin = System.nanoTime();
    bench.store.invalidate();
    long taken = System.nanoTime() - begin;
    double after = FarCost.cpuSeconds(bench.server);
    pause();
    long ping = bench.probe.longestNanos();
    row.called(taken, (long) ((after - before) * TimeUnit.SECONDS.toNanos(1)), ping);
  }

  private static long watch(Bench bench, int watching) throws IOException {
    bench.nodes.watch(watching);
    long begin = System.nanoTime();
    bench.store.invalidate();
    long gone = bench.nodes.awaitGone(watching);
    return gone == Latencies.NEVER ? gone : gone - begin;
  }

  private static void pause() {
    try {
      Thread.sleep(AFTER_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  String report() {
    StringBuilder text = new StringBuilder("## Invalidation of many entries, ms\n\n");
    text.append("| | entries | rounds | call | max | server | max | worst PING | max");
    extent.nodes.forEach(count -> text.append(" | gone, ").append(count).append(" nodes | max"));
    text.append(" | |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---:");
    extent.nodes.forEach(count -> text.append(" | ---: | ---:"));
    text.append(" | --- |\n");
    rows.forEach(row -> text.append(row.line(extent.nodes)).append('\n'));
    text.append("\nMedians and the greatest. call: until it returns. server: its processor time in")
        .append(" that time, with that for the PINGs, of which there are up to ten per ms. worst")
        .append(" PING: of another connection, meanwhile and in the ")
        .append(AFTER_MILLIS)
        .append(" ms after that. gone: from the begin of the call until the last of so many nodes")
        .append(" served none of its copies any more, in further calls without PINGs, all nodes")
        .append(" looking every 0.05 ms. NOTHING: what this machine does to a PING by itself.\n");
    return text.toString();
  }

  String json() {
    return rows.stream()
        .map(InvalidationRow::json)
        .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
  }

  /** Further nodes, whose caches are open only while they are needed: each hears of each put. */
  private static final class Nodes implements AutoCloseable {
    private final List<NodeProcess> nodes = new ArrayList<>();

    void start(int count, String url) throws IOException {
      for (int i = 0; i < count; i++) {
        nodes.add(NodeProcess.start(InvalidationNode.class, url));
      }
      expect("ready");
    }

    boolean isEmpty() {
      return nodes.isEmpty();
    }

    void open(int copies) throws IOException {
      nodes.forEach(node -> node.send("open " + copies));
      expect("opened");
    }

    void closeCaches() throws IOException {
      nodes.forEach(node -> node.send("close"));
      expect("closed");
    }

    private void expect(String word) throws IOException {
      for (NodeProcess node : nodes) {
        node.expect(word);
      }
    }

    void watch(int count) throws IOException {
      for (NodeProcess node : nodes.subList(0, count)) {
        node.send("watch " + LIMIT_MILLIS);
        node.expect("watching");
      }
    }

    /** When the last one had none of its copies any more. */
    long awaitGone(int count) throws IOException {
      long last = Long.MIN_VALUE;
      for (NodeProcess node : nodes.subList(0, count)) {
        String answer = node.answer();
        long gone =
            answer.equals("not-gone")
                ? Latencies.NEVER
                : Long.parseLong(answer.replace("gone ", ""));
        last = Math.max(last, gone);
      }
      return last;
    }

    @Override
    public void close() {
      nodes.forEach(NodeProcess::close);
    }
  }
}
