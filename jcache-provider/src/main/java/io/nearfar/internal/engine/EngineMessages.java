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

  static String expiryEventFailed(String cache) {
    return "NEARFAR-0302: Cache '"
        + cache
        + "': the event of an expired entry was not heard by all. A listener or its filter failed on"
        + " a thread of the cache, and the cause tells why. Mend the listener. Further failures are"
        + " logged at DEBUG only.";
  }
}
