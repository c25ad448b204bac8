package io.nearfar.internal.engine;

import org.junit.jupiter.api.Test;

/**
 * The results of concurrent calls can be explained by some order of the calls: get, containsKey,
 * put (blind), getAndPut, putIfAbsent, replace, getAndReplace, remove, getAndRemove, process. The
 * shortest way through the engine: no listeners, no expiry.
 */
public class EngineLincheckTest extends EngineOperations {

  public EngineLincheckTest() {
    super(EngineFixture.near());
  }

  @Test
  void modelChecking() {
    modelCheck(EngineLincheckTest.class, 4, 100);
  }

  @Test
  void stress() {
    stress(EngineLincheckTest.class);
  }
}
