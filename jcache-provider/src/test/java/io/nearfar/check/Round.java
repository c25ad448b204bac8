package io.nearfar.check;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import javax.cache.Cache;
import javax.cache.CacheException;

/**
 * Starts servers and nodes, lets faults happen one after the other, lets all come to rest, and
 * hands the histories to the checker.
 */
final class Round {
  /** The driver as a node that reads the far tier itself. */
  static final int DRIVER = 0;

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /**
   * How long after its failure a change may be executed: by a server that hangs or starts, when it
   * serves again.
   */
  private static final Duration LATENESS = Duration.ofSeconds(15);

  private static final int PROBES = 100;

  private final RoundSettings settings;
  private final Path directory;
  private final Random random;
  private final List<Span> faults = new ArrayList<>();

  private Round(RoundSettings settings, Path directory) {
    this.settings = settings;
    this.directory = directory;
    random = new Random(settings.seed());
  }

  /**
   * Runs one.
   *
   * @param directory where the histories and the nodes' logs are written; empty
   */
  static Report run(RoundSettings settings, Path directory) {
    return new Round(settings, directory).run();
  }

  private Report run() {
    try (Servers servers = Servers.start(settings.shape(), settings.seed())) {
      IntFunction<NodeSettings> nodes = id -> settings.nodes().with(servers.properties(id));
      try (Node far = Node.open(nodes.apply(DRIVER).withoutCopies(), directory);
          Workers workers = new Workers(settings.seed(), directory, nodes)) {
        workers.start(settings.workers());
        workers.all("start");
        letFaultsHappen(servers, workers, far.cache("probe"));
        workers.all("stop");
        // What a near copy may still show is over then.
        Scene.pass(settings.faultBound());
        rest(far);
        workers.all("rest");
        return report(workers);
      }
    }
  }

  private void letFaultsHappen(Servers servers, Workers workers, Cache<Integer, Long> probe) {
    long begin = System.nanoTime();
    do {
      Scene.pass(Duration.ofMillis(random.nextLong(settings.maxCalm().toMillis() + 1)));
      if (settings.faults().isEmpty()) {
        continue;
      }
      Fault fault = settings.faults().get(random.nextInt(settings.faults().size()));
      Scene scene = Scene.choose(servers, workers, random, settings.maxHold());
      long start = System.nanoTime();
      fault.happen(scene);
      awaitWell(probe);
      faults.add(new Span(fault.toString(), fault.harm(), start, System.nanoTime()));
    } while (System.nanoTime() - begin < settings.length().toNanos());
  }

  /** Waits until all servers take writes. */
  private static void awaitWell(Cache<Integer, Long> probe) {
    Map<Integer, Long> all = new HashMap<>();
    for (int key = 0; key < PROBES; key++) {
      all.put(key, System.nanoTime());
    }
    await("the far tier to work again")
        .pollInSameThread()
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(CacheException.class)
        .until(
            () -> {
              probe.putAll(all);
              return probe.getAll(all.keySet()).equals(all);
            });
  }

  /** The first to read is the far tier itself: the nodes are compared with it. */
  private void rest(Node far) {
    try (Recorder recorder =
        new Recorder(
            HistoryReader.file(directory, DRIVER, 0),
            failure -> {
              throw failure;
            })) {
      new RandomOperations(DRIVER, 0, far, settings.nodes(), recorder, 0).readAll();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Report report(Workers workers) {
    History history = HistoryReader.read(directory, workers.deaths());
    Tolerance tolerance =
        new Tolerance(settings.normalBound(), settings.faultBound(), LATENESS, faults);
    return Report.of(
        settings, history, faults, Checker.check(history, tolerance), workers.errors());
  }
}
