package io.nearfar.examples.catalogue;

import io.nearfar.examples.load.Comparison;
import io.nearfar.examples.load.Comparison.Measured;
import io.nearfar.examples.load.Extent;
import io.nearfar.examples.load.Figures;
import io.nearfar.examples.load.Load;
import io.nearfar.examples.load.Machine;
import io.nearfar.examples.load.Rounds;
import io.nearfar.testing.RedisServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The load on the catalogue, for the Maven profile of that name: once as the application is
 * configured, once without caches, by the profile {@code uncached} of its {@code nearfar.yaml}.
 * Each time in fresh servers, with a Redis and a database beside them.
 */
public final class LoadComparison {

  private static final double NANOS_PER_SECOND = 1e9;

  /** So many requests have made the code of the slower side fast, too. */
  private static final long LEAST_WARM_UP = 20_000;

  private static final int MOST_WARM_UPS = 6;

  private final int servers;
  private final Extent warmUp;
  private final Extent round;
  private final int rounds;

  private LoadComparison(int servers, Extent warmUp, Extent round, int rounds) {
    this.servers = servers;
    this.warmUp = warmUp;
    this.round = round;
    this.rounds = rounds;
  }

  /**
   * Measures, prints the report, and writes it to {@code DATE-example-load.md}.
   *
   * @param arguments seconds to warm up, seconds to measure, how often to measure, how many
   *     connections, how many servers, and the directory for the report
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int warmUpSeconds = Integer.parseInt(arguments[0]);
    int seconds = Integer.parseInt(arguments[1]);
    int rounds = Integer.parseInt(arguments[2]);
    int connections = Integer.parseInt(arguments[3]);
    int servers = Integer.parseInt(arguments[4]);
    Path directory = Files.createDirectories(Path.of(arguments[5]));
    LoadComparison load =
        new LoadComparison(
            servers,
            Extent.lasting(Duration.ofSeconds(warmUpSeconds), connections, SampleData.PRODUCTS),
            Extent.lasting(Duration.ofSeconds(seconds), connections, SampleData.PRODUCTS),
            rounds);
    String name = LocalDate.now() + "-example-load";
    String setting =
        Machine.provenance()
            + """
            - Servers: %d WildFly with %s; beside them Redis, and one JVM with the load and the database (H2)
            - Load: %d connections, each asks when it has its answer (a closed loop: its times are those of a server that is busy, and say \
            nothing of what waits while it stalls); warm-up %d s and %,d requests, then %d rounds of %d s. The figures are those of the median round
            - Asked for: %s, few of them often, most seldom (Zipf, exponent 0.99). The limits of the near tier are 10,000, 100 and 1,000; \
            entries live for 10 minutes
            - Without caches: the same application with profile `uncached`, asked past its caches (`nocache=true`), so that each request \
            has a query of its own. The database may not reuse the results of its last query (`OPTIMIZE_REUSE_RESULTS 0`), on both sides
            """
                .formatted(
                    servers,
                    WildFlyServer.HEAP,
                    connections,
                    warmUpSeconds,
                    LEAST_WARM_UP,
                    rounds,
                    seconds,
                    load.round.things());
    say("With caches ...");
    Rounds cached = load.measure(/* profile= */ "", Load::on);
    say("Without caches ...");
    Rounds uncached = load.measure("uncached", Load::pastCaches);
    String report = new Comparison(cached, uncached).report(name, setting);
    Path file = directory.resolve(name + ".md");
    Files.writeString(file, report);
    say("\n" + report + "\nWritten to " + file.toAbsolutePath().normalize());
  }

  /** In fresh servers; an empty profile is none. */
  private Rounds measure(String profile, Function<List<URI>, Load> asking)
      throws IOException, InterruptedException {
    try (RedisServer redis = RedisServer.builder().start();
        SharedDatabase database = SharedDatabase.start();
        Servers all = new Servers()) {
      List<WildFlyServer> running = all.running;
      for (int i = 1; i <= servers; i++) {
        WildFlyServer server =
            WildFlyServer.start(ServerOptions.of("load-" + i, redis.url()).with(database));
        running.add(server);
        if (!profile.isEmpty()) {
          server.setProperty("nearfar.profile", profile);
        }
        server.deploy(BuildOutput.war());
      }
      List<URI> roots = running.stream().map(server -> server.http("catalogue")).toList();
      Load load = asking.apply(roots);
      warmUp(load);
      List<Measured> measured = new ArrayList<>();
      for (int i = 0; i < rounds; i++) {
        measured.add(measure(load, redis, running));
      }
      return new Rounds(measured);
    }
  }

  private Measured measure(Load load, RedisServer redis, List<WildFlyServer> running)
      throws IOException, InterruptedException {
    double redisBefore = processorSeconds(redis);
    double serversBefore = processorSeconds(running);
    double hereBefore = processorSecondsHere();
    Figures figures = load.run(round);
    return new Measured(
        figures,
        processorSeconds(running) - serversBefore,
        processorSeconds(redis) - redisBefore,
        processorSecondsHere() - hereBefore - figures.ownProcessorSeconds());
  }

  private void warmUp(Load load) throws IOException, InterruptedException {
    long requests = 0;
    for (int i = 0; i < MOST_WARM_UPS && requests < LEAST_WARM_UP; i++) {
      requests += load.run(warmUp).all().count();
    }
  }

  /** Those that run, which are stopped before what they need. */
  private static final class Servers implements AutoCloseable {
    final List<WildFlyServer> running = new ArrayList<>();

    @Override
    public void close() throws IOException {
      for (WildFlyServer server : running) {
        server.close();
      }
    }
  }

  private static double processorSeconds(RedisServer redis) {
    Map<String, String> cpu = redis.info("cpu");
    return Double.parseDouble(cpu.getOrDefault("used_cpu_sys", "0"))
        + Double.parseDouble(cpu.getOrDefault("used_cpu_user", "0"));
  }

  private static double processorSeconds(List<WildFlyServer> servers) {
    return servers.stream().mapToLong(server -> server.processorTime().toNanos()).sum()
        / NANOS_PER_SECOND;
  }

  /** Of this JVM: the load, the database, and what the JVM does for itself. */
  private static double processorSecondsHere() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos()
        / NANOS_PER_SECOND;
  }

  @SuppressWarnings("SystemOut") // it talks to whoever has typed the command
  private static void say(String line) {
    System.out.println(line);
  }
}
