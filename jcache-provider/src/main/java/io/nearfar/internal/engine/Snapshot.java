package io.nearfar.internal.engine;

/**
 * A live entry as it was at one moment.
 *
 * @param value the cache's own value: to be copied before it is handed out
 * @param token tells this entry from every other one that was or will be under its key; compared
 *     with {@code equals}
 */
record Snapshot<V>(V value, Object token) {

  /** Not the value, which may be personal data. */
  @Override
  public String toString() {
    return "Snapshot";
  }
}
