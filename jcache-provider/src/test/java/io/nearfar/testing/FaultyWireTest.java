package io.nearfar.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import io.nearfar.testing.FaultyWire.Direction;
import io.nearfar.testing.FaultyWire.Which;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The faulty wire before a real server. */
@Timeout(120)
class FaultyWireTest {
  private static final Duration LONG = Duration.ofDays(1);
  private static final Duration SHORT = Duration.ofMillis(200);

  private final RedisServer redis = RedisServer.builder().start();
  private final RespClient direct = redis.connect();
  private FaultyWire wire;

  @BeforeEach
  void open() {
    wire = FaultyWire.to(redis, 42);
  }

  @AfterEach
  void close() {
    wire.close();
    direct.close();
    redis.close();
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("faulty-wire-" + wire.port());
  }

  @Test
  void commands_passUndamaged_whateverHappensToPushes() {
    wire.pushes(PushFaults.none().dropAll());
    byte[] large = new byte[3_000_000];
    new Random(1).nextBytes(large);
    try (RespClient client = wire.connect()) {
      byte[] key = bytes("large");
      client.call(bytes("SET"), key, large);
      assertThat(client.call(bytes("GET"), key)).isEqualTo(large);
      for (int i = 0; i < 1_000; i++) {
        client.send("RPUSH", "list", "element " + i);
      }
      for (long i = 1; i <= 1_000; i++) {
        assertThat(client.read()).isEqualTo(i);
      }
      assertThat(client.command("LRANGE", "list", "0", "-1")).asInstanceOf(LIST).hasSize(1_000);
      assertThatThrownBy(() -> client.command("NONSENSE")).isInstanceOf(RespException.class);
    }
    assertThat(wire.count(WireCount.PUSHES)).isZero();
  }

  @Test
  void replyThatLooksLikeAMessage_passes() {
    wire.pushes(PushFaults.none().dropAll());
    try (RespClient client = wire.connect()) {
      for (String word : List.of("message", "pmessage", "smessage")) {
        direct.command("RPUSH", word, word, "channel", "text");
        assertThat(client.command("LRANGE", word, "0", "-1"))
            .isEqualTo(List.of(word, "channel", "text"));
      }
      assertThat(client.command("EVAL", "return {'subscribe', 'channel', 1}", "0"))
          .isEqualTo(List.of("subscribe", "channel", 1L));
      assertThat(client.command("LRANGE", "message", "0", "-1")).asInstanceOf(LIST).hasSize(3);
      assertThat(wire.cut(Which.SUBSCRIBED)).isZero();
    }
  }

  @Test
  void dropEvery_channelsPatternsAndShards() {
    for (String kind : List.of("", "P", "S")) {
      try (RespClient subscriber = subscriber(kind + "SUBSCRIBE", "news")) {
        wire.pushes(PushFaults.none().dropEvery(3));
        publish(kind.equals("S") ? "SPUBLISH" : "PUBLISH", "0", "1", "2", "3", "4");
        assertThat(texts(subscriber, 4)).containsExactly("0", "1", "3", "4");
      }
    }
    assertThat(wire.count(WireCount.PUSHES)).isEqualTo(15);
    assertThat(wire.count(WireCount.DROPPED)).isEqualTo(3);
    assertThat(wire.count(WireCount.PUSH_BYTES)).isGreaterThan(15 * 30);
  }

  @Test
  void dropAll_silent_commandsAndOtherConnectionsGoOn() {
    try (RespClient subscriber = subscriber("SUBSCRIBE", "news");
        RespClient commands = wire.connect();
        RespClient unharmed = redis.connect()) {
      unharmed.send("SUBSCRIBE", "news");
      unharmed.read();
      wire.pushes(PushFaults.none().dropAll());
      publish("PUBLISH", "lost", "lost too");
      assertThat(texts(unharmed, 2)).containsExactly("lost", "lost too");
      assertThat(commands.command("PING")).isEqualTo("PONG");
      // The subscriber's own replies come, and after all that the server had sent before.
      assertThat(subscriber.command("PING")).isEqualTo(List.of("pong", ""));
      wire.pushes(PushFaults.none());
      publish("PUBLISH", "here again");
      assertThat(texts(subscriber, 1)).containsExactly("here again");
      assertThat(wire.count(WireCount.DROPPED)).isEqualTo(2);
    }
  }

  @Test
  void duplicate_swap() {
    try (RespClient subscriber = subscriber("SUBSCRIBE", "news")) {
      wire.pushes(PushFaults.none().swap(1, LONG).duplicate(1));
      publish("PUBLISH", "0", "1");
      assertThat(texts(subscriber, 4)).containsExactly("1", "1", "0", "0");
      assertThat(wire.count(WireCount.SWAPPED)).isEqualTo(1);
      assertThat(wire.count(WireCount.DUPLICATED)).isEqualTo(2);
    }
  }

