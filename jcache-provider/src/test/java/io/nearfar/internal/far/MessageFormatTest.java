package io.nearfar.internal.far;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.spi.Invalidation;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes of announcements, which every release must read. */
class MessageFormatTest {
  private static final long ORIGIN = 0x8102030405060708L;
  private static final long PREVIOUS = 0x000660b67b15f358L;
  private static final long VERSION = 0x000660b67b15f359L;

  /** Format 1, stored, segment 63, its origin, its two versions, "abc". */
  private static final String GOLDEN =
      "01503f" + "8102030405060708" + "000660b67b15f358" + "000660b67b15f359" + "616263";

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private static Invalidation read(byte[] message) {
    return MessageFormat.read(message, Segments.OF_CLUSTER);
  }

  private static byte[] with(int index, int value) {
    byte[] message = bytes(GOLDEN);
    message[index] = (byte) value;
    return message;
  }

  private static byte[] versions(String previous, String version) {
    return bytes("01503f8102030405060708" + previous + version + "616263");
  }

  @ParameterizedTest
  @CsvSource({"P, true", "R, false"})
  void golden_key(char kind, boolean stored) {
    Invalidation read = read(with(1, kind));
    assertThat(read.segment()).isEqualTo(63);
    assertThat(read.origin()).isEqualTo(ORIGIN);
    assertThat(read.previous()).isEqualTo(PREVIOUS);
    assertThat(read.version()).isEqualTo(VERSION);
    Invalidation.Key key = (Invalidation.Key) read.subject();
    assertThat(key.bytes()).isEqualTo(new byte[] {'a', 'b', 'c'});
    assertThat(key.stored()).isEqualTo(stored);
  }

  @Test
  void golden_everything() {
    assertThat(read(Arrays.copyOf(with(1, 'A'), 27)))
        .isEqualTo(new Invalidation(63, PREVIOUS, VERSION, ORIGIN, new Invalidation.Everything()));
  }

  /** Two tags: "t" and "größe". */
  private static final String TAGS = "02" + "0174" + "07" + "6772c3b6c39f65";

  private static byte[] tagged(String tags) {
    byte[] message =
        bytes("01543f" + "8102030405060708" + "000660b67b15f358" + "000660b67b15f359" + tags);
    assertThat(message[1]).isEqualTo((byte) 'T');
    return message;
  }

  @Test
  void golden_tagged() {
    Invalidation read = read(tagged(TAGS));
    assertThat(read.version()).isEqualTo(VERSION);
    Invalidation.Tagged subject = (Invalidation.Tagged) read.subject();
    assertThat(subject.tags().names()).containsExactly("t", "größe");
  }

  @Test
  void golden_fence() {
    assertThat(read(Arrays.copyOf(with(1, 'S'), 27)))
        .isEqualTo(new Invalidation(63, PREVIOUS, VERSION, ORIGIN, new Invalidation.Fence()));
    assertThat(read(with(1, 'S'))).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // no number
        "00", // none
        "01", // none of one
        "0100", // an empty one
        "010174" + "00", // and something else
        "020174", // one of two
        "0102" + "74", // half of one
        "0101" + "ff", // no text
        "0102" + "c3c3" // no text
      })
  void tagged_damaged_unreadable(String tags) {
    assertThat(read(tagged(tags))).isNull();
  }

  @Test
  void tagged_asManyAsThereMayBe() {
    String most = "ff" + ("ff" + "78".repeat(255)).repeat(255);
    assertThat(read(tagged(most))).isNotNull();
    assertThat(read(tagged(most + "78"))).isNull();
    for (int length = 27; length < 27 + TAGS.length() / 2; length++) {
      assertThat(read(Arrays.copyOf(tagged(TAGS), length))).isNull();
    }
  }

  @Test
  void golden_emptyKey() {
    Invalidation read = read(Arrays.copyOf(bytes(GOLDEN), 27));
    assertThat(((Invalidation.Key) read.subject()).bytes()).isEmpty();
  }

  @Test
  void head_golden() {
    assertThat(MessageFormat.head('P', 63, ORIGIN)).isEqualTo(Arrays.copyOf(bytes(GOLDEN), 11));
    MessageHeads heads = new MessageHeads(Segments.OF_CLUSTER, ORIGIN);
    assertThat(heads.stored(63)).isEqualTo(MessageFormat.head('P', 63, ORIGIN));
    assertThat(heads.removed(62)).isEqualTo(MessageFormat.head('R', 62, ORIGIN));
    assertThat(heads.cleared(0)).isEqualTo(MessageFormat.head('A', 0, ORIGIN));
    assertThat(heads.tagged(1)).isEqualTo(MessageFormat.head('T', 1, ORIGIN));
    assertThat(heads.fenced(2)).isEqualTo(MessageFormat.head('S', 2, ORIGIN));
  }

  @Test
  void forNobody() {
    byte[] message = MessageFormat.forNobody();
    assertThat(MessageFormat.isForNobody(message)).isTrue();
    assertThat(read(message)).isNull();
    assertThat(MessageFormat.isForNobody(bytes(GOLDEN))).isFalse();
    assertThat(MessageFormat.isForNobody(Arrays.copyOf(message, 10))).isFalse();
    assertThat(MessageFormat.isForNobody(Arrays.copyOf(message, 12))).isFalse();
  }

  @Test
  void truncated_unreadable() {
    for (int length = 0; length < 27; length++) {
      assertThat(read(Arrays.copyOf(bytes(GOLDEN), length))).isNull();
    }
  }

  @Test
  void tooLong_unreadable() {
    int longest = 27 + MessageFormat.MAX_KEY;
    assertThat(read(Arrays.copyOf(bytes(GOLDEN), longest))).isNotNull();
    assertThat(read(Arrays.copyOf(bytes(GOLDEN), longest + 1))).isNull();
    assertThat(read(with(1, 'A'))).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 255})
  void otherFormat_unreadable(int format) {
    assertThat(read(with(0, format))).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 'K', 'p', '-', 255})
  void otherKind_unreadable(int kind) {
    assertThat(read(with(1, kind))).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 127, 128, 255})
  void otherSegment_unreadable(int segment) {
    assertThat(read(with(2, segment))).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 16, 32})
  void segmentBeyondThoseOfTheCache_unreadable(int count) {
    Segments segments = new Segments(count);
    assertThat(MessageFormat.read(with(2, count - 1), segments).segment()).isEqualTo(count - 1);
    assertThat(MessageFormat.read(with(2, count), segments)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "ffffffffffffffff, 000660b67b15f359",
    "8000000000000000, 000660b67b15f359",
    "000660b67b15f359, 000660b67b15f359",
    "000660b67b15f35a, 000660b67b15f359",
    "000660b67b15f358, 0020000000000001",
    "000660b67b15f358, 7fffffffffffffff",
    "000660b67b15f358, ffffffffffffffff",
    "0000000000000000, 0000000000000000"
  })
  void impossibleVersions_unreadable(String previous, String version) {
    assertThat(read(versions(previous, version))).isNull();
  }

  @Test
  void extremeVersions_readable() {
    assertThat(read(versions("0000000000000000", "0000000000000001"))).isNotNull();
    assertThat(read(versions("001fffffffffffff", "0020000000000000"))).isNotNull();
  }
}
