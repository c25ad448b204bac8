package io.nearfar.internal.near;

import io.nearfar.spi.Tags;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * When tags were last invalidated: one clock for each group of tags, so that the memory is bounded
 * however many tags there are. An invalidation of a tag is one of its group: with it go entries of
 * other tags, of which there are as many groups more. So there are few clocks at first, and twice
 * as many as soon as half of them are told apart by invalidations, up to 32,768 (256 KB).
 *
 * <p>Thread-safe; reads take no lock, invalidations one in which nothing waits. Versions only grow.
 * The clocks are made with the first invalidation.
 */
final class TagClocks {
  /** So many groups fit into one number. */
  private static final int FEW = 4;

  private static final int GROUP_BITS = 16;
  private static final int GROUP = (1 << GROUP_BITS) - 1;

  /** Of the number of a group; where there are fewer clocks, its upper bits are the clock's. */
  private static final int BITS = 15;

  private static final int MOST = 1 << BITS;

  private final int first;
  private final AtomicLong version = new AtomicLong();

  /** For all changes of the following. */
  private final Lock lock = new ReentrantLock();

  private volatile @Nullable AtomicLongArray clocks;

  /** How many pairs of neighbours were equal when there became as many clocks, and are no more. */
  private int pairsTold;

  /**
   * Clocks.
   *
   * @param bits of the number of clocks at first, 1 to 15
   */
  TagClocks(int bits) {
    this.first = 1 << bits;
  }

  /**
   * The groups of a few tags in one number, for entries to keep without another object: 16 bits for
   * each, one more than its own number.
   *
   * @return 0 if there is none, or more than {@value #FEW}
   */
  static long few(Tags tags) {
    if (tags.names().size() > FEW) {
      return 0;
    }
    long all = 0;
    for (int group : tags.stripes(BITS)) {
      all = all << GROUP_BITS | (group + 1);
    }
    return all;
  }

  /** The groups of tags that are more than {@link #few}; else null. */
  static int @Nullable [] many(Tags tags) {
    return tags.names().size() > FEW ? tags.stripes(BITS) : null;
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
    int[] groups = tags.stripes(BITS);
    lock.lock();
    try {
      AtomicLongArray all = clocks;
      if (all == null) {
        all = new AtomicLongArray(first);
        clocks = all;
      }
      int shift = shift(all);
      for (int group : groups) {
        raise(all, group >>> shift, upTo);
      }
      if (pairsTold >= all.length() / 4 && all.length() < MOST) {
        pairsTold = 0;
        clocks = inHalves(all);
      }
    } finally {
      lock.unlock();
    }
  }

  private void raise(AtomicLongArray all, int clock, long upTo) {
    long seen = all.get(clock);
    if (upTo > seen) {
      long neighbour = all.get(clock ^ 1);
      if (neighbour == seen) {
        pairsTold++;
      } else if (neighbour == upTo) {
        pairsTold--;
      }
      all.set(clock, upTo);
    }
  }

  /** The same for groups of half the size: neither has been invalidated later than both. */
  private static AtomicLongArray inHalves(AtomicLongArray all) {
    AtomicLongArray twice = new AtomicLongArray(2 * all.length());
    for (int i = 0; i < twice.length(); i++) {
      twice.setPlain(i, all.getPlain(i / 2));
    }
    return twice;
  }

  /**
   * Whether one of some tags was invalidated after a version.
   *
   * @param few from {@link #few}
   * @param many from {@link #many}
   */
  boolean outdate(long few, int @Nullable [] many, long since) {
    AtomicLongArray all = clocks;
    if (all == null) {
      return false;
    }
    int shift = shift(all);
    for (long rest = few; rest != 0; rest >>>= GROUP_BITS) {
      if (all.get(((int) (rest & GROUP) - 1) >>> shift) > since) {
        return true;
      }
    }
    return many != null && outdateAny(all, shift, many, since);
  }

  private static boolean outdateAny(AtomicLongArray all, int shift, int[] many, long since) {
    for (int group : many) {
      if (all.get(group >>> shift) > since) {
        return true;
      }
    }
    return false;
  }

  /** By how many bits the number of a group is longer than that of its clock. */
  private static int shift(AtomicLongArray all) {
    return Integer.numberOfLeadingZeros(all.length()) - Integer.numberOfLeadingZeros(MOST);
  }

  /** How many clocks there are now. */
  int size() {
    AtomicLongArray all = clocks;
    return all == null ? 0 : all.length();
  }
}
