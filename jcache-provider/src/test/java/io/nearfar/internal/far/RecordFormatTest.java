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
  @ValueSource(ints = {1, 2, 4, 8, 16, 32, 65, 128, 192, 255})
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
    assertThat(meta).isEqualTo(new SegmentMeta(0x0660b67b15f359L, 0x0660b67b15f358L));
    assertThat(SegmentMeta.read(null)).isNull();
    assertThat(SegmentMeta.read(new byte[23])).isNull();
    assertThat(SegmentMeta.read(new byte[25])).isNull();
  }
}
