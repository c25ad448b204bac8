package io.nearfar.internal.near;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.config.EvictionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.ToLongBiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every map of {@link NearMaps} keeps to, whatever its policy. */
class NearMapsTest {

  private final List<String> evicted = new ArrayList<>();
  private final List<Thread> evictors = new ArrayList<>();

  private ConcurrentMap<Integer, String> create(EvictionPolicy policy, long maximum) {
    return create(policy, maximum, null);
  }

  private ConcurrentMap<Integer, String> create(
      EvictionPolicy policy, long maximum, ToLongBiFunction<Integer, String> weigher) {
    return NearMaps.create(
        policy,
        maximum,
        weigher,
        (key, value) -> {
          evicted.add(value);
          evictors.add(Thread.currentThread());
        });
  }

  @ParameterizedTest
  @EnumSource(EvictionPolicy.class)
  void unlimited_isAPlainMap(EvictionPolicy policy) {
    assertThat(create(policy, -1)).isExactlyInstanceOf(ConcurrentHashMap.class);
  }

  @ParameterizedTest
  @EnumSource(EvictionPolicy.class)
  void zero_keepsNothing(EvictionPolicy policy) {
    ConcurrentMap<Integer, String> map = create(policy, 0);
    assertThat(map.put(1, "a")).isNull();
    assertThat(map.put(1, "b")).isNull();
    assertThat(map).isEmpty();
    assertThat(evicted).containsExactly("a", "b");
  }

  @ParameterizedTest
  @EnumSource(EvictionPolicy.class)
  void zero_keepsNoWeightlessEntriesEither(EvictionPolicy policy) {
    ConcurrentMap<Integer, String> map = create(policy, 0, (key, value) -> 0);
    map.put(1, "a");
    assertThat(map).isEmpty();
    assertThat(evicted).containsExactly("a");
  }

  @ParameterizedTest
  @EnumSource(EvictionPolicy.class)
  void count_boundHoldsAfterEachWriteAndTheWriterEvicts(EvictionPolicy policy) {
    ConcurrentMap<Integer, String> map = create(policy, 10);
    for (int i = 0; i < 1_000; i++) {
      map.put(i, "value " + i);
      assertThat(map.size()).isLessThanOrEqualTo(10);
      assertThat(evicted).hasSize(i + 1 - map.size()).doesNotHaveDuplicates();
    }
    assertThat(evictors).containsOnly(Thread.currentThread());
  }

  @ParameterizedTest
  @EnumSource(EvictionPolicy.class)
  void weight_boundHoldsAfterEachWrite(EvictionPolicy policy) {
    ConcurrentMap<Integer, String> map = create(policy, 100, (key, value) -> value.length());
    for (int i = 0; i < 1_000; i++) {
      map.put(i % 50, "x".repeat(1 + i % 40));
      int weight = map.values().stream().mapToInt(String::length).sum();
      assertThat(weight).isLessThanOrEqualTo(100);
    }
  }

  @ParameterizedTest
  @EnumSource(EvictionPolicy.class)
  void weight_beyondInt(EvictionPolicy policy) {
    long gigabyte = 1L << 30;
    ToLongBiFunction<Integer, String> weigher = (key, value) -> value.length() * gigabyte;
    ConcurrentMap<Integer, String> map = create(policy, Integer.MAX_VALUE, weigher);
    map.put(1, "x");
    map.put(2, "xx");
    assertThat(map).containsOnlyKeys(1);
    assertThat(evicted).containsExactly("xx");

    ConcurrentMap<Integer, String> larger = create(policy, 8 * gigabyte, weigher);
    for (int key = 0; key < 20; key++) {
      larger.put(key, "x");
    }
    assertThat(larger).hasSize(8);
  }

  @ParameterizedTest
  @EnumSource(EvictionPolicy.class)
  void removalAndReplacement_areNotReported(EvictionPolicy policy) {
    ConcurrentMap<Integer, String> map = create(policy, 2);
    map.put(1, "a");
    map.put(1, "b");
    map.replace(1, "c");
    map.replace(1, "c", "d");
    map.compute(1, (key, value) -> "e");
    map.computeIfPresent(1, (key, value) -> null);
    map.put(1, "f");
    map.remove(1);
    map.put(1, "g");
    map.remove(1, "g");
    map.put(1, "h");
    map.clear();
    assertThat(evicted).isEmpty();
  }

  @Test
  void adaptive_fullMapAndReads_keepWhatIsPopular() {
    ConcurrentMap<Integer, String> map = create(EvictionPolicy.ADAPTIVE, 100);
    for (int i = 0; i < 10_000; i++) {
      map.putIfAbsent(i % 10, "popular");
      map.get(i % 10);
      map.put(1_000 + i, "seen once");
    }
    assertThat(map).containsKeys(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
  }
}