  @Test
  void delay_repliesOvertakeMessages() {
    try (RespClient subscriber = subscriber("SUBSCRIBE", "news")) {
      wire.pushes(PushFaults.none().delay(LONG));
      publish("PUBLISH", "0", "1");
      assertThat(subscriber.command("PING")).isEqualTo(List.of("pong", ""));
      assertThat(wire.count(WireCount.DELAYED)).isEqualTo(2);
      wire.pushes(PushFaults.none());
      assertThat(texts(subscriber, 2)).containsExactly("0", "1");
    }
  }

  @Test
  void delay_messagesComeWithoutAnyOtherEvent() {
    try (RespClient subscriber = subscriber("SUBSCRIBE", "news")) {
      wire.pushes(PushFaults.none().delay(SHORT));
      long begin = System.nanoTime();
      publish("PUBLISH", "0");
      assertThat(texts(subscriber, 1)).containsExactly("0");
      assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(SHORT.toNanos());
    }
  }

  @Test
  void unsubscribe_whatWaitsComesBeforeTheConfirmation() {
    try (RespClient subscriber = subscriber("SUBSCRIBE", "news")) {
      wire.pushes(PushFaults.none().delay(LONG));
      publish("PUBLISH", "0");
      subscriber.send("UNSUBSCRIBE", "news");
      assertThat(texts(subscriber, 1)).containsExactly("0");
      assertThat(RespClient.text(subscriber.read())).isEqualTo(List.of("unsubscribe", "news", 0L));
      assertThat(wire.cut(Which.SUBSCRIBED)).isZero();
    }
  }

  @Test
  void version3_pushesOnACommandConnection() throws IOException {
    direct.command("RPUSH", "list", "message", "news", "not a push");
    try (Socket client = new Socket(wire.host(), wire.port())) {
      client.setSoTimeout(10_000);
      client.getOutputStream().write(bytes("*2\r\n$5\r\nHELLO\r\n$1\r\n3\r\n"));
      client.getOutputStream().write(bytes("*2\r\n$9\r\nSUBSCRIBE\r\n$4\r\nnews\r\n"));
      readUntil(client, ">3\r\n$9\r\nsubscribe\r\n$4\r\nnews\r\n:1\r\n");
      wire.pushes(PushFaults.none().dropFirst(1));
      publish("PUBLISH", "lost", "come");
      assertThat(readUntil(client, "come\r\n"))
          .isEqualTo(">3\r\n$7\r\nmessage\r\n$4\r\nnews\r\n$4\r\ncome\r\n");
      wire.pushes(PushFaults.none().dropAll());
      client
          .getOutputStream()
          .write(bytes("*4\r\n$6\r\nLRANGE\r\n$4\r\nlist\r\n$1\r\n0\r\n$2\r\n-1\r\n"));
      assertThat(readUntil(client, "not a push\r\n")).startsWith("*3\r\n$7\r\nmessage");
      assertThat(wire.cut(Which.SUBSCRIBED)).isEqualTo(1);
    }
  }

  @Test
  void version3_invalidations() throws IOException {
    try (Socket client = new Socket(wire.host(), wire.port())) {
      client.setSoTimeout(10_000);
      client.getOutputStream().write(bytes("*2\r\n$5\r\nHELLO\r\n$1\r\n3\r\n"));
      client
          .getOutputStream()
          .write(bytes("*4\r\n$6\r\nCLIENT\r\n$8\r\nTRACKING\r\n$2\r\nON\r\n$5\r\nBCAST\r\n"));
      readUntil(client, "+OK\r\n");
      wire.pushes(PushFaults.none().dropFirst(1));
      direct.command("SET", "lost", "value");
      direct.command("SET", "come", "value");
      assertThat(readUntil(client, "come\r\n"))
          .startsWith(">2\r\n$10\r\ninvalidate")
          .doesNotContain("lost");
    }
  }

  @Test
  void foreignProtocol_passes() throws IOException {
    try (Socket client = new Socket(wire.host(), wire.port())) {
      client.setSoTimeout(10_000);
      client.getOutputStream().write(bytes("PING one\r\nPING two\r\n"));
      assertThat(readUntil(client, "two\r\n")).isEqualTo("$3\r\none\r\n$3\r\ntwo\r\n");
    }
  }

  @Test
  void cut_subscribedOnly_thenAll() {
    try (RespClient subscriber = subscriber("SUBSCRIBE", "news");
        RespClient commands = wire.connect()) {
      assertThat(commands.command("PING")).isEqualTo("PONG");
      assertThat(wire.cut(Which.SUBSCRIBED)).isEqualTo(1);
      assertThatThrownBy(subscriber::read).isInstanceOf(UncheckedIOException.class);
      assertThat(commands.command("PING")).isEqualTo("PONG");
      assertThat(wire.cut(Which.ALL)).isEqualTo(1);
      assertThatThrownBy(() -> commands.command("PING")).isInstanceOf(UncheckedIOException.class);
      try (RespClient again = wire.connect()) {
        assertThat(again.command("PING")).isEqualTo("PONG");
      }
      assertThat(wire.count(WireCount.CUT)).isEqualTo(2);
      assertThat(wire.count(WireCount.CONNECTIONS)).isEqualTo(3);
    }
  }

