package io.nearfar.internal.far;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Remembers what was added, however much. */
class DigestSetTest {
  private final DigestSet set = new DigestSet();

  @Test
  void add_asASetDoes() {
    Random random = new Random(42);
    Set<List<Long>> model = new HashSet<>();
    for (int i = 0; i < 200_000; i++) {
      // Few different ones, so that many come twice, and some share a half.
      long high = random.nextInt(400) * 0x9E3779B97F4A7C15L;
      long low = random.nextInt(400);
      assertThat(set.add(high, low)).isEqualTo(model.add(List.of(high, low)));
    }
    assertThat(model).hasSizeGreaterThan(100_000);
  }

  @Test
  void zero_once() {
    assertThat(set.add(0, 0)).isTrue();
    assertThat(set.add(0, 0)).isFalse();
    assertThat(set.add(0, 1)).isTrue();
    assertThat(set.add(1, 0)).isTrue();
    assertThat(set.add(1, 0)).isFalse();
  }

  @Test
  void clear_forgetsAll() {
    for (int i = 0; i < 1000; i++) {
      set.add(i * 0x9E3779B97F4A7C15L, i);
    }
    set.clear();
    for (int i = 0; i < 1000; i++) {
      assertThat(set.add(i * 0x9E3779B97F4A7C15L, i)).isTrue();
    }
  }
}
