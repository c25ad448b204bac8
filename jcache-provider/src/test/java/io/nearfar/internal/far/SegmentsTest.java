package io.nearfar.internal.far;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The spread over segments and slots: every release must come to the same. */
class SegmentsTest {
  private static final List<String> NAMES = List.of("shop/orders", "a/b", "x%7B/y");

  @Test
  void count_byServer() {
    assertThat(Segments.OF_ONE_SERVER.count()).isEqualTo(8);
    assertThat(Segments.OF_CLUSTER.count()).isEqualTo(64);
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 3, 15, 48, 63, 65, 128})
  void otherCount_refused(int count) {
    assertThatThrownBy(() -> new Segments(count))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(Integer.toString(count));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8, 16, 32, 64})
  void of_spreadEvenly(int count) {
    Segments segments = new Segments(count);
    int[] keys = new int[count];
    for (int i = 0; i < 1_000 * count; i++) {
      keys[segments.of(("key" + i).getBytes(UTF_8))]++;
    }
    for (int some : keys) {
      assertThat(some).isBetween(700, 1300);
    }
  }

  @ParameterizedTest
  @CsvSource({"'', 0, 0", "k, 3, 28", "key7, 6, 48"})
  void of_golden(String key, int of8, int of64) {
    assertThat(Segments.OF_ONE_SERVER.of(key.getBytes(UTF_8))).isEqualTo(of8);
    assertThat(Segments.OF_CLUSTER.of(key.getBytes(UTF_8))).isEqualTo(of64);
  }

  @ParameterizedTest
  @CsvSource({"1, 16384", "8, 2048", "16, 1024", "64, 256"})
  void tags_oneInEachShareOfTheSlots(int count, int share) {
    for (String name : NAMES) {
      String[] tags = new Segments(count).tags(name);
      assertThat(tags).hasSize(count).doesNotHaveDuplicates();
      for (int i = 0; i < count; i++) {
        assertThat(tags[i]).startsWith(name + "#");
        assertThat(Segments.slot(tags[i])).isBetween(i * share, (i + 1) * share - 1);
      }
    }
  }

  /** Who does not know how many a cache has reaches all of them with the most. */
  @Test
  void tags_ofFewerAreAmongThoseOfMore() {
    for (String name : NAMES) {
      List<String> most = Arrays.asList(Segments.OF_CLUSTER.tags(name));
      for (int count = 1; count <= 64; count *= 2) {
        assertThat(most).contains(new Segments(count).tags(name));
      }
    }
  }

  @Test
  void slot_asTheServerComputesIt() {
    // The example of the cluster specification.
    assertThat(Segments.slot("123456789")).isEqualTo(0x31C3);
  }
}
