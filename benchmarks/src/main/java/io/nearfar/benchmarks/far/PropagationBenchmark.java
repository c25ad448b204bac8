package io.nearfar.benchmarks.far;

import io.nearfar.benchmarks.Provenance;
import io.nearfar.config.Topology;
import io.nearfar.testing.FaultyWire;
import io.nearfar.testing.PushFaults;
import io.nearfar.testing.RedisServer;
import io.nearfar.testing.WireCount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * How long other nodes still show what one node has overwritten, from when its put has returned:
 * normally (C1), and if the message about it gets lost (C3); and what a write costs for that in
 * bytes and in processor time of the server. Nodes are JVMs on this machine, so that one clock
 * serves all. Nearfar beside Redisson's map with local copies.
 *
 * <pre>
 * java -cp benchmarks/target/benchmarks.jar io.nearfar.benchmarks.far.PropagationBenchmark quick
 * java -Dtopology=FAR -cp ... io.nearfar.benchmarks.far.PropagationBenchmark full benchmarks/results
 * </pre>
 *
 * <p>One node at a time watches, another one in each round, for on a small machine many would take
 * the processors from each other; all get the messages.
 */
public final class PropagationBenchmark {
  private static final double C1_MEDIAN_MILLIS = 5;
  private static final double C1_P99_MILLIS = 100;
  private static final double C3_MILLIS = 1_600;
  private static final long SEED = 42;

  /** After so many losses in a row that were not noticed, more would tell nothing new. */
  private static final int GIVEN_UP = 3;

  /** How much is measured. */
  record Extent(
      List<Integer> nodes,
      int rounds,
      int losses,
      int limitMillis,
      int writes,
      List<Integer> listeners) {
    static Extent of(String what) {
      return switch (what) {
        case "quick" -> new Extent(List.of(2), 300, 3, 10_000, 5_000, List.of(0, 1, 4, 16));
        case "full" -> new Extent(List.of(2, 8), 5_000, 30, 10_000, 30_000, List.of(0, 1, 4, 16));
        default ->
            throw new IllegalArgumentException(
                "Give what to run: quick or full; then, if wanted, the directory for results.");
      };
    }
  }

  private final Extent extent;
  private final Topology topology;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder histograms = new StringBuilder();
  private int round;

  PropagationBenchmark(Extent extent, Topology topology) {
    this.extent = extent;
    this.topology = topology;
  }

  /**
   * Measures, prints the report and writes {@code DATE-propagation-TOPOLOGY.md}.
   *
   * @param arguments {@code quick} or {@code full}, then the directory for the report, which is
   *     {@code benchmarks/target} if not given
   * @throws IOException if a node ends, or the report can't be written
   */
  public static void main(String[] arguments) throws IOException {
    String what = arguments.length > 0 ? arguments[0] : "";
    Path directory = Path.of(arguments.length > 1 ? arguments[1] : "benchmarks/target");
    Topology topology = Topology.valueOf(System.getProperty("topology", "NEAR_FAR"));
    String report = report(what, topology);
    String name =
        LocalDate.now(ZoneOffset.UTC)
            + "-propagation-"
            + topology.name().toLowerCase(Locale.ROOT).replace('_', '-');
    String environment =
        "Java " + Runtime.version() + ", " + what + ", topology " + topology + " for Nearfar";
    report = Provenance.header(name, List.of(environment)) + report;
    Files.createDirectories(directory);
    Files.writeString(directory.resolve(name + ".md"), report);
    System.out.print(report);
  }

  /**
   * Measures.
   *
   * @param what {@code quick} or {@code full}
   * @param topology of Nearfar
   * @return tables, without a head
   * @throws IOException if a node ends
   */
  public static String report(String what, Topology topology) throws IOException {
    return new PropagationBenchmark(Extent.of(what), topology).report();
  }

