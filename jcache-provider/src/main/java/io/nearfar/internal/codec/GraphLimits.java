package io.nearfar.internal.codec;

/** Limits that writing and reading share, so that what is written can be read. */
final class GraphLimits {

  /** How deep objects are nested at most, what the stack of a thread holds provided. */
  static final int DEPTH = 1_000;

  private GraphLimits() {}
}
