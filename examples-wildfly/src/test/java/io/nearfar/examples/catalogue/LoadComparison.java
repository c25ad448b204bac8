package io.nearfar.examples.catalogue;

import io.nearfar.examples.load.Comparison;
import io.nearfar.examples.load.Comparison.Measured;
import io.nearfar.examples.load.Extent;
import io.nearfar.examples.load.Figures;
import io.nearfar.examples.load.Load;
import io.nearfar.examples.load.Machine;
import io.nearfar.testing.RedisServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The load on the catalogue, for the Maven profile of that name: once as the application is
 * configured, once without caches, by the profile {@code uncached} of its {@code nearfar.yaml}.
 * Each time in fresh servers, with a Redis and a database beside them.
 */
public final class LoadComparison {

  private static final double NANOS_PER_SECOND = 1e9;

  private final int servers;
  private final Extent warmUp;
  private final Extent measured;

  private LoadComparison(int servers, Extent warmUp, Extent measured) {
    this.servers = servers;
    this.warmUp = warmUp;
    this.measured = measured;
  }

  /**
   * Measures, prints the report, and writes it to {@code DATE-example-load.md}.
   *
   * @param arguments seconds to warm up, seconds to measure, how many connections, how many
   *     servers, and the directory for the report
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int warmUpSeconds = Integer.parseInt(arguments[0]);
    int seconds = Integer.parseInt(arguments[1]);
    int connections = Integer.parseInt(arguments[2]);
    int servers = Integer.parseInt(arguments[3]);
    Path directory = Files.createDirectories(Path.of(arguments[4]));
    LoadComparison load =
        new LoadComparison(
            servers,
            Extent.lasting(Duration.ofSeconds(warmUpSeconds), connections, SampleData.PRODUCTS),
            Extent.lasting(Duration.ofSeconds(seconds), connections, SampleData.PRODUCTS));
    String name = LocalDate.now() + "-example-load";
    String setting =
        Machine.provenance()
            + """
            - Servers: %d WildFly with %s; beside them Redis, and one JVM with the load and the database (H2)
            - Load: %d connections, each asks when it has its answer; warm-up %d s, measurement %d s
            """
                .formatted(servers, WildFlyServer.HEAP, connections, warmUpSeconds, seconds);
    say("With caches ...");
    Measured cached = load.measure(/* profile= */ "");
    say("Without caches ...");
    Measured uncached = load.measure("uncached");
    String report = new Comparison(cached, uncached).report(name, setting);
    Path file = directory.resolve(name + ".md");
    Files.writeString(file, report);
    say("\n" + report + "\nWritten to " + file.toAbsolutePath().normalize());
  }

  /** In fresh servers; an empty profile is none. */
  private Measured measure(String profile) throws IOException, InterruptedException {
    List<WildFlyServer> running = new ArrayList<>();
    try (RedisServer redis = RedisServer.builder().start();
        SharedDatabase database = SharedDatabase.start()) {
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
      Load load = new Load(roots);
      load.run(warmUp);
      double serversBefore = processorSeconds(running);
      double hereBefore = processorSecondsHere();
      Figures figures = load.run(measured);
      return new Measured(
          figures,
          processorSeconds(running) - serversBefore,
          processorSecondsHere() - hereBefore - figures.ownProcessorSeconds());
    } finally {
      for (WildFlyServer server : running) {
        server.close();
      }
    }
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
