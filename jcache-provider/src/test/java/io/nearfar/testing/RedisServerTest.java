package io.nearfar.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileInputStream;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The standalone server that tests start, and the client that looks at it. */
@Timeout(120)
class RedisServerTest {

  @Test
  void start_answers_close_leavesNothing() {
    RedisServer redis = RedisServer.builder().start();
    long pid = redis.pid();
    assertThat(redis.command("PING")).isEqualTo("PONG");
    assertThat(redis.url()).isEqualTo("redis://127.0.0.1:" + redis.port());
    assertThat(redis.info("server"))
        .containsEntry("process_id", String.valueOf(pid))
        .containsKey("redis_version");
    redis.close();
    redis.close();
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(redis.directory()).doesNotExist();
    assertThatThrownBy(() -> redis.command("PING")).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void restart_samePort_empty() {
    try (RedisServer redis = RedisServer.builder().start()) {
      int port = redis.port();
      redis.command("SET", "key", "value");
      redis.restart();
      assertThat(redis.port()).isEqualTo(port);
      assertThat(redis.command("GET", "key")).isNull();
    }
  }

  @Test
  void kill_startAgain() {
    try (RedisServer redis = RedisServer.builder().start()) {
      long pid = redis.pid();
      redis.kill();
      assertThat(redis.isAlive()).isFalse();
      assertThat(redis.directory()).isDirectory();
      assertThatThrownBy(() -> redis.command("PING")).isInstanceOf(UncheckedIOException.class);
      redis.start();
      assertThat(redis.pid()).isNotEqualTo(pid);
      assertThat(redis.command("PING")).isEqualTo("PONG");
    }
  }

  @Test
  void pause_hangs_resume_answers() {
    try (RedisServer redis = RedisServer.builder().start();
        RespClient client =
            new RespClient(redis.host(), redis.port(), /* patience= */ Duration.ofMillis(100))) {
      assertThat(client.command("PING")).isEqualTo("PONG");
      redis.pause();
      assertThat(redis.isAlive()).isTrue();
      client.send("PING");
      assertThatThrownBy(client::read).hasCauseInstanceOf(SocketTimeoutException.class);
      redis.resume();
      redis.resume();
      assertThat(redis.command("PING")).isEqualTo("PONG");
    }
  }

  @Test
  void pause_close_leavesNothing() {
    RedisServer redis = RedisServer.builder().start();
    long pid = redis.pid();
    redis.pause();
    redis.close();
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void port_chosen() {
    int port;
    try (RedisServer first = RedisServer.builder().start()) {
      port = first.port();
    }
    try (RedisServer second = RedisServer.builder().port(port).start()) {
      assertThat(second.port()).isEqualTo(port);
      RedisServer.Builder third = RedisServer.builder().port(port);
      assertThatThrownBy(third::start)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("listening on port " + port);
    }
  }

  @Test
  void password_needed() {
    try (RedisServer redis = RedisServer.builder().password("open \"sesame\"").start();
        RespClient stranger = new RespClient(redis.host(), redis.port())) {
      assertThat(redis.command("PING")).isEqualTo("PONG");
      assertThatThrownBy(() -> stranger.command("PING"))
          .isInstanceOfSatisfying(
              RespException.class, e -> assertThat(e.code()).isEqualTo("NOAUTH"));
    }
  }

  @Test
  void user_restricted() {
    try (RedisServer redis =
            RedisServer.builder().user("shop", "pass word", "~nf:* +get +set").start();
        RespClient client = new RespClient(redis.host(), redis.port())) {
      client.command("AUTH", "shop", "pass word");
      assertThat(client.command("SET", "nf:a", "1")).isEqualTo("OK");
      assertThatThrownBy(() -> client.command("SET", "a", "1")).hasMessageStartingWith("NOPERM");
      assertThatThrownBy(() -> client.command("DEL", "nf:a")).hasMessageStartingWith("NOPERM");
    }
  }

  @Test
  void config_applied_faultShown() {
    try (RedisServer redis = RedisServer.builder().config("maxmemory 10mb").start()) {
      assertThat(redis.command("CONFIG", "GET", "maxmemory"))
          .isEqualTo(List.of("maxmemory", "10485760"));
    }
    RedisServer.Builder faulty = RedisServer.builder().config("no-such-setting 1");
    assertThatThrownBy(faulty::start).hasMessageContaining("no-such-setting");
  }

  @Test
  void tls_answers() throws Exception {
    try (RedisServer redis = RedisServer.builder().tls().start()) {
      assertThat(redis.command("PING")).isEqualTo("PONG");
      URI url = URI.create(redis.tlsUrl());
      assertThat(url.getScheme()).isEqualTo("rediss");
      try (SSLSocket socket =
          (SSLSocket)
              trusting(redis.certificate())
                  .getSocketFactory()
                  .createSocket(url.getHost(), url.getPort())) {
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS"); // Checks the name too.
        socket.setSSLParameters(parameters);
        socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        assertThat(new String(in.readNBytes(7), StandardCharsets.US_ASCII)).isEqualTo("+PONG\r\n");
      }
    }
  }

  private static SSLContext trusting(TestCertificate certificate) throws Exception {
    KeyStore trust = KeyStore.getInstance("PKCS12");
    Path file = certificate.trustStore();
    try (InputStream in = new FileInputStream(file.toFile())) {
      trust.load(in, certificate.password().toCharArray());
    }
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trust);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  @Test
  void calls_counted() {
    try (RedisServer redis = RedisServer.builder().start()) {
      redis.resetCalls();
      redis.command("GET", "a");
      redis.command("GET", "b");
      redis.command("CLIENT", "ID");
      assertThat(redis.calls()).containsEntry("get", 2L).containsEntry("client|id", 1L);
      redis.resetCalls();
      assertThat(redis.calls()).doesNotContainKey("get");
    }
  }

  @Test
  void flushAll_empties() {
    try (RedisServer redis = RedisServer.builder().start()) {
      redis.command("SET", "key", "value");
      redis.flushAll();
      assertThat(redis.command("DBSIZE")).isEqualTo(0L);
    }
  }

  @Test
  void client_everyKindOfReply() {
    try (RedisServer redis = RedisServer.builder().start();
        RespClient client = redis.connect()) {
      byte[] bytes = {0, '\r', '\n', -1};
      assertThat(client.call("SET".getBytes(StandardCharsets.US_ASCII), bytes, bytes))
          .isEqualTo("OK");
      assertThat((byte[]) client.call("GET".getBytes(StandardCharsets.US_ASCII), bytes))
          .isEqualTo(bytes);
      assertThat(client.command("SET", "grün", "schön")).isEqualTo("OK");
      assertThat(client.command("GET", "grün")).isEqualTo("schön");
      assertThat(client.command("SET", "empty", "")).isEqualTo("OK");
      assertThat(client.command("GET", "empty")).isEqualTo("");
      assertThat(client.command("STRLEN", "grün")).isEqualTo(6L);
      assertThat(client.command("MGET", "none", "empty")).isEqualTo(Arrays.asList(null, ""));
      assertThat(client.command("EVAL", "return {1, {'a', {}}, false}", "0"))
          .isEqualTo(Arrays.asList(1L, List.of("a", List.of()), null));
      assertThatThrownBy(() -> client.command("NO-SUCH-COMMAND")).isInstanceOf(RespException.class);
      assertThat(client.command("PING")).as("an error ends nothing").isEqualTo("PONG");
    }
  }

  @Test
  void client_messages() {
    try (RedisServer redis = RedisServer.builder().start();
        RespClient subscriber = redis.connect()) {
      assertThat(subscriber.command("SUBSCRIBE", "channel"))
          .isEqualTo(List.of("subscribe", "channel", 1L));
      assertThat(redis.command("PUBLISH", "channel", "hello")).isEqualTo(1L);
      assertThat(RespClient.text(subscriber.read()))
          .isEqualTo(List.of("message", "channel", "hello"));
    }
  }
}
