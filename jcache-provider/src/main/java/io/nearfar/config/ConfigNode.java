package io.nearfar.config;

import java.util.List;

/** The configuration file as a tree, independent of the parser; every node knows its line. */
sealed interface ConfigNode {

  /** From 1. */
  int line();

  /**
   * A text, number or flag.
   *
   * @param text as written, without quotes
   * @param absent whether there is no value ({@code key:}, {@code ~} or {@code null})
   */
  record Scalar(int line, String text, boolean absent) implements ConfigNode {}

  /** Items in order. */
  record Sequence(int line, List<ConfigNode> items) implements ConfigNode {}

  /** Entries in order, each key once. */
  record Mapping(int line, List<Entry> entries) implements ConfigNode {}

  /** A key and its value. */
  record Entry(int line, String key, ConfigNode value) {}

  /** What the node is, in the file's words. */
  default String kind() {
    if (this instanceof Mapping) {
      return "a map";
    }
    if (this instanceof Sequence) {
      return "a list";
    }
    return this instanceof Scalar scalar && scalar.absent() ? "empty" : "a single value";
  }
}
