package io.nearfar.internal.jcache;

import static io.nearfar.internal.jcache.FarNode.PASSWORD;
import static io.nearfar.internal.jcache.FarNode.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.testing.RedisCluster;
import io.nearfar.testing.RedisEndpoint;
import io.nearfar.testing.RedisSentinel;
import io.nearfar.testing.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.cache.Cache;
import javax.cache.CacheManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Users, passwords and certificates. */
class FarLoginTest {
  private static final Path PAGE = Path.of("../docs/configuration.md");
  private static final Pattern LINE = Pattern.compile("ACL SETUSER shop on >password (.*)");

  /** The rules that the configuration guide tells to give to the user. */
  private static String leastPrivileges() throws IOException {
    Matcher matcher = LINE.matcher(Files.readString(PAGE));
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  /** What only lists of user rules in files leave out: they begin with nothing. */
  private static void useEverything(FarNode node) {
    Cache<String, String> cache = node.cache("orders");
    cache.put("k", "v");
    cache.putAll(Map.of("a", "1", "b", "2", "c", "3"));
    assertThat(cache.get("k")).isEqualTo("v");
    assertThat(cache.getAll(Set.of("a", "b", "x"))).hasSize(2);
    assertThat(cache.putIfAbsent("k", "w")).isFalse();
    assertThat(cache.replace("k", "v", "w")).isTrue();
    assertThat(cache.getAndReplace("k", "v")).isEqualTo("w");
    assertThat(cache.<String>invoke("k", (entry, arguments) -> entry.getValue())).isEqualTo("v");
    assertThat(cache).hasSize(4);
    assertThat(cache.remove("a")).isTrue();
    cache.removeAll(Set.of("b"));
    cache.removeAll();
    cache.clear();
    Cache<String, String> mortal = node.mortalCache("sessions");
    mortal.put("k", "v");
    mortal.put("k", "w");
    assertThat(mortal.get("k")).isEqualTo("w");
    assertThat(mortal.getAll(Set.of("k", "x"))).hasSize(1);
    CacheManager manager = cache.getCacheManager();
    manager.destroyCache("orders");
    manager.destroyCache("sessions");
  }

  private static void checkNothingRefused(RedisEndpoint server) {
    List<?> refused = (List<?>) Objects.requireNonNull(server.command("ACL", "LOG"));
    // The driver tries what the server can do, and takes no for an answer.
    assertThat(refused)
        .filteredOn(
            entry ->
                !List.of("test1", "pubsub|numpat", "pubsub|shardnumsub")
                    .contains(((List<?>) entry).get(7)))
        .isEmpty();
  }

  @Test
  void leastPrivileges_suffice() throws IOException {
    try (RedisServer redis =
            RedisServer.builder().user("shop", PASSWORD, leastPrivileges()).start();
        FarNode node =
            new FarNode(
                "url",
                redis.url(),
                "username",
                "shop",
                "password",
                PASSWORD,
                "ping-interval",
                "50ms")) {
      useEverything(node);
      FarNode.await(() -> redis.calls().getOrDefault("ping", 0L) > 2);
      FarNode.await(() -> redis.calls().getOrDefault("unlink", 0L) > 0);
      checkNothingRefused(redis);
    }
  }

  @Test
  void leastPrivileges_clusterWithReplicas() throws IOException {
    String rules = leastPrivileges() + " +cluster|nodes +readonly";
    try (RedisCluster cluster =
            RedisCluster.start(3, 1, node -> node.user("shop", PASSWORD, rules));
        FarNode node =
            new FarNode(
                "mode",
                "cluster",
                "url",
                String.join(",", cluster.urls()),
                "username",
                "shop",
                "password",
                PASSWORD,
                "read-from",
                "replica")) {
      useEverything(node);
      cluster.nodes().forEach(FarLoginTest::checkNothingRefused);
    }
  }

  @Test
  void leastPrivileges_sentinel() throws IOException {
    String rules = leastPrivileges() + " +role";
    try (RedisSentinel group =
            RedisSentinel.start(1, 1, server -> server.user("shop", PASSWORD, rules));
        FarNode node =
            new FarNode(
                "mode",
                "sentinel",
                "url",
                String.join(",", group.urls()),
                "master-name",
                RedisSentinel.MASTER_NAME,
                "username",
                "shop",
                "password",
                PASSWORD)) {
      useEverything(node);
      group.servers().forEach(FarLoginTest::checkNothingRefused);
    }
  }

  @Test
  void leastPrivileges_replicated() throws IOException {
    String rules = leastPrivileges();
    try (RedisServer master = RedisServer.builder().user("shop", PASSWORD, rules).start();
        RedisServer replica =
            RedisServer.builder()
                .user("shop", PASSWORD, rules)
                .config("replicaof 127.0.0.1 " + master.port())
                .start();
        FarNode node =
            new FarNode(
                "mode",
                "replicated",
                "url",
                master.url() + "," + replica.url(),
                "username",
                "shop",
                "password",
                PASSWORD,
                "read-from",
                "replica")) {
      useEverything(node);
      checkNothingRefused(master);
      checkNothingRefused(replica);
    }
  }

  @Test
  void privilegeMissing_saysSo() throws IOException {
    for (String missing : List.of("+publish", "+evalsha", "+eval ", "+mget", "&nf:*", "~nf:*")) {
      String rules = leastPrivileges().replace(missing, "");
      try (RedisServer redis = RedisServer.builder().user("shop", PASSWORD, rules).start();
          FarNode node =
              new FarNode("url", redis.url(), "username", "shop", "password", PASSWORD)) {
        assertThat(failure(() -> node.cache("orders").put("k", "v")))
            .as(missing)
            .hasMessageContaining("NEARFAR-0406")
            .hasMessageContaining("Access control");
      }
    }
  }

  @Test
  void wrongPassword_saysSo() {
    try (RedisServer redis = RedisServer.builder().user("shop", "right", "+@all").start();
        FarNode node = new FarNode("url", redis.url(), "username", "shop", "password", PASSWORD)) {
      assertThat(failure(() -> node.cache("orders"))).hasMessageContaining("NEARFAR-0405");
    }
  }

  @Test
  void tls_ownTrustStore_works() {
    try (RedisServer redis = RedisServer.builder().tls().password(PASSWORD).start();
        FarNode node =
            new FarNode(
                "url",
                redis.tlsUrl(),
                "password",
                PASSWORD,
                "tls.trust-store",
                redis.certificate().trustStore().toString(),
                "tls.trust-store-password",
                redis.certificate().password())) {
      Cache<String, String> cache = node.cache("orders");
      cache.put("k", "v");
      assertThat(cache.get("k")).isEqualTo("v");
    }
  }

  @Test
  void tls_otherTrustStore_saysSo() {
    try (RedisServer redis = RedisServer.builder().tls().start();
        RedisServer other = RedisServer.builder().tls().start()) {
      String store = other.certificate().trustStore().toString();
      String opens = other.certificate().password();
      assertEncryptionFails("url", redis.tlsUrl());
      assertEncryptionFails(
          "url", redis.tlsUrl(), "tls.trust-store", store, "tls.trust-store-password", opens);
      assertEncryptionFails(
          "url",
          redis.tlsUrl(),
          "tls.trust-store",
          redis.certificate().trustStore().toString(),
          "tls.trust-store-password",
          PASSWORD);
    }
  }

  @Test
  void tls_clientCertificate_wanted() {
    try (RedisServer redis = RedisServer.builder().tls().start()) {
      redis.command("CONFIG", "SET", "tls-auth-clients", "yes");
      String trust = redis.certificate().trustStore().toString();
      String keys = redis.certificate().keyStore().toString();
      String opens = redis.certificate().password();
      try (FarNode node =
          new FarNode(
              "url",
              redis.tlsUrl(),
              "tls.trust-store",
              trust,
              "tls.trust-store-password",
              opens,
              "tls.key-store",
              keys,
              "tls.key-store-password",
              opens)) {
        Cache<String, String> cache = node.cache("orders");
        cache.put("k", "v");
        assertThat(cache.get("k")).isEqualTo("v");
      }
      try (FarNode node =
          new FarNode(
              "url", redis.tlsUrl(), "tls.trust-store", trust, "tls.trust-store-password", opens)) {
        assertThat(failure(() -> node.cache("orders")).getMessage()).contains("NEARFAR-04");
      }
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX) // Others have no second address for this machine.
  void tls_otherHost_refused() {
    try (RedisServer redis =
        RedisServer.builder().tls().config("bind 127.0.0.1 127.0.0.2").start()) {
      String url = redis.tlsUrl().replaceFirst("//[^:]+:", "//127.0.0.2:");
      String trust = redis.certificate().trustStore().toString();
      String opens = redis.certificate().password();
      assertEncryptionFails(
          "url", url, "tls.trust-store", trust, "tls.trust-store-password", opens);
      try (FarNode node =
          new FarNode(
              "url",
              url,
              "tls.trust-store",
              trust,
              "tls.trust-store-password",
              opens,
              "tls.verify-hostname",
              "false")) {
        node.cache("orders").put("k", "v");
      }
    }
  }

  @Test
  void sentinelLogin() {
    try (RedisSentinel group = RedisSentinel.start(1, 1)) {
      RedisServer sentinel = group.sentinels().get(0);
      sentinel.command("ACL", "SETUSER", "guest", "on", ">" + PASSWORD, "allchannels", "+@all");
      sentinel.command("ACL", "SETUSER", "default", "off");
      try (FarNode node = sentinelNode(group, PASSWORD)) {
        Cache<String, String> cache = node.cache("orders");
        cache.put("k", "v");
        assertThat(cache.get("k")).isEqualTo("v");
      }
      try (FarNode node = sentinelNode(group, "wrong")) {
        assertThat(failure(() -> node.cache("orders")))
            .hasMessageContaining("NEARFAR-0405")
            .hasMessageContaining("sentinel-password");
      }
    }
  }

  private static FarNode sentinelNode(RedisSentinel group, String password) {
    return new FarNode(
        "mode",
        "sentinel",
        "url",
        String.join(",", group.urls()),
        "master-name",
        RedisSentinel.MASTER_NAME,
        "sentinel-username",
        "guest",
        "sentinel-password",
        password);
  }

  private static void assertEncryptionFails(String... settings) {
    try (FarNode node = new FarNode(settings)) {
      assertThat(failure(() -> node.cache("orders")))
          .hasMessageContaining("NEARFAR-0422")
          .hasMessageContaining("nearfar.far.tls.trust-store");
    }
  }

  @Test
  void plainPort_withTls_saysSo() {
    try (RedisServer redis = RedisServer.builder().start();
        FarNode node =
            new FarNode("url", "rediss://127.0.0.1:" + redis.port(), "connect-timeout", "500ms")) {
      // A Redis waits for more, others hang up.
      assertThat(failure(() -> node.cache("orders")).getMessage())
          .containsAnyOf("NEARFAR-0403", "NEARFAR-0422")
          .contains("for TLS");
    }
  }

  @Test
  void tls_noServer_saysSo() {
    try (RedisServer redis = RedisServer.builder().tls().start()) {
      redis.kill();
      try (FarNode node = new FarNode("url", redis.tlsUrl())) {
        assertThat(failure(() -> node.cache("orders"))).hasMessageContaining("NEARFAR-0403");
      }
    }
  }

  @Test
  void tlsPort_withoutTls_saysSo() {
    try (RedisServer redis = RedisServer.builder().tls().start();
        FarNode node = new FarNode("url", redis.tlsUrl().replace("rediss:", "redis:"))) {
      assertThat(failure(() -> node.cache("orders")).getMessage()).contains("rediss://");
    }
  }
}
