package io.nearfar.examples.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nearfar.testing.RedisServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nearfar is in the server, by one file that was copied there, and not in the applications: two
 * with the same cache name, of which neither says whose the data are, have caches of their own, and
 * one client for their one Redis.
 */
abstract class InServerKit {
  private static final Duration WITHIN = Duration.ofMinutes(2);
  private static final Pattern CLIENT =
      Pattern.compile("^id=(\\d+) .*? flags=(\\S+) .*? cmd=(\\S+)", Pattern.MULTILINE);

  private final String name;
  private RedisServer redis;
  private WildFlyServer server;
  private Path a;
  private Path b;

  /**
   * @param name of the server
   */
  InServerKit(String name) {
    this.name = name;
  }

  /** Does what the page tells readers to do. */
  abstract void install(WildFlyServer server) throws IOException;

  @BeforeEach
  void start(@TempDir Path directory) throws IOException {
    redis = RedisServer.builder().start();
    server = WildFlyServer.start(ServerOptions.of(name, redis.url()).forLeakTests());
    install(server);
    Archives archives = new Archives(directory);
    a = archives.bareWarOfAnybody("probe-a");
    b = archives.bareWarOfAnybody("probe-b");
  }

  @AfterEach
  void stop() throws IOException {
    if (server != null) {
      server.close();
    }
    redis.close();
  }

  @Test
  void twoApplications_haveTheClientInCommon_andNothingElse() throws Exception {
    try (JvmView jvm = new JvmView(server)) {
      server.deploy(a);
      assertCaches("probe-a");
      Set<ObjectName> beansOfA = jvm.beans();
      assertThat(beansOfA).anyMatch(bean -> bean.toString().contains("deployment.probe-a.war"));
      assertThat(clients(jvm)).isEqualTo(1);
      Set<String> connections = connections();
      assertThat(connections).isNotEmpty();
      assertThat(subscribers()).hasSize(1);

      server.deploy(b);
      // From 1 on: nothing of the other one is found.
      assertCaches("probe-b");
      Set<ObjectName> beansOfB = new HashSet<>(jvm.beans());
      beansOfB.removeAll(beansOfA);
      assertThat(beansOfB).hasSameSizeAs(beansOfA);
      assertThat(clients(jvm)).isEqualTo(1);
      assertThat(connections()).containsAll(connections);
      assertThat(subscribers()).hasSize(2);
      assertThat(namespaces()).containsExactly("deployment.probe-a.war", "deployment.probe-b.war");

      server.undeploy(a);
      assertThat(ask("probe-b", "two")).isEqualTo("probe-b 2");
      forget("probe-b", "two");
      assertThat(ask("probe-b", "two")).isEqualTo("probe-b 4");
      assertThat(jvm.beans()).isEqualTo(beansOfB);
      assertThat(clients(jvm)).isEqualTo(1);
      assertThat(connections()).containsAll(connections);
      awaitCollected(jvm, a);

      // The caches of the same deployment: what it had is in Redis.
      server.deploy(a);
      assertThat(ask("probe-a", "one")).isEqualTo("probe-a 3");
      assertThat(ask("probe-b", "one")).isEqualTo("probe-b 3");

      server.undeploy(a);
      server.undeploy(b);
      assertThat(jvm.beans()).isEmpty();
      assertThat(jvm.threads()).isEmpty();
      await("connections to be closed")
          .atMost(WITHIN)
          .untilAsserted(
              () -> {
                assertThat(connections()).isEmpty();
                assertThat(subscribers()).isEmpty();
              });
      awaitCollected(jvm, a);
      awaitCollected(jvm, b);
    }
  }

  private void assertCaches(String war) {
    assertThat(ask(war, "one")).isEqualTo(war + " 1");
    assertThat(ask(war, "one")).isEqualTo(war + " 1");
    assertThat(ask(war, "two")).isEqualTo(war + " 2");
    forget(war, "one");
    assertThat(ask(war, "one")).isEqualTo(war + " 3");
    assertThat(ask(war, "two")).isEqualTo(war + " 2");
  }

  private String ask(String war, String question) {
    return new CatalogueClient(server, war).read("api/answers/" + question);
  }

  private void forget(String war, String question) {
    assertThat(new CatalogueClient(server, war).delete("api/answers/" + question).statusCode())
        .isEqualTo(204);
  }

  /** How many clients of Redis there are in the server: each has a timer, with its thread. */
  private static long clients(JvmView jvm) throws IOException {
    return jvm.threads().stream().filter(thread -> thread.equals("nearfar-timer")).count();
  }

  /** The connections for commands, but ours. */
  private Set<String> connections() {
    return connections(/* subscribed= */ false);
  }

  /** The connections that hear of changes: one for each cache. */
  private Set<String> subscribers() {
    return connections(/* subscribed= */ true);
  }

  private Set<String> connections(boolean subscribed) {
    return CLIENT
        .matcher(String.valueOf(redis.command("CLIENT", "LIST")))
        .results()
        .filter(client -> !client.group(3).equals("client|list"))
        .filter(client -> client.group(2).contains("P") == subscribed)
        .map(MatchResult::group)
        .map(line -> line.replaceFirst("^id=(\\d+).*", "$1"))
        .collect(Collectors.toSet());
  }

  /** How the names of the keys begin. */
  private Set<String> namespaces() {
    return ((List<?>) redis.command("KEYS", "nf:{*"))
        .stream()
            .map(key -> String.valueOf(key).split("[{/]")[1])
            .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void awaitCollected(JvmView jvm, Path archive) {
    await("the class loader of " + archive.getFileName() + " to be collected")
        .atMost(WITHIN)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> assertThat(loaders(jvm, archive)).isEmpty());
  }

  private static List<String> loaders(JvmView jvm, Path archive) throws IOException, JMException {
    return jvm.loadersOf(archive.getFileName().toString());
  }
}
