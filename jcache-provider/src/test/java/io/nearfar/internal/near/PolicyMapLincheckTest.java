package io.nearfar.internal.near;

import java.util.HashMap;
import java.util.Map;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The results of concurrent calls of {@link PolicyMap} can be explained by some order of the calls:
 * get, containsKey, put, putIfAbsent, replace, remove, compute. The map is weighted, so that writes
 * have to settle, but large enough never to evict: what eviction takes away depends on timing.
 * After each run the policy must agree with the contents.
 */
@Param(name = "key", gen = IntGen.class, conf = "1:2")
@Param(name = "value", gen = IntGen.class, conf = "1:3")
@Tag("lincheck")
public class PolicyMapLincheckTest {

  private final PolicyMap<Integer, Integer> map =
      new PolicyMap<>(
          new LruPolicy<>(),
          /* maximum= */ 100,
          (key, value) -> value,
          (key, value) -> {
            throw new AssertionError("evicted");
          });

  @Operation
  public Integer get(@Param(name = "key") int key) {
    return map.get(key);
  }

  @Operation
  public boolean containsKey(@Param(name = "key") int key) {
    return map.containsKey(key);
  }

  @Operation
  public Integer put(@Param(name = "key") int key, @Param(name = "value") int value) {
    return map.put(key, value);
  }

  @Operation
  public Integer putIfAbsent(@Param(name = "key") int key, @Param(name = "value") int value) {
    return map.putIfAbsent(key, value);
  }

  @Operation
  public boolean replaceOld(
      @Param(name = "key") int key,
      @Param(name = "value") int oldValue,
      @Param(name = "value") int newValue) {
    return map.replace(key, oldValue, newValue);
  }

  @Operation
  public Integer remove(@Param(name = "key") int key) {
    return map.remove(key);
  }

  @Operation
  public boolean removeOld(@Param(name = "key") int key, @Param(name = "value") int oldValue) {
    return map.remove(key, oldValue);
  }

  @Operation
  public Integer increment(@Param(name = "key") int key) {
    return map.compute(key, (k, value) -> value == null ? 1 : value + 1);
  }

  @Validate
  public void validate() {
    Map<Integer, Integer> contents = new HashMap<>();
    map.entrySet().forEach(entry -> contents.put(entry.getKey(), entry.getValue()));
    long weight = contents.values().stream().mapToLong(Integer::longValue).sum();
    if (map.weight() != weight
        || map.keysInEvictionOrder().size() != contents.size()
        || !contents.keySet().containsAll(map.keysInEvictionOrder())) {
      throw new IllegalStateException(
          contents + " but " + map.keysInEvictionOrder() + ", weight " + map.weight());
    }
  }

  @Test
  void stress() {
    new StressOptions()
        .threads(3)
        .actorsPerThread(3)
        .iterations(10)
        .invocationsPerIteration(300)
        .check(PolicyMapLincheckTest.class);
  }

  @Test
  void modelChecking() {
    new ModelCheckingOptions()
        .threads(2)
        .actorsPerThread(3)
        .iterations(4)
        .invocationsPerIteration(60)
        .check(PolicyMapLincheckTest.class);
  }
}
