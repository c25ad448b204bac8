package io.nearfar.check;

/**
 * A stretch of time in which a fault was at work.
 *
 * @param fault its name
 * @param harm what it may do to the data
 * @param start before it was injected
 * @param end after it was healed, and the servers served again
 */
record Span(String fault, Harm harm, long start, long end) {
  /** What a fault may do to the data in the far tier. */
  enum Harm {
    /** Nothing: what was acknowledged stays. */
    NONE,
    /**
     * Nothing, and every node reaches the servers as before; but what they announce may not reach
     * the nodes. That is no excuse for more than the normal bound.
     */
    UNHEARD,
    /** All entries are gone for certain. */
    EMPTIED,
    /** Any entry may be gone. */
    EVICTED,
    /** Any of the last changes may be undone, once. */
    STEPPED_BACK;
  }
}
