package io.nearfar.internal.far;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.spi.FarStore.Entry;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes that every release must read. */
class RecordFormatTest {
  /** Version 1795185486330713, the flag, operation 0102030405060708, its end, "abc". */
  private static final String GOLDEN =
      "0660b67b15f359" + "40" + "0102030405060708" + "0660b67b2535a0" + "616263";

  /** The same without an end. */
  private static final String GOLDEN_ETERNAL =
      "0660b67b15f359" + "00" + "0102030405060708" + "616263";

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  @Test
  void golden() {
    Entry entry = RecordFormat.read(bytes(GOLDEN));
    assertThat(entry.version()).isEqualTo(0x0660b67b15f359L);
    assertThat(entry.expireAtMicros()).isEqualTo(0x0660b67b2535a0L);
    assertThat(entry.value()).isEqualTo(new byte[] {'a', 'b', 'c'});
  }

  @Test
  void golden_eternal() {
    Entry entry = RecordFormat.read(bytes(GOLDEN_ETERNAL));
    assertThat(entry.version()).isEqualTo(0x0660b67b15f359L);
    assertThat(entry.expireAtMicros()).isZero();
    assertThat(entry.value()).isEqualTo(new byte[] {'a', 'b', 'c'});
  }

  @ParameterizedTest
  @ValueSource(strings = {GOLDEN, GOLDEN_ETERNAL})
  void golden_otherEnd(String hex) {
    Entry entry = RecordFormat.read(bytes(hex), 7);
    assertThat(entry.expireAtMicros()).isEqualTo(7);
    assertThat(entry.value()).isEqualTo(new byte[] {'a', 'b', 'c'});
  }

  @Test
  void golden_emptyValue() {
    assertThat(RecordFormat.read(Arrays.copyOf(bytes(GOLDEN), 23)).value()).isEmpty();
    assertThat(RecordFormat.read(Arrays.copyOf(bytes(GOLDEN_ETERNAL), 16)).value()).isEmpty();
  }

  /** With tags: two, "t" and "größe", and then the value "abc". */
  private static final String TAGS = "02" + "0174" + "07" + "6772c3b6c39f65";

  private static final String GOLDEN_TAGGED =
      "0660b67b15f359" + "42" + "0102030405060708" + "0660b67b2535a0" + TAGS + "616263";

  private static final String GOLDEN_TAGGED_ETERNAL =
      "0660b67b15f359" + "02" + "0102030405060708" + TAGS + "616263";

  @ParameterizedTest
  @ValueSource(strings = {GOLDEN_TAGGED, GOLDEN_TAGGED_ETERNAL})
  void golden_tagged(String hex) {
    Entry entry = RecordFormat.read(bytes(hex));
    assertThat(RecordFormat.hasTags(bytes(hex))).isTrue();
    assertThat(entry.version()).isEqualTo(0x0660b67b15f359L);
    assertThat(entry.expireAtMicros() > 0).isEqualTo(hex.equals(GOLDEN_TAGGED));
    assertThat(entry.tags().names()).containsExactly("t", "größe");
    assertThat(entry.value()).isEqualTo(new byte[] {'a', 'b', 'c'});
    assertThat(RecordFormat.read(bytes(hex), 7).value()).isEqualTo(entry.value());
    assertThat(RecordFormat.hasTags(bytes(GOLDEN))).isFalse();
    assertThat(RecordFormat.hasTags(bytes(GOLDEN_ETERNAL))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {GOLDEN_TAGGED, GOLDEN_TAGGED_ETERNAL})
  void tagged_truncated_unreadable(String hex) {
    byte[] record = bytes(hex);
    for (int length = 0; length < record.length - 3; length++) {
      assertThat(RecordFormat.read(Arrays.copyOf(record, length))).as("%s", length).isNull();
    }
    assertThat(RecordFormat.read(Arrays.copyOf(record, record.length - 3)).value()).isEmpty();
  }

  @Test
  void tagged_damaged_unreadable() {
    byte[] record = bytes(GOLDEN_TAGGED_ETERNAL);
    record[17] = 0; // the length of the first
    assertThat(RecordFormat.read(record)).isNull();
    record = bytes(GOLDEN_TAGGED_ETERNAL);
    record[16] = (byte) 255; // their number
    assertThat(RecordFormat.read(record)).isNull();
    record[16] = 0;
    assertThat(RecordFormat.read(record).tags().isEmpty()).isTrue();
  }

  @Test
  void hold_isNoEntry() {
    byte[] hold = bytes("0660b67b15f359" + "61" + "0000000000000002" + "0660b67b2535a0");
    assertThat(RecordFormat.read(hold)).isNull();
    assertThat(RecordFormat.isNoEntry(hold)).isTrue();
    hold[7] = 65;
    assertThat(RecordFormat.isNoEntry(hold)).isTrue();
    assertThat(RecordFormat.isNoEntry(bytes(GOLDEN_TAGGED))).isFalse();
    assertThat(RecordFormat.isNoEntry(bytes(GOLDEN_ETERNAL))).isFalse();
  }

  @Test
  void clocks_golden() {
    assertThat(TagClock.floor(bytes("000660b67b15f359" + "000660b67b15f35a")))
        .isEqualTo(0x0660b67b15f359L);
    assertThat(TagClock.floor(bytes("000660b67b15f359"))).isZero();
    assertThat(TagClock.floor(null)).isZero();
    assertThat(TagClock.invalidUpTo(null)).isZero();
    assertThat(TagClock.invalidUpTo(bytes("000660b67b15f359"))).isEqualTo(0x0660b67b15f359L);
    assertThat(TagClock.invalidUpTo(bytes("000660b67b15f359" + "000660b67b15f35a" + "0001")))
        .isEqualTo(0x0660b67b15f35aL);
    assertThat(TagClock.invalidUpTo(bytes("000660b67b15f359" + "000660b67b15f358" + "0001")))
        .isEqualTo(0x0660b67b15f359L);
    assertThat(TagClock.invalidUpTo(bytes("00"))).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void truncated_unreadable() {
    for (int length = 0; length < 23; length++) {
      assertThat(RecordFormat.read(Arrays.copyOf(bytes(GOLDEN), length))).isNull();
    }
    for (int length = 0; length < 16; length++) {
      assertThat(RecordFormat.read(Arrays.copyOf(bytes(GOLDEN_ETERNAL), length))).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 8, 16, 32, 65, 128, 192, 255})
  void flags_ofNewerReleases_unreadable(int flags) {
    byte[] record = bytes(GOLDEN);
    record[7] = (byte) flags;
    assertThat(RecordFormat.read(record)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00000000000000" + "00" + "0000000000000000",
        "ffffffffffffff" + "00" + "0000000000000000",
        "0660b67b15f359" + "40" + "0000000000000000" + "00000000000000",
        "0660b67b15f359" + "40" + "0000000000000000" + "20000000000001",
        "0660b67b15f359" + "40" + "0000000000000000" + "ffffffffffffff"
      })
  void impossibleNumbers_unreadable(String hex) {
    assertThat(RecordFormat.read(bytes(hex))).isNull();
  }

  @Test
  void meta_golden() {
    SegmentMeta meta =
        SegmentMeta.read(bytes("000660b67b15f359" + "000660b67b15f358" + "0000000000000001"));
    assertThat(meta).isEqualTo(new SegmentMeta(0x0660b67b15f359L, 0x0660b67b15f358L, 1));
    assertThat(SegmentMeta.read(null)).isNull();
    assertThat(SegmentMeta.read(new byte[23])).isNull();
    assertThat(SegmentMeta.read(new byte[25])).isNull();
  }
}
