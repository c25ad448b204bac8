package io.nearfar.check;

/**
 * A broken promise.
 *
 * @param rule which one
 * @param text what happened, with the operations that prove it
 */
record Violation(Rule rule, String text) {
  /** What must hold. */
  enum Rule {
    /** A value that was read was written before, by a change that did not fail. */
    WRITTEN,
    /** What was overwritten, removed or cleared is not seen beyond the bound. */
    CURRENT,
    /** A node that has seen something new sees nothing older. */
    MONOTONIC,
    /** Of several conditional changes one wins. */
    ONE_WINNER,
    /** After a loss one state survives, and is seen by all. */
    ONE_SURVIVOR,
    /** No increment is lost or counted twice. */
    COUNTER,
    /** What was loaded before an acknowledged invalidation is not seen after it. */
    LOADED,
    /**
     * What was computed before an acknowledged invalidation, by tag or so, is not seen after it.
     */
    INVALIDATED,
    /** Nothing is seen after the end of its life. */
    EXPIRED,
    /** At rest near copies equal the far tier. */
    REST,
    /** Operations fail only with a failure of the far tier. */
    FAILURE
  }

  @Override
  public String toString() {
    return rule + ": " + text;
  }
}
