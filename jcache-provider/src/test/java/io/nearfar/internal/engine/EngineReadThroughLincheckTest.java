package io.nearfar.internal.engine;

import io.nearfar.config.EvictionPolicy;
import java.util.Map;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * As {@link EngineClearLincheckTest}, with a loader that has nothing: reads and processors that
 * find nothing go through loads, and what a processor then stores is stored as what was loaded. On
 * the map of the default eviction policy, which is large enough never to evict.
 */
public class EngineReadThroughLincheckTest extends EngineOperations {

  public EngineReadThroughLincheckTest() {
    super(
        EngineFixture.<Integer, Integer>near()
            .maxEntries(EvictionPolicy.ADAPTIVE, 1_000)
            .loader(new Nothing()));
  }

  private static final class Nothing implements Loader<Integer, Integer> {
    @Override
    public @Nullable Integer load(Integer key) {
      return null;
    }

    @Override
    public Map<Integer, Integer> loadAll(Iterable<? extends Integer> keys) {
      return Map.of();
    }
  }

  @Operation
  public void clear() {
    engine.clear();
  }

  @Test
  void stress() {
    stress(EngineReadThroughLincheckTest.class);
  }
}
