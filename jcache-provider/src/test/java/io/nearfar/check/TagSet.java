package io.nearfar.check;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Some of the few tags that there are, as bits of a number. Every value that may have tags says
 * itself which, in its lowest bits.
 */
final class TagSet {
  /** How many tags there are. */
  static final int COUNT = 8;

  private TagSet() {}

  /** The value of a number that carries some tags. */
  static long value(long number, int tags) {
    return (number << COUNT) + tags;
  }

  /** The tags of a value. */
  static int of(long value) {
    return (int) (value & ((1 << COUNT) - 1));
  }

  static boolean has(long tags, int tag) {
    return (tags & (1L << tag)) != 0;
  }

  /** What the cache is told. */
  static List<String> names(long tags) {
    return IntStream.range(0, COUNT)
        .filter(tag -> has(tags, tag))
        .mapToObj(tag -> "tag" + tag)
        .toList();
  }
}
