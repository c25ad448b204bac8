package io.nearfar.benchmarks.tags;

import java.util.List;

/** The tags that the entries of the benchmarks carry. */
final class EntryTags {
  /** The most that {@link #of} knows. */
  static final int MOST = 4;

  private EntryTags() {}

  /**
   * Tags as a product of a shop has them: one of its own, one that a hundredth of all have, one
   * that a thousandth have, and one that all have.
   *
   * @param entry its number
   * @param count how many of them, at most {@value #MOST}
   * @return new strings, but for the last one
   */
  static List<String> of(int entry, int count) {
    return List.of(
            "item:" + entry, "category:" + entry % 100, "supplier:" + entry % 1_000, "table:items")
        .subList(0, count);
  }
}
