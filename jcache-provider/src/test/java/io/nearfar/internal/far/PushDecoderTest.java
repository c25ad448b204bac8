package io.nearfar.internal.far;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server says on a connection that subscribes. */
class PushDecoderTest {
  private static final String ALL =
      "+PONG\r\n"
          + "*3\r\n$9\r\nsubscribe\r\n$2\r\nnf\r\n:1\r\n"
          + "*3\r\n$7\r\nmessage\r\n$2\r\nnf\r\n$4\r\n\r\n\0\u00ff\r\n"
          + "*2\r\n$4\r\npong\r\n$0\r\n\r\n"
          + "-NOPERM no\r\n"
          + ">3\r\n$7\r\nmessage\r\n$2\r\nnf\r\n$-1\r\n"
          + ":7\r\n";

  private static final List<String> READ =
      List.of(
          "subscribe|nf|1",
          "message|nf|\r\n\0\u00ff",
          "pong|",
          "Refusal[text=NOPERM no]",
          "message|nf|");

  private static List<String> read(EmbeddedChannel channel) {
    List<String> read = new ArrayList<>();
    Object next = channel.readInbound();
    while (next != null) {
      if (next instanceof byte[][] parts) {
        List<String> texts = new ArrayList<>();
        for (byte[] part : parts) {
          texts.add(new String(part, ISO_8859_1));
        }
        read.add(String.join("|", texts));
      } else {
        read.add(next.toString());
      }
      next = channel.readInbound();
    }
    return read;
  }

  private static void write(EmbeddedChannel channel, String text) {
    channel.writeInbound(Unpooled.copiedBuffer(text, ISO_8859_1));
  }

  @Test
  void atOnce() {
    EmbeddedChannel channel = new EmbeddedChannel(new PushDecoder());
    write(channel, ALL);
    assertThat(read(channel)).isEqualTo(READ);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 20})
  void inPieces(int size) {
    EmbeddedChannel channel = new EmbeddedChannel(new PushDecoder());
    for (int i = 0; i < ALL.length(); i += size) {
      write(channel, ALL.substring(i, Math.min(ALL.length(), i + size)));
    }
    assertThat(read(channel)).isEqualTo(READ);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\n",
        "\r\n",
        "*-1\r\n",
        "*17\r\n",
        "*x\r\n",
        "*1\r\n*1\r\n",
        "*1\r\n$99999999999\r\n",
        "*1\r\n$67108865\r\n",
        "*1\r\n$-2\r\n"
      })
  void other_refused(String text) {
    EmbeddedChannel channel = new EmbeddedChannel(new PushDecoder());
    assertThatThrownBy(() -> write(channel, text)).isInstanceOf(DecoderException.class);
  }

  @Test
  void endlessLine_refused() {
    EmbeddedChannel channel = new EmbeddedChannel(new PushDecoder());
    assertThatThrownBy(() -> write(channel, "+" + "x".repeat(70_000)))
        .isInstanceOf(DecoderException.class);
  }
}
