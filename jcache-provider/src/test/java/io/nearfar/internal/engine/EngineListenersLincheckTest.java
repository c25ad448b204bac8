package io.nearfar.internal.engine;

import io.nearfar.config.EvictionPolicy;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;

/**
 * As {@link EngineClearLincheckTest}, through key locks and events, on the map of the default
 * eviction policy, which is large enough never to evict.
 */
public class EngineListenersLincheckTest extends EngineOperations {

  public EngineListenersLincheckTest() {
    super(
        EngineFixture.<Integer, Integer>near()
            .maxEntries(EvictionPolicy.ADAPTIVE, 1_000)
            .events(event -> {}));
  }

  @Operation
  public void clear() {
    engine.clear();
  }

  @Test
  void stress() {
    stress(EngineListenersLincheckTest.class);
  }
}
