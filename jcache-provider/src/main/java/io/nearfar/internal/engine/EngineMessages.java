package io.nearfar.internal.engine;

import java.time.Duration;

/** The texts of this package; ids 0300 to 0399. */
final class EngineMessages {
  private EngineMessages() {}

  static String recursiveLoad(String cache) {
    return "NEARFAR-0301: Cache '"
        + cache
        + "': a load would wait for itself. The loader asks the cache for the key that it is"
        + " loading. Let the loader read its source, or ask the cache for other keys only.";
  }

  static String listenerSlow(Duration patience) {
    return "NEARFAR-0304: The events of an entry were not delivered in the order of its changes. A"
        + " listener has not returned from an earlier one within "
        + patience
        + ". Let listeners return soon, and never wait for another thread that changes the same"
        + " entry.";
  }

  static String otherType(Class<?> found, Class<?> wanted) {
    return "NEARFAR-0305: It is a "
        + found.getName()
        + ". The types of this cache ask for a "
        + wanted.getName()
        + ". Give all nodes the same types, or this one another far.namespace.";
  }

  static String unreadable(String cache, RuntimeException reason) {
    return "NEARFAR-0303: Cache '"
        + cache
        + "': an entry of the far tier can't be read and counts as absent. "
        + reason.getMessage()
        + " Further ones for this reason are logged at DEBUG only.";
  }

  static String expiryEventFailed(String cache) {
    return "NEARFAR-0302: Cache '"
        + cache
        + "': the event of an expired entry was not heard by all. A listener or its filter failed on"
        + " a thread of the cache, and the cause tells why. Mend the listener. Further failures are"
        + " logged at DEBUG only.";
  }

  static String noStage() {
    return "NEARFAR-0306: A value is not loaded. The function that loads it asynchronously has returned"
        + " null instead of a stage. Return a stage; one that has null if there is no value.";
  }

  static String closedWhileLoading(String cache) {
    return "NEARFAR-0308: Cache '"
        + cache
        + "': a value that was being loaded asynchronously will not come. The cache was closed"
        + " meanwhile. Close it when its loads have ended.";
  }

  static String notStored(String cache) {
    return "NEARFAR-0307: Cache '"
        + cache
        + "': a value that was loaded asynchronously was given to its callers, but could not be"
        + " stored. The cause tells why. It will be loaded anew.";
  }

  static String closedWhileRemoving() {
    return "NEARFAR-0309: Not all entries that match were invalidated. The cache was closed"
        + " meanwhile. Invalidate them again when it is open.";
  }
}