  String report() throws IOException {
    line("## From the return of put to the new value in another node, ms\n");
    line("| | nodes | rounds | p50 | p90 | p99 | max | |");
    line("| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |");
    for (int nodes : extent.nodes) {
      for (NearContender contender : NearContender.values()) {
        propagation(contender, nodes);
      }
    }
    line("\n### How many rounds took so many ms\n");
    line("| | nodes | " + Latencies.classes() + " |");
    line("| ---" + " | ---:".repeat(Latencies.classes().split("\\|").length + 1) + " |");
    text.append(histograms);
    line("\n## The same if all messages are lost silently, ms\n");
    line("| | nodes | rounds | p50 | p90 | p99 | max | |");
    line("| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |");
    for (NearContender contender : NearContender.values()) {
      losses(contender);
    }
    line("\n`not seen`: nor " + extent.limitMillis + " ms later.\n");
    line("## What a write costs\n");
    text.append("| | bytes to each listener");
    for (int listeners : extent.listeners) {
      text.append(" | server time, ").append(listeners).append(" more listeners, µs");
    }
    line(" |\n| --- | ---:" + " | ---:".repeat(extent.listeners.size()) + " |");
    for (NearContender contender : NearContender.values()) {
      costs(contender);
    }
    return text.toString();
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private void propagation(NearContender contender, int nodes) throws IOException {
    try (RedisServer server = RedisServer.builder().start();
        Nodes all = new Nodes()) {
      for (int i = 0; i < nodes; i++) {
        all.start(contender, server.url(), topology);
      }
      all.awaitReady();
      int warmUp = extent.rounds / 4;
      List<Long> nanos = new ArrayList<>();
      for (int i = -warmUp; i < extent.rounds; i++) {
        NodeProcess watcher = all.get(1 + Math.floorMod(i, nodes - 1));
        long time = watchAWrite(all.get(0), watcher, "key");
        if (i >= 0) {
          nanos.add(time);
        }
      }
      Latencies latencies = new Latencies(nanos);
      histograms.append("| %s | %d | %s |\n".formatted(contender, nodes, latencies.histogram()));
      boolean reached =
          latencies.millis(0.5) < C1_MEDIAN_MILLIS && latencies.millis(0.99) < C1_P99_MILLIS;
      row(contender, nodes, latencies, "C1 (p50 < 5, p99 < 100)", reached);
    }
  }

  /** Each loss with a key of its own: a copy that stays would spoil the next round. */
  private void losses(NearContender contender) throws IOException {
    try (RedisServer server = RedisServer.builder().start();
        FaultyWire wire = FaultyWire.to(server, SEED);
        Nodes all = new Nodes()) {
      all.start(contender, server.url(), topology);
      all.start(contender, wire.url(), topology);
      all.awaitReady();
      List<Long> nanos = new ArrayList<>();
      int unseen = 0;
      for (int i = 0; i < extent.losses && unseen < GIVEN_UP; i++) {
        String key = "lost:" + i;
        wire.pushes(PushFaults.none());
        watchAWrite(all.get(0), all.get(1), key);
        wire.pushes(PushFaults.none().dropAll());
        long time = watchAWrite(all.get(0), all.get(1), key);
        nanos.add(time);
        unseen = time == Latencies.NEVER ? unseen + 1 : 0;
      }
      Latencies latencies = new Latencies(nanos);
      row(contender, 2, latencies, "C3 (<= 1,600)", latencies.millis(1) <= C3_MILLIS);
    }
  }

  /** The time from the return of the put until the watcher gets the new value. */
  private long watchAWrite(NodeProcess writer, NodeProcess watcher, String key) throws IOException {
    String value = "v".repeat(90) + round++;
    watcher.send("watch " + key + " " + value + " " + extent.limitMillis);
    watcher.expect("watching");
    writer.send("write " + key + " " + value);
    long written = Long.parseLong(writer.expect("written"));
    String answer = watcher.answer();
    if (answer.equals("not-seen")) {
      return Latencies.NEVER;
    }
    // The watcher may see it before the writer is told that it is written.
    return Math.max(0, Long.parseLong(answer.replace("seen ", "")) - written);
  }

  private void row(
      NearContender contender, int nodes, Latencies latencies, String target, boolean reached) {
    // The targets are about near copies.
    boolean judged = contender == NearContender.NEARFAR && topology == Topology.NEAR_FAR;
    String verdict = judged ? target + (reached ? " reached" : " **missed**") : "";
    line(
        String.join(
            " | ",
            "| " + contender,
            String.valueOf(nodes),
            String.valueOf(latencies.count()),
            latencies.cells(),
            verdict + " |"));
  }

  private void costs(NearContender contender) throws IOException {
    try (RedisServer server = RedisServer.builder().start();
        FaultyWire wire = FaultyWire.to(server, SEED);
        Nodes all = new Nodes()) {
      all.start(contender, server.url(), topology);
      all.awaitReady();
      fill(all.get(0), extent.writes / 3);
      List<String> channels = Listener.channels(server);
      text.append("| ").append(contender).append(" | ").append(bytes(wire, channels, all.get(0)));
      for (int listeners : extent.listeners) {
        text.append(" | ");
        text.append(
            listeners > 0 && channels.isEmpty()
                ? "no channel"
                : number(cost(server, channels, listeners, all.get(0))));
      }
      line(" |");
    }
  }

  private String bytes(FaultyWire wire, List<String> channels, NodeProcess writer)
      throws IOException {
    if (channels.isEmpty()) {
      return "no channel";
    }
    try (Listener listener = Listener.on(wire.host(), wire.port(), channels)) {
      fill(writer, extent.writes);
      listener.awaitQuiet();
      return number((double) wire.count(WireCount.PUSH_BYTES) / extent.writes);
    }
  }

  private double cost(RedisServer server, List<String> channels, int count, NodeProcess writer)
      throws IOException {
    List<Listener> listeners = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        listeners.add(Listener.on(server.host(), server.port(), channels));
      }
      double before = FarCost.cpuSeconds(server);
      fill(writer, extent.writes);
      return (FarCost.cpuSeconds(server) - before) * TimeUnit.SECONDS.toMicros(1) / extent.writes;
    } finally {
      listeners.forEach(Listener::close);
    }
  }

  private static void fill(NodeProcess writer, int writes) throws IOException {
    writer.send("fill " + writes);
    writer.expect("filled");
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  /** The nodes of one measurement. */
  private static final class Nodes implements AutoCloseable {
    private final List<NodeProcess> nodes = new ArrayList<>();

    void start(NearContender contender, String url, Topology topology) throws IOException {
      nodes.add(NodeProcess.start(PropagationNode.class, contender.name(), url, topology.name()));
    }

    void awaitReady() throws IOException {
      for (NodeProcess node : nodes) {
        node.expect("ready");
      }
    }

    NodeProcess get(int index) {
      return nodes.get(index);
    }

    @Override
    public void close() {
      nodes.forEach(NodeProcess::close);
    }
  }
}
