package io.nearfar.jar;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.testing.RedisCluster;
import io.nearfar.testing.RedisSentinel;
import io.nearfar.testing.RedisServer;
import io.nearfar.testing.TestCertificate;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.cache.Caching;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The published jar works in a JVM that has nothing but it and {@code cache-api}: the provider is
 * the default one, and the bundled Redisson talks to a real Redis in each of its topologies. What
 * is asked of it is in {@code src/test/probe}.
 */
class IsolatedJarIT {
  @TempDir Path directory;

  @Test
  void caches_work() throws Exception {
    assertThat(probe()).containsExactly("caches: ok");
  }

  @Test
  void redisson_worksInEachTopology() throws Exception {
    try (RedisServer single = RedisServer.builder().start();
        RedisCluster cluster = RedisCluster.start();
        RedisSentinel sentinel = RedisSentinel.start()) {
      List<String> lines =
          probe(
              "single", single.url(),
              "masterSlave", single.url(),
              "replicated", single.url(),
              "cluster", cluster.urls().get(0),
              "sentinel", sentinel.urls().get(0));
      assertThat(lines)
          .containsExactly(
              "caches: ok",
              "single: ok",
              "masterSlave: ok",
              "replicated: ok",
              "cluster: ok",
              "sentinel: ok");
    }
  }

  /** Much of the driver's code for TLS is left out: what servers need, and other libraries. */
  @Test
  void farTier_overTls() throws Exception {
    try (RedisServer server = RedisServer.builder().tls().start()) {
      TestCertificate certificate = server.certificate();
      assertThat(
              probe(
                  "tls",
                  server.tlsUrl() + " " + certificate.trustStore() + " " + certificate.password()))
          .containsExactly("caches: ok", "tls: ok");
    }
  }

  /** Code of the JVM that has the driver's classes in it would keep undeployed applications. */
  @Test
  void farTier_leavesTheSelectorsOfTheJvmAlone() throws Exception {
    try (RedisServer server = RedisServer.builder().start()) {
      assertThat(probe("selectors", server.url())).containsExactly("caches: ok", "selectors: ok");
    }
  }

  /** Runs the probe in a JVM of its own; what it prints. */
  private List<String> probe(String... arguments) throws Exception {
    Path log = directory.resolve("log");
    List<String> lines =
        Program.run(
            "RedisProbe.java",
            PublishedJar.PATH + File.pathSeparator + standard(),
            log,
            // The name of the logger and the text: that of SLF4J without a binding is another.
            List.of("-Djava.util.logging.SimpleFormatter.format=%3$s %5$s%6$s%n"),
            arguments);
    String logged = Files.readString(log);
    assertThat(logged).doesNotContain("SLF4J", "Exception", "Error");
    if (arguments.length > 0) {
      assertThat(logged).contains("io.nearfar.shaded.org.redisson");
    }
    return lines;
  }

  private static Path standard() throws URISyntaxException, IOException {
    return Path.of(Caching.class.getProtectionDomain().getCodeSource().getLocation().toURI())
        .toRealPath();
  }
}
