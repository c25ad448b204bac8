package io.nearfar.internal.near;

import io.nearfar.spi.Tags;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * When tags were last invalidated: one clock for each of a fixed number of groups of tags, so that
 * the memory is bounded however many tags there are. An invalidation of a tag is one of its group:
 * with it go entries of other tags, of which there are as many groups more.
 *
 * <p>Thread-safe, without locks. Versions only grow. The clocks are made with the first
 * invalidation.
 */
final class TagClocks {
  /** So many groups fit into one number. */
  private static final int FEW = 4;

  private static final int GROUP_BITS = 16;
  private static final int GROUP = (1 << GROUP_BITS) - 1;

  private final int bits;
  private final AtomicLong version = new AtomicLong();
  private final AtomicReference<@Nullable AtomicLongArray> clocks = new AtomicReference<>();

  /**
   * Clocks.
   *
   * @param bits of the number of groups, at most 15
   */
  TagClocks(int bits) {
    this.bits = bits;
  }

  /**
   * The groups of a few tags in one number, for entries to keep without another object: 16 bits for
   * each, one more than its own number.
   *
   * @return 0 if there is none, or more than {@value #FEW}
   */
  long few(Tags tags) {
    if (tags.names().size() > FEW) {
      return 0;
    }
    long all = 0;
    for (int group : tags.stripes(bits)) {
      all = all << GROUP_BITS | (group + 1);
    }
    return all;
  }

  /** The groups of tags that are more than {@link #few}; else null. */
  int @Nullable [] many(Tags tags) {
    return tags.names().size() > FEW ? tags.stripes(bits) : null;
  }

  /**
   * The version of what is computed from now on, where versions are made here. What is invalidated
   * after this call makes a newer one.
   */
  long version() {
    return version.get();
  }

  /** Tags are invalid now, and the version of that is made here. */
  void invalidate(Tags tags) {
    invalidate(tags, version.incrementAndGet());
  }

  /** Tags are invalid up to a version. */
  void invalidate(Tags tags, long upTo) {
    AtomicLongArray all = all();
    for (int group : tags.stripes(bits)) {
      long seen = all.get(group);
      while (upTo > seen && !all.compareAndSet(group, seen, upTo)) {
        seen = all.get(group);
      }
    }
  }

  private AtomicLongArray all() {
    AtomicLongArray all = clocks.get();
    if (all != null) {
      return all;
    }
    AtomicLongArray made = new AtomicLongArray(1 << bits);
    AtomicLongArray earlier = clocks.compareAndExchange(null, made);
    return earlier == null ? made : earlier;
  }

  /**
   * Whether one of some tags was invalidated after a version.
   *
   * @param few from {@link #few}
   * @param many from {@link #many}
   */
  boolean outdate(long few, int @Nullable [] many, long since) {
    AtomicLongArray all = clocks.get();
    if (all == null) {
      return false;
    }
    for (long rest = few; rest != 0; rest >>>= GROUP_BITS) {
      if (all.get((int) (rest & GROUP) - 1) > since) {
        return true;
      }
    }
    return many != null && outdateAny(all, many, since);
  }

  private static boolean outdateAny(AtomicLongArray all, int[] many, long since) {
    for (int group : many) {
      if (all.get(group) > since) {
        return true;
      }
    }
    return false;
  }
}
