package io.nearfar.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nearfar.tck.Jdk;
import io.nearfar.testing.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Deploys the application on a server and undeploys it, twice, and looks at what it does, and at
 * what it leaves.
 */
final class ServerCheck {
  private static final String NEARFAR = "io.nearfar.NearfarCachingProvider";
  private static final String YES = "yes";
  private static final Duration DEPLOYED_WITHIN = Duration.ofMinutes(2);
  private static final Duration UNDEPLOYED_WITHIN = Duration.ofMinutes(1);
  private static final Duration COLLECTED_WITHIN = Duration.ofMinutes(2);

  private final ServerKind kind;
  private final Jdk jdk;
  private final RedisServer redis;
  private final Row row;
  private final Path work;
  private final String namespace;
  private final Path war;
  private final Path plain;
  private int starts;

  /**
   * A check.
   *
   * @param redis where the application caches
   */
  ServerCheck(ServerKind kind, Jdk jdk, RedisServer redis) throws IOException {
    this.kind = kind;
    this.jdk = jdk;
    this.redis = redis;
    this.row = new Row(kind.title(), Integer.toString(jdk.version().feature()));
    this.work = BuildOutput.work().resolve(kind.id());
    this.namespace = "servers-" + kind.id();
    deleteRecursively(work);
    this.war = ProbeWar.create(work.resolve("application"), redis.url(), namespace);
    this.plain = ProbeWar.createPlain(work.resolve("application"));
  }

  /**
   * Runs it.
   *
   * @throws RuntimeException if the server does not start, or the application does not come or go
   */
  void run() throws IOException, JMException {
    AppServer server = start();
    try {
      if (kind.undeploys()) {
        // Some servers keep the class loader of the first application that they run.
        runPlain(server);
      }
      Set<ObjectName> before = deploy(server);
      providers(server);
      annotations(server);
      inRedis();
      beans(server, before);
      undeploy(server, before, kind.keepsClassLoaders());
      if (!kind.undeploys()) {
        endsByItself(server);
        server.close();
        server = start();
      }
      before = deploy(server);
      answersOfTheFirst(server);
      if (kind.undeploys()) {
        undeploy(server, before, kind.keepsClassLoaders());
        runPlainTransaction(server);
        before = deploy(server);
      }
      tags(server);
      undeploy(server, before, kind.keepsClassLoaders() || kind.keepsLoadersOfTransactions());
      row.complete(this::passed);
    } finally {
      server.close();
    }
  }

  /** What was found out so far. */
  Row row() {
    return row;
  }

  private String passed(Column column) {
    return switch (column) {
      case WITHOUT_NAME ->
          kind.otherProviders().isEmpty()
              ? YES
              : "refused: there is also " + simpleNames(kind.otherProviders());
      case TAGS -> kind.hasTransactions() ? YES : "yes; there are no transactions";
      case THREADS_GONE -> kind.undeploys() ? YES : "yes; the process ends by itself";
      case LOADER_GONE -> passedLoader();
      default -> YES;
    };
  }

  private String passedLoader() {
    if (kind.keepsClassLoaders()) {
      return "the server keeps it, as it does without Nearfar";
    }
    if (kind.keepsLoadersOfTransactions()) {
      return "yes; after a transaction the server keeps it, as it does without Nearfar";
    }
    return kind.undeploys() ? YES : "no undeployment";
  }

  private AppServer start() throws IOException {
    Path files = Files.createDirectories(work.resolve("server-" + ++starts));
    return kind.start(new Launch(BuildOutput.server(kind.id()), files, jdk, war));
  }

  /** Runs the application without Nearfar, and takes it back. */
  private void runPlain(AppServer server) throws IOException, JMException {
    deploy(server, plain);
    server.undeploy(plain);
    awaitEnd(server, plain);
  }

