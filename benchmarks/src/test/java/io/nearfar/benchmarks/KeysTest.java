package io.nearfar.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Key sequences: skew, range, repeatability. */
class KeysTest {
  private static final int ENTRIES = 1_000;
  private static final int LENGTH = 1 << 16;

  @Test
  void skewed_popularity() {
    List<Long> counts =
        Arrays.stream(Keys.skewed(ENTRIES, LENGTH))
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
            .values()
            .stream()
            .sorted(Comparator.reverseOrder())
            .toList();

    // Harmonic sum of 1,000 at 0.99 is about 7.7: one in eight asks for the first, one in fifteen
    // for the second.
    assertThat((double) counts.get(0) / LENGTH).isBetween(0.11, 0.15);
    assertThat((double) counts.get(1) / LENGTH).isBetween(0.055, 0.075);
    assertThat(counts).hasSizeGreaterThan(ENTRIES * 9 / 10);
  }

  @Test
  void skewed_scrambled() {
    Map<Integer, Long> counts =
        Arrays.stream(Keys.skewed(ENTRIES, LENGTH))
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    List<Integer> popular =
        counts.entrySet().stream()
            .sorted(Map.Entry.<Integer, Long>comparingByValue().reversed())
            .limit(10)
            .map(Map.Entry::getKey)
            .toList();

    assertThat(popular).allMatch(key -> key >= 0 && key < ENTRIES).anyMatch(key -> key > 100);
  }

  @Test
  void skewed_repeatable() {
    assertThat(Keys.skewed(ENTRIES, LENGTH)).isEqualTo(Keys.skewed(ENTRIES, LENGTH));
  }

  @Test
  void skewed_lengthNotPowerOfTwo() {
    assertThatThrownBy(() -> Keys.skewed(ENTRIES, 1_000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1000");
  }

  @Test
  void distinct_eachOnce() {
    assertThat(Keys.distinct(/* first= */ 7, /* length= */ 256))
        .doesNotHaveDuplicates()
        .hasSize(256)
        .allMatch(key -> key >= 7 && key < 7 + 256);
  }
}
