package io.nearfar.internal.near;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.ToLongBiFunction;
import org.junit.jupiter.api.Test;

/** The rules of {@link PolicyMap}, one example each; {@link PolicyMapModelTest} tries the rest. */
class PolicyMapTest {

  private final List<String> evicted = new ArrayList<>();

  private PolicyMap<String, Integer> counting(EvictionOrder<String, Integer> order, long maximum) {
    return new PolicyMap<>(order, maximum, null, (key, value) -> evicted.add(key));
  }

  private PolicyMap<String, Integer> weighing(EvictionOrder<String, Integer> order, long maximum) {
    ToLongBiFunction<String, Integer> weigher = (key, value) -> value;
    return new PolicyMap<>(order, maximum, weigher, (key, value) -> evicted.add(key));
  }

  private static PolicyMap<String, Integer> filled(PolicyMap<String, Integer> map, String keys) {
    keys.chars().forEach(key -> map.put(Character.toString(key), 1));
    return map;
  }

  @Test
  void lru_evictsWhatWasUsedLongestAgo() {
    PolicyMap<String, Integer> map = filled(counting(new LruPolicy<>(), 3), "abc");
    map.get("a");
    map.put("b", 2);
    map.put("d", 1);
    assertThat(evicted).containsExactly("c");
    assertThat(map.keysInEvictionOrder()).containsExactly("a", "b", "d");
  }

  @Test
  void lfu_evictsWhatWasUsedLeastOftenAndAmongThoseLongestAgo() {
    PolicyMap<String, Integer> map = filled(counting(new LfuPolicy<>(), 3), "abc");
    map.get("a");
    map.get("b");
    map.get("c");
    map.get("a");
    map.put("d", 1);
    assertThat(evicted).containsExactly("b");
    assertThat(map.keysInEvictionOrder()).containsExactly("d", "c", "a");
  }

  @Test
  void fifo_evictsWhatWasCreatedFirst() {
    PolicyMap<String, Integer> map = filled(counting(new FifoPolicy<>(), 3), "abc");
    map.get("a");
    map.put("a", 2);
    map.put("d", 1);
    assertThat(evicted).containsExactly("a");
    assertThat(map.keysInEvictionOrder()).containsExactly("b", "c", "d");
  }

  @Test
  void containsKeyAndIteration_areNotUses() {
    PolicyMap<String, Integer> map = filled(counting(new LruPolicy<>(), 3), "abc");
    assertThat(map.containsKey("a")).isTrue();
    map.entrySet().forEach(entry -> assertThat(entry.getValue()).isEqualTo(1));
    assertThat(map.replace("a", 7, 8)).isFalse();
    assertThat(map.remove("a", 7)).isFalse();
    assertThat(map.keysInEvictionOrder()).containsExactly("a", "b", "c");
  }

  @Test
  void put_tooHeavy_isEvictedAlone() {
    PolicyMap<String, Integer> map = filled(weighing(new LruPolicy<>(), 10), "abc");
    assertThat(map.put("d", 11)).isNull();
    assertThat(evicted).containsExactly("d");
    assertThat(map.put("a", 11)).isEqualTo(1);
    assertThat(evicted).containsExactly("d", "a");
    assertThat(map.keysInEvictionOrder()).containsExactly("b", "c");
    assertThat(map.weight()).isEqualTo(2);
  }

  @Test
  void put_heavier_makesRoom() {
    PolicyMap<String, Integer> map = filled(weighing(new LruPolicy<>(), 4), "abcd");
    map.put("d", 3);
    assertThat(evicted).containsExactlyInAnyOrder("a", "b");
    assertThat(map.weight()).isEqualTo(4);
  }

  @Test
  void put_exactFit_evictsNothing() {
    PolicyMap<String, Integer> map = filled(weighing(new LfuPolicy<>(), 4), "abc");
    map.put("c", 2);
    assertThat(evicted).isEmpty();
    assertThat(map.weight()).isEqualTo(4);
  }

  @Test
  void weights_nearTheGreatestLong_doNotOverflow() {
    ToLongBiFunction<String, Integer> weigher = (key, value) -> Long.MAX_VALUE / 2 - value;
    PolicyMap<String, Integer> map =
        new PolicyMap<>(
            new LruPolicy<>(), Long.MAX_VALUE, weigher, (key, value) -> evicted.add(key));
    filled(map, "abc");
    assertThat(evicted).containsExactly("a", "b");
    assertThat(map.keysInEvictionOrder()).containsExactly("c");
  }

  @Test
  void weigher_negative_isRefusedAndNothingChanges() {
    PolicyMap<String, Integer> map = filled(weighing(new LruPolicy<>(), 4), "a");
    assertThatThrownBy(() -> map.put("a", -1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> map.compute("a", (key, value) -> -1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(map.get("a")).isEqualTo(1);
    assertThat(map.weight()).isEqualTo(1);
  }

  @Test
  void compute_functionThrows_nothingChanges() {
    PolicyMap<String, Integer> map = filled(counting(new LruPolicy<>(), 3), "a");
    assertThatThrownBy(
            () ->
                map.compute(
                    "a",
                    (key, value) -> {
                      throw new IllegalStateException("on purpose");
                    }))
        .hasMessage("on purpose");
    assertThat(map).containsExactly(Map.entry("a", 1));
  }

  @Test
  void nulls_areRefused() {
    PolicyMap<String, Integer> map = counting(new LruPolicy<>(), 3);
    assertThatThrownBy(() -> map.put("a", null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> map.put(null, 1)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> map.putIfAbsent("a", null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> map.get(null)).isInstanceOf(NullPointerException.class);
    assertThat(map.remove("a", null)).isFalse();
    assertThat(map.isEmpty()).isTrue();
  }

  @Test
  void iterator_endsAndRemovesOnce() {
    PolicyMap<String, Integer> map = filled(counting(new LruPolicy<>(), 3), "a");
    Iterator<Map.Entry<String, Integer>> iterator = map.entrySet().iterator();
    assertThatThrownBy(iterator::remove).isInstanceOf(IllegalStateException.class);
    assertThat(iterator.next()).isEqualTo(Map.entry("a", 1));
    iterator.remove();
    assertThatThrownBy(iterator::remove).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
    assertThat(map.size()).isZero();
    assertThat(evicted).isEmpty();
  }

  @Test
  void views_followTheMap() {
    PolicyMap<String, Integer> map = filled(counting(new LruPolicy<>(), 3), "abc");
    assertThat(map.keySet()).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(map.entrySet().remove(Map.entry("b", 9))).isFalse();
    assertThat(map.entrySet().remove(Map.entry("b", 1))).isTrue();
    assertThat(map).isEqualTo(Map.of("a", 1, "c", 1));
    map.entrySet().clear();
    assertThat(map.keysInEvictionOrder()).isEmpty();
  }
}
