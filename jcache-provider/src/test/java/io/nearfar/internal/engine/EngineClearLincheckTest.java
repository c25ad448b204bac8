package io.nearfar.internal.engine;

import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;

/** As {@link EngineLincheckTest}, with clear: one atomic step for all keys. */
public class EngineClearLincheckTest extends EngineOperations {

  public EngineClearLincheckTest() {
    super(EngineFixture.near());
  }

  @Operation
  public void clear() {
    engine.clear();
  }

  @Test
  void modelChecking() {
    modelCheck(EngineClearLincheckTest.class, 4, 60);
  }

  @Test
  void stress() {
    stress(EngineClearLincheckTest.class);
  }
}