  /** The same; once more it is looked what the server keeps if there was a transaction. */
  private void runPlainTransaction(AppServer server) throws IOException, JMException {
    if (kind.keepsLoadersOfTransactions()) {
      expectPlain(server, classes -> assertThat(classes).as("kept without transactions").isEmpty());
    }
    deploy(server, plain);
    new ProbeClient(server.resources(plain)).put("providers");
    server.undeploy(plain);
    awaitEnd(server, plain);
    if (kind.keepsLoadersOfTransactions()) {
      expectPlain(server, classes -> assertThat(classes).as("what the server keeps").isNotEmpty());
    }
  }

  /** Expects something of the classes of the application without Nearfar that are left. */
  private void expectPlain(AppServer server, Consumer<List<String>> expectation)
      throws IOException {
    try (ServerJmx jmx = ServerJmx.attach(server.process().pid())) {
      row.expect(Column.LOADER_GONE, () -> expectation.accept(jmx.plainClasses()));
    }
  }

  private Set<ObjectName> deploy(AppServer server) throws IOException, JMException {
    return deploy(server, war);
  }

  /** Returns the MBeans of before. */
  private static Set<ObjectName> deploy(AppServer server, Path application)
      throws IOException, JMException {
    Set<ObjectName> before;
    try (ServerJmx jmx = ServerJmx.attach(server.process().pid())) {
      before = jmx.beans();
    }
    server.deploy(application);
    await("the application, see " + server.process().log())
        .atMost(DEPLOYED_WITHIN)
        .pollInterval(Duration.ofMillis(200))
        .until(new ProbeClient(server.resources(application))::isThere);
    return before;
  }

