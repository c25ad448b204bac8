package io.nearfar.stats;

/** Why entries became invalid. */
public enum InvalidationTrigger {
  /** A removal by key; of other nodes also a change of the entry. */
  KEY,
  /** A tag. */
  TAG,
  /** A pattern of keys, or an intersection of tags. */
  PATTERN,
  /** A table. */
  TABLE,
  /** An event. */
  EVENT,
  /** All entries. */
  CLEAR,
  /** The end of an entry's life, as far as this node has met it. */
  EXPIRY,
  /** What was missed of other nodes' changes and was made good. */
  REPAIR
}
