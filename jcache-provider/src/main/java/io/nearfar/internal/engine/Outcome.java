package io.nearfar.internal.engine;

import org.jspecify.annotations.Nullable;

/**
 * What became of a {@link Mutation}.
 *
 * @param status the result
 * @param oldValue the live value that was there; null if there was none
 * @param expired the value of a dead entry that was found and removed on the way; null if none
 */
record Outcome<V>(Status status, @Nullable V oldValue, @Nullable V expired) {

  enum Status {
    /** Nothing was there, the value is stored. */
    CREATED,
    /** The value took the place of another. */
    UPDATED,
    /** What was there is gone. */
    REMOVED,
    /** A new entry with no time to live: nothing was stored, nothing happened. */
    NOT_STORED,
    /** Nothing was there and nothing was done. */
    ABSENT,
    /** Something was there and nothing was done. */
    PRESENT,
    /** Something else was there and nothing was done. */
    MISMATCH,
    /** A value computed earlier was refused because the key was invalidated since. */
    OUTDATED
  }

  /** Whether the application found a live entry. */
  boolean found() {
    return switch (status) {
      case UPDATED, REMOVED, PRESENT, MISMATCH -> true;
      case CREATED, NOT_STORED, ABSENT, OUTDATED -> false;
    };
  }

  /** Whether the value is stored now. */
  boolean stored() {
    return status == Status.CREATED || status == Status.UPDATED;
  }

  boolean removed() {
    return status == Status.REMOVED;
  }
}