  private static void awaitEnd(AppServer server, Path application) {
    ProbeClient client = new ProbeClient(server.resources(application));
    await("the application to end, see " + server.process().log())
        .atMost(UNDEPLOYED_WITHIN)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> !client.isThere());
  }

  private ProbeClient client(AppServer server) {
    return new ProbeClient(server.resources(war));
  }

  private void providers(AppServer server) {
    ProbeClient client = client(server);
    row.expect(
        Column.BY_NAME,
        () -> assertThat(client.ask("providers/named/" + NEARFAR)).isEqualTo(NEARFAR));
    row.expect(
        Column.WITHOUT_NAME,
        () -> {
          Set<String> expected = new TreeSet<>(kind.otherProviders());
          expected.add(NEARFAR);
          assertThat(client.ask("providers").lines()).containsExactlyInAnyOrderElementsOf(expected);
          // One of several is nobody's wish, and refused.
          assertThat(client.ask("providers/default"))
              .isEqualTo(kind.otherProviders().isEmpty() ? NEARFAR : "");
        });
  }

  private static String simpleNames(List<String> types) {
    return String.join(
        ", ", types.stream().map(type -> type.substring(type.lastIndexOf('.') + 1)).toList());
  }

  private void annotations(AppServer server) {
    ProbeClient client = client(server);
    row.expect(
        Column.ANNOTATIONS,
        () -> {
          String first = client.ask("answers/one");
          assertThat(client.ask("answers/one")).isEqualTo(first);
          assertThat(client.ask("answers/two")).isNotEqualTo(first);
          client.delete("answers/one");
          assertThat(client.ask("answers/one")).isNotEqualTo(first);
          assertThat(client.ask("providers/injected")).isEqualTo(NEARFAR);
        });
  }

  /** What is invalidated in a transaction is so after its commit, and not if it is rolled back. */
  private void tags(AppServer server) {
    ProbeClient client = client(server);
    row.expect(
        Column.TAGS,
        () -> {
          String first = client.ask("answers/tagged");
          String other = client.ask("answers/untouched");
          client.put("answers/tagged");
          String second = client.ask("answers/tagged");
          assertThat(second).isNotEqualTo(first);
          client.put("answers/tagged?fails=true");
          String afterRollback = client.ask("answers/tagged");
          if (kind.hasTransactions()) {
            assertThat(afterRollback).isEqualTo(second);
          } else {
            assertThat(afterRollback).isNotEqualTo(second);
          }
          assertThat(client.ask("answers/untouched")).isEqualTo(other);
        });
  }

  private void inRedis() {
    row.expect(
        Column.REDIS,
        () ->
            assertThat((List<?>) redis.command("KEYS", "nf:{" + namespace + "/*"))
                .as("keys in Redis")
                .isNotEmpty());
  }

  /** What the first deployment has stored, the second finds. */
  private void answersOfTheFirst(AppServer server) {
    ProbeClient client = client(server);
    row.expect(
        Column.REDIS,
        () ->
            assertThat(deploymentOf(client.ask("answers/two")))
                .isNotEqualTo(deploymentOf(client.ask("answers/three"))));
  }

  private static String deploymentOf(String answer) {
    return answer.substring(0, answer.indexOf(' '));
  }

  /**
   * Threads and classes are looked for, too, so that it means something if there are none later.
   */
  private void beans(AppServer server, Set<ObjectName> before) throws IOException {
    try (ServerJmx jmx = ServerJmx.attach(server.process().pid())) {
      row.expect(
          Column.BEANS,
          () -> {
            Set<ObjectName> own = added(jmx, before);
            assertThat(own)
                .extracting(name -> name.getKeyProperty("type"))
                .contains("CacheConfiguration", "CacheStatistics");
            ObjectName statistics =
                own.stream()
                    .filter(name -> "CacheStatistics".equals(name.getKeyProperty("type")))
                    .findFirst()
                    .orElseThrow();
            assertThat(jmx.number(statistics, "CacheHits")).isPositive();
            assertThat(own)
                .filteredOn(name -> "io.nearfar".equals(name.getDomain()))
                .extracting(name -> name.getKeyProperty("type"))
                .containsExactlyInAnyOrder("Cache", "CacheManager");
          });
      row.expect(Column.THREADS_GONE, () -> assertThat(jmx.threads()).as("threads").isNotEmpty());
      row.expect(Column.LOADER_GONE, () -> assertThat(jmx.classes()).as("classes").isNotEmpty());
    }
  }

  /** Undeploys, and looks for what is left; of a server that keeps loaders, that it does. */
  private void undeploy(AppServer server, Set<ObjectName> before, boolean keepsLoader)
      throws IOException {
    server.undeploy(war);
    awaitEnd(server, war);
    try (ServerJmx jmx = ServerJmx.attach(server.process().pid())) {
      row.expect(
          Column.BEANS_GONE,
          () ->
              await("MBeans to go")
                  .atMost(UNDEPLOYED_WITHIN)
                  .untilAsserted(() -> assertThat(added(jmx, before)).isEmpty()));
      row.expect(
          Column.THREADS_GONE,
          () ->
              await("threads to end")
                  .atMost(UNDEPLOYED_WITHIN)
                  .untilAsserted(() -> assertThat(jmx.threads()).isEmpty()));
      row.expect(Column.LOADER_GONE, () -> awaitLoaderGone(jmx, client(server), keepsLoader));
    }
  }

  private void awaitLoaderGone(ServerJmx jmx, ProbeClient client, boolean keepsLoader)
      throws Exception {
    if (keepsLoader) {
      // It is to be known when it does so no more.
      assertThat(jmx.plainClasses()).as("what the server keeps").isNotEmpty();
    } else if (kind.undeploys()) {
      await("classes to be unloaded")
          .atMost(COLLECTED_WITHIN)
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(
              () -> {
                // A thread of the server may have its last request in mind until the next one.
                assertThat(client.isThere()).isFalse();
                assertThat(jmx.classes()).isEmpty();
              });
    }
  }

  private static Set<ObjectName> added(ServerJmx jmx, Set<ObjectName> before)
      throws IOException, JMException {
    Set<ObjectName> added = new HashSet<>(jmx.beans());
    added.removeAll(before);
    return added;
  }

  /** The main class has returned; what the application leaves must not keep the process. */
  private void endsByItself(AppServer server) {
    row.expect(
        Column.THREADS_GONE,
        () -> assertThat(server.process().endsByItself()).as("ends by itself").isTrue());
  }

  private static void deleteRecursively(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> paths = Files.walk(directory)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