  @Test
  void refuse_newConnectionsOnly() {
    try (RespClient before = wire.connect()) {
      before.command("PING");
      wire.refuse(true);
      assertThat(before.command("PING")).isEqualTo("PONG");
      try (RespClient refused = wire.connect()) {
        assertThatThrownBy(() -> refused.command("PING")).isInstanceOf(UncheckedIOException.class);
      }
      assertThat(wire.count(WireCount.REFUSED)).isEqualTo(1);
      wire.refuse(false);
      try (RespClient again = wire.connect()) {
        assertThat(again.command("PING")).isEqualTo("PONG");
      }
    }
  }

  @Test
  void hold_toClient_theServerHasDoneIt() {
    try (RespClient client = patientFor(SHORT)) {
      client.command("PING");
      wire.hold(Which.ALL, Direction.TO_CLIENT);
      assertThatThrownBy(() -> client.command("SET", "key", "value"))
          .isInstanceOf(UncheckedIOException.class);
      assertThat(direct.command("GET", "key")).isEqualTo("value");
      wire.resume();
      assertThat(client.read()).isEqualTo("OK");
    }
  }

  @Test
  void hold_toServer_theServerHasNotDoneIt() {
    try (RespClient client = patientFor(SHORT)) {
      client.command("PING");
      wire.hold(Which.ALL, Direction.TO_SERVER);
      assertThatThrownBy(() -> client.command("SET", "key", "value"))
          .isInstanceOf(UncheckedIOException.class);
      assertThat(direct.command("GET", "key")).isNull();
      wire.resume();
      assertThat(client.read()).isEqualTo("OK");
    }
  }

  @Test
  void hold_subscribed_commandsGoOn() {
    try (RespClient subscriber = patientFor(SHORT);
        RespClient commands = wire.connect()) {
      subscriber.command("SUBSCRIBE", "news");
      wire.hold(Which.SUBSCRIBED);
      publish("PUBLISH", "0");
      assertThat(commands.command("PING")).isEqualTo("PONG");
      assertThatThrownBy(subscriber::read).isInstanceOf(UncheckedIOException.class);
      wire.resume();
      assertThat(texts(subscriber, 1)).containsExactly("0");
    }
  }

  @Test
  void hold_unsubscribed_messagesGoOn() {
    try (RespClient subscriber = wire.connect();
        RespClient commands = patientFor(SHORT)) {
      subscriber.command("SUBSCRIBE", "news");
      wire.hold(Which.UNSUBSCRIBED, Direction.TO_CLIENT);
      publish("PUBLISH", "0");
      assertThat(texts(subscriber, 1)).containsExactly("0");
      assertThatThrownBy(() -> commands.command("PING")).isInstanceOf(UncheckedIOException.class);
      wire.resume();
      assertThat(commands.read()).isEqualTo("PONG");
    }
  }

  @Test
  void serverGoes_comesBack() {
    try (RespClient client = wire.connect()) {
      client.command("PING");
      redis.kill();
      assertThatThrownBy(() -> client.command("PING")).isInstanceOf(UncheckedIOException.class);
      try (RespClient nobody = wire.connect()) {
        assertThatThrownBy(() -> nobody.command("PING")).isInstanceOf(UncheckedIOException.class);
      }
      redis.start();
      try (RespClient again = wire.connect()) {
        assertThat(again.command("PING")).isEqualTo("PONG");
      }
    }
  }

  @Test
  void close_connectionsAreGone_changesAreRefused() {
    try (RespClient client = wire.connect()) {
      client.command("PING");
      wire.close();
      wire.close();
      assertThatThrownBy(() -> client.command("PING")).isInstanceOf(UncheckedIOException.class);
      assertThatThrownBy(wire::connect).isInstanceOf(UncheckedIOException.class);
      assertThatIllegalStateException().isThrownBy(() -> wire.cut(Which.ALL));
    }
  }

  private RespClient patientFor(Duration time) {
    return new RespClient(wire.host(), wire.port(), time);
  }

  private RespClient subscriber(String command, String channel) {
    RespClient client = wire.connect();
    client.command(command, channel);
    return client;
  }

  private void publish(String command, String... texts) {
    for (String text : texts) {
      direct.command(command, "news", text);
    }
  }

  /** The next messages; a reply of another kind is shown as a whole. */
  private static List<Object> texts(RespClient subscriber, int count) {
    List<Object> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Object message = RespClient.text(subscriber.read());
      texts.add(
          message instanceof List<?> parts && String.valueOf(parts.get(0)).endsWith("message")
              ? parts.get(parts.size() - 1)
              : message);
    }
    return texts;
  }

  private static String readUntil(Socket socket, String end) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf(end) < 0) {
      int next = socket.getInputStream().read();
      assertThat(next).as("end of the stream after: " + text).isNotNegative();
      text.append((char) next);
    }
    return text.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
