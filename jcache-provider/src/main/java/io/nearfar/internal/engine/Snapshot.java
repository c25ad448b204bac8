package io.nearfar.internal.engine;

import io.nearfar.spi.Tags;

/**
 * A live entry as it was at one moment.
 *
 * @param value the cache's own value: to be copied before it is handed out
 * @param token tells this entry from every other one that was or will be under its key; compared
 *     with {@code equals}
 * @param tags those of the entry
 */
record Snapshot<V>(V value, Object token, Tags tags) {

  /** An entry whose tags are of no concern. */
  Snapshot(V value, Object token) {
    this(value, token, Tags.NONE);
  }

  /** Not the value, which may be personal data. */
  @Override
  public String toString() {
    return "Snapshot";
  }
}
