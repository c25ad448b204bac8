package io.nearfar.internal.batch;

import java.util.Set;

/**
 * What was collected for one cache.
 *
 * @param keys of entries, the cache's own
 * @param tags of entries
 */
public record Collected(Set<Object> keys, Set<String> tags) {

  /** Whether there is nothing. */
  public boolean isEmpty() {
    return keys.isEmpty() && tags.isEmpty();
  }
}
