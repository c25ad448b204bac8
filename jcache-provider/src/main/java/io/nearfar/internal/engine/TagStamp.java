package io.nearfar.internal.engine;

import io.nearfar.spi.FarStore.Change;
import io.nearfar.spi.Tags;

/**
 * The tags of a value that is to be stored.
 *
 * @param tags the tags
 * @param since as of which version the value was computed, by the clocks of tags of whoever decides
 *     about the cache; {@link Change#NOW} if it is of now
 */
record TagStamp(Tags tags, long since) {
  /** No tags. */
  static final TagStamp NONE = new TagStamp(Tags.NONE, Change.NOW);

  /** Tags of a value that is of now. */
  static TagStamp now(Tags tags) {
    return tags.isEmpty() ? NONE : new TagStamp(tags, Change.NOW);
  }

  /** Whether the value is of now. */
  boolean isOfNow() {
    return since == Change.NOW;
  }
}
