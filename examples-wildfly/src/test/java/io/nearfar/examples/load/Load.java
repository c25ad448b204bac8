package io.nearfar.examples.load;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Asks one or more servers of the catalogue for what visitors want, over some connections, each of
 * which asks again when it has its answer: a closed loop, whose throughput is what the servers can
 * take. An answer other than 200 ends it.
 */
public final class Load {

  private static final double NANOS_PER_SECOND = 1e9;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final List<URI> servers;
  private final boolean pastCaches;

  /** Tells the visitors of one run from those of the next. */
  private long seed;

  private Load(List<URI> servers, boolean pastCaches) {
    this.servers = List.copyOf(servers);
    this.pastCaches = pastCaches;
  }

  /** Asks what has caches, if the servers have some. Connections take turns with the servers. */
  public static Load on(List<URI> servers) {
    return new Load(servers, /* pastCaches= */ false);
  }

  /** Asks past all caches: a run that has read one fails. */
  public static Load pastCaches(List<URI> servers) {
    return new Load(servers, /* pastCaches= */ true);
  }

  /** Runs; the figures are those of this run. */
  public Figures run(Extent extent) throws IOException, InterruptedException {
    Counts before = Counts.of(servers);
    AtomicLong left = new AtomicLong(extent.requests());
    AtomicLong processorNanos = new AtomicLong();
    Catalogue catalogue = new Catalogue(extent.products());
    long start = System.nanoTime();
    long end = start + extent.time().toNanos();
    List<Callable<Times>> connections = new ArrayList<>();
    for (int i = 0; i < extent.connections(); i++) {
      URI server = servers.get(i % servers.size());
      Visitor visitor = new Visitor(catalogue, pastCaches, ++seed);
      connections.add(
          () -> {
            Times times = ask(server, visitor, left, end);
            processorNanos.addAndGet(THREADS.getCurrentThreadCpuTime());
            return times;
          });
    }
    List<Times> times = runAll(connections);
    double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
    Map<Kind, Percentiles> kinds = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      kinds.put(kind, Times.of(times, List.of(kind)));
    }
    Counts counts = Counts.of(servers).since(before);
    if (pastCaches && counts.reads() > 0) {
      throw new IllegalStateException("Caches were read that should be passed by: " + counts);
    }
    return new Figures(
        seconds,
        processorNanos.get() / NANOS_PER_SECOND,
        Times.of(times, List.of(Kind.values())),
        kinds,
        counts);
  }

  private static Times ask(URI server, Visitor visitor, AtomicLong left, long end)
      throws IOException {
    Times times = new Times();
    try (HttpConnection connection = new HttpConnection(server)) {
      while (System.nanoTime() - end < 0 && left.getAndDecrement() > 0) {
        Wish wish = visitor.next();
        long start = System.nanoTime();
        Answer answer = connection.send(wish);
        times.add(wish.kind(), System.nanoTime() - start);
        if (answer.status() != 200) {
          throw new IOException(wish + ": " + answer.status() + " " + answer.text());
        }
      }
    }
    return times;
  }

  private static List<Times> runAll(List<Callable<Times>> connections)
      throws IOException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(connections.size());
    try {
      List<Times> times = new ArrayList<>();
      for (Future<Times> result : threads.invokeAll(connections)) {
        times.add(result.get());
      }
      return times;
    } catch (ExecutionException e) {
      throw new IOException("A connection has failed", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }
}
