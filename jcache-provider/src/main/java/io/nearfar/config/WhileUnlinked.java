package io.nearfar.config;

/** What becomes of near copies while changes of other nodes are not announced. */
public enum WhileUnlinked {
  /** They are served as long as polls confirm them, and then up to the greatest staleness. */
  SERVE,
  /** They are not served: every read goes to the far tier. */
  BYPASS
}
