package io.nearfar.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where units of the protocol end. */
class RespFrameTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+OK\r\n",
        "-ERR no\r\n",
        ":-42\r\n",
        "$5\r\na\r\nbc\r\n",
        "$0\r\n\r\n",
        "$-1\r\n",
        "*-1\r\n",
        "*0\r\n",
        "*2\r\n*1\r\n:1\r\n$1\r\nx\r\n",
        "*3\r\n$7\r\nmessage\r\n$1\r\nc\r\n$3\r\na\r\n\r\n",
        ">3\r\n$7\r\nmessage\r\n$1\r\nc\r\n$1\r\nx\r\n",
        "_\r\n",
        ",1.5\r\n",
        "#t\r\n",
        "(123456789012345678901234567890\r\n",
        "=7\r\ntxt:abc\r\n",
        "!5\r\nERR a\r\n",
        "~1\r\n:1\r\n",
        "%1\r\n+a\r\n*1\r\n:1\r\n",
        "|1\r\n+ttl\r\n:5\r\n$1\r\nx\r\n",
      })
  void length_wholeUnit_noPartOfIt(String unit) {
    ByteBuffer in = buffer("+before\r\n" + unit + "+after\r\n").position(9);
    assertThat(RespFrame.length(in)).isEqualTo(unit.length());
    assertThat(in.position()).isEqualTo(9);
    for (int i = 0; i < unit.length(); i++) {
      assertThat(RespFrame.length(buffer(unit.substring(0, i))))
          .as("of the first " + i)
          .isEqualTo(RespFrame.INCOMPLETE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PING\r\n", "\u0016\u0003\u0001", "$EOF:abc\r\n", "*x\r\n", "$\r\n"})
  void length_foreign(String text) {
    assertThat(RespFrame.length(buffer(text))).isEqualTo(RespFrame.FOREIGN);
  }

  @Test
  void firstWord() {
    assertThat(RespFrame.firstWord(buffer("*2\r\n$9\r\nSUBSCRIBE\r\n$1\r\nc\r\n")))
        .isEqualTo("subscribe");
    assertThat(RespFrame.firstWord(buffer(">2\r\n$10\r\ninvalidate\r\n*0\r\n")))
        .isEqualTo("invalidate");
    for (String other : new String[] {"$4\r\nword\r\n", "*0\r\n", "*-1\r\n", "*1\r\n:1\r\n"}) {
      assertThat(RespFrame.firstWord(buffer(other))).isEmpty();
    }
  }

  @Test
  void lastNumber() {
    assertThat(RespFrame.lastNumber(buffer("*3\r\n$1\r\ns\r\n$1\r\nc\r\n:12\r\n"))).isEqualTo(12);
    assertThat(RespFrame.lastNumber(buffer("*2\r\n:12\r\n$1\r\nc\r\n"))).isEqualTo(-1);
  }

  private static ByteBuffer buffer(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
