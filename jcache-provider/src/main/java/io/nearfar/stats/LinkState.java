package io.nearfar.stats;

/** How well a node knows of the changes that others make to a cache. */
public enum LinkState {
  /** Changes are announced as they happen, and polls confirm that none was missed. */
  LINKED,
  /** Changes are not announced; polls find out that there were some. */
  POLLING,
  /**
   * The last poll was not answered, or not for all segments: nothing confirms the copies, which are
   * served until they may be too old, and then bypassed.
   */
  BLIND
}
