package io.nearfar.internal.near;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.config.EvictionPolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongBiFunction;

/** What the tests of {@link PolicyMap} share. */
final class PolicyMapFixture {

  private PolicyMapFixture() {}

  static <K, E> EvictionOrder<K, E> order(EvictionPolicy policy) {
    return switch (policy) {
      case LRU -> new LruPolicy<>();
      case LFU -> new LfuPolicy<>();
      case FIFO -> new FifoPolicy<>();
      case ADAPTIVE -> throw new IllegalArgumentException("PolicyMap knows no adaptive order.");
    };
  }

  /** Checks, while nobody uses the map, that policy and contents agree and the bound holds. */
  static <K, E> void checkQuiescent(
      PolicyMap<K, E> map, long maximum, ToLongBiFunction<K, E> weigher) {
    Map<K, E> contents = new HashMap<>();
    map.entrySet().forEach(entry -> contents.put(entry.getKey(), entry.getValue()));
    List<K> order = map.keysInEvictionOrder();
    assertThat(order)
        .as("policy == contents")
        .containsExactlyInAnyOrderElementsOf(contents.keySet());
    assertThat(map.size()).as("size").isEqualTo(contents.size());
    long recount =
        contents.entrySet().stream()
            .mapToLong(entry -> weigher.applyAsLong(entry.getKey(), entry.getValue()))
            .sum();
    assertThat(map.weight()).as("weight").isEqualTo(recount).isLessThanOrEqualTo(maximum);
  }
}
