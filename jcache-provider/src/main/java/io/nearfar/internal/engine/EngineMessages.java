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

  static String expiredListenerFailed(String cache) {
    return "NEARFAR-0302: Cache '"
        + cache
        + "': a listener failed when it was told of an expired entry that nobody was asking for. No"
        + " caller gets to see the failure, so it is logged: this one as a warning, later ones at"
        + " DEBUG. The entry is gone and other listeners were told. Mend the listener.";
  }
}
