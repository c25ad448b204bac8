package io.nearfar.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The Nearfar caches are what the benchmarks take them for. */
class NearfarTest {
  private static final int BOUND = 100_000;

  @ParameterizedTest
  @EnumSource(names = {"ADAPTIVE", "LRU", "LFU", "FIFO"})
  void put_beyondTheBound_evicts(Nearfar cache) {
    assertThat(heldOfTwiceTheBound(cache)).isBetween(BOUND * 9 / 10, BOUND * 11 / 10);
  }

  @ParameterizedTest
  @EnumSource(names = {"UNBOUNDED", "LARGE"})
  void put_withinTheBound_stays(Nearfar cache) {
    assertThat(heldOfTwiceTheBound(cache)).isEqualTo(2 * BOUND);
  }

  @Test
  void put_none_storesNothing() {
    assertThat(heldOfTwiceTheBound(Nearfar.NONE)).isZero();
  }

  private static int heldOfTwiceTheBound(Nearfar cache) {
    try (Subject subject = cache.open(Workload.STRING)) {
      for (int i = 0; i < 2 * BOUND; i++) {
        subject.put(i, "value");
      }
      int held = 0;
      for (int i = 0; i < 2 * BOUND; i++) {
        held += subject.get(i) == null ? 0 : 1;
      }
      return held;
    }
  }
}
