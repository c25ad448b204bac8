package io.nearfar.internal.engine;

import java.util.HashMap;
import java.util.Map;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;

/** The operations of an engine for Lincheck, and the map that they are compared with. */
@Param(name = "key", gen = IntGen.class, conf = "0:1")
@Param(name = "value", gen = IntGen.class, conf = "1:3")
@Tag("lincheck")
public abstract class EngineOperations {
  /** Without threads, so that nothing runs that Lincheck does not control. */
  private static final Background NO_THREADS = noThreads();

  final CacheEngine<Integer, Integer> engine;

  EngineOperations(EngineFixture.Builder<Integer, Integer> builder) {
    engine = builder.background(NO_THREADS).build().engine();
  }

  private static Background noThreads() {
    Background background = new Background();
    background.close();
    return background;
  }

  @Operation
  public @Nullable Integer get(@Param(name = "key") int key) {
    return engine.get(key);
  }

  @Operation
  public boolean containsKey(@Param(name = "key") int key) {
    return engine.containsKey(key);
  }

  @Operation
  public void put(@Param(name = "key") int key, @Param(name = "value") int value) {
    engine.put(key, value);
  }

  @Operation
  public @Nullable Integer getAndPut(
      @Param(name = "key") int key, @Param(name = "value") int value) {
    return engine.getAndPut(key, value);
  }

  @Operation
  public boolean putIfAbsent(@Param(name = "key") int key, @Param(name = "value") int value) {
    return engine.putIfAbsent(key, value);
  }

  @Operation
  public boolean replace(@Param(name = "key") int key, @Param(name = "value") int value) {
    return engine.replace(key, value);
  }

  @Operation
  public boolean replaceEqual(
      @Param(name = "key") int key,
      @Param(name = "value") int expected,
      @Param(name = "value") int value) {
    return engine.replace(key, expected, value);
  }

  @Operation
  public @Nullable Integer getAndReplace(
      @Param(name = "key") int key, @Param(name = "value") int value) {
    return engine.getAndReplace(key, value);
  }

  @Operation
  public boolean remove(@Param(name = "key") int key) {
    return engine.remove(key);
  }

  @Operation
  public boolean removeEqual(@Param(name = "key") int key, @Param(name = "value") int expected) {
    return engine.remove(key, expected);
  }

  @Operation
  public @Nullable Integer getAndRemove(@Param(name = "key") int key) {
    return engine.getAndRemove(key);
  }

  @Operation
  public int increment(@Param(name = "key") int key) {
    return engine.process(
        key,
        entry -> {
          Integer value = entry.value();
          int next = value == null ? 1 : value + 1;
          entry.set(next);
          return next;
        });
  }

  /** The time grows with both numbers; raise them to search for longer. */
  static void modelCheck(Class<?> test, int iterations, int invocations) {
    new ModelCheckingOptions()
        .threads(2)
        .actorsPerThread(3)
        .iterations(iterations)
        .invocationsPerIteration(invocations)
        .sequentialSpecification(Model.class)
        .check(test);
  }

  static void stress(Class<?> test) {
    new StressOptions()
        .threads(3)
        .actorsPerThread(3)
        .iterations(20)
        .invocationsPerIteration(1000)
        .sequentialSpecification(Model.class)
        .check(test);
  }

  /** What the engine has to behave like. */
  public static final class Model {
    private final Map<Integer, Integer> map = new HashMap<>();

    public @Nullable Integer get(int key) {
      return map.get(key);
    }

    public boolean containsKey(int key) {
      return map.containsKey(key);
    }

    public void put(int key, int value) {
      map.put(key, value);
    }

    public @Nullable Integer getAndPut(int key, int value) {
      return map.put(key, value);
    }

    public boolean putIfAbsent(int key, int value) {
      return map.putIfAbsent(key, value) == null;
    }

    public boolean replace(int key, int value) {
      return map.replace(key, value) != null;
    }

    public boolean replaceEqual(int key, int expected, int value) {
      return map.replace(key, expected, value);
    }

    public @Nullable Integer getAndReplace(int key, int value) {
      return map.replace(key, value);
    }

    public boolean remove(int key) {
      return map.remove(key) != null;
    }

    public boolean removeEqual(int key, int expected) {
      return map.remove(key, expected);
    }

    public @Nullable Integer getAndRemove(int key) {
      return map.remove(key);
    }

    public int increment(int key) {
      return map.merge(key, 1, Integer::sum);
    }

    public void clear() {
      map.clear();
    }
  }
}
