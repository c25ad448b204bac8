package io.nearfar.internal.engine;

/** The texts of this package; ids 0300 to 0399. */
final class EngineMessages {
  private EngineMessages() {}

  static String recursiveLoad(String cache) {
    return "NEARFAR-0301: Cache '"
        + cache
        + "': a load would wait for itself. The loader asks the cache for the key that it is"
        + " loading. Let the loader read its source, or ask the cache for other keys only.";
  }
}
