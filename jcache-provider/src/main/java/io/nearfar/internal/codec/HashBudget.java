package io.nearfar.internal.codec;

import io.nearfar.internal.codec.Containers.Kind;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Limits the work that bytes can cause when hash tables and sorted containers are filled. A few
 * hundred bytes can describe sets within sets whose hash code takes longer than the universe has
 * existed, or thousands of elements that all have the same. What an honest payload needs is
 * proportional to its length.
 *
 * <p>The weight of an object is the number of objects that one meets on all ways from it: as many
 * are asked for their hash code, at most, if it is asked for its own.
 */
final class HashBudget {
  private static final long BASE = 1_000_000;
  private static final long PER_BYTE = 100;

  /** What a comparison tree of a million elements needs for each of them. */
  private static final int COMPARISONS = 20;

  private static final int FEW = 64;

  private long left;

  HashBudget(int bytes) {
    this.left = BASE + PER_BYTE * bytes;
  }

  /** Adds weights; what is too large stays so. */
  static long sum(long a, long b) {
    long sum = a + b;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  /**
   * Pays for filling a container; before that is done.
   *
   * @param elements its elements, keys and values in turn if it is a map
   * @param weights their weights
   * @throws io.nearfar.spi.CodecException if it would cost too much
   */
  void pay(Kind kind, @Nullable Object[] elements, long[] weights) {
    int step = kind.map() ? 2 : 1;
    int size = elements.length / step;
    long once = 0;
    for (int i = 0; i < elements.length; i += step) {
      once = sum(once, weights[i]);
    }
    switch (kind.filling()) {
      case PLAIN -> {}
      case SORTED -> spend(once, COMPARISONS);
      case EACH_WITH_EACH -> spend(once, size);
      case HASHED -> {
        spend(once, 1);
        // Trees within the JDK's hash tables order what can be compared.
        if (size > FEW && !areValues(elements, step)) {
          payForEqualHashes(hashes(elements, step), once / size);
        }
      }
      case PROBED -> {
        spend(once, 1);
        if (size > FEW) {
          payForProbes(hashes(elements, step), once / size);
        }
      }
    }
  }

  private void spend(long weight, long times) {
    if (weight > left / Math.max(1, times)) {
      throw CodecMessages.unreadable("It would take too long to read");
    }
    left -= weight * times;
  }

  /** Whether they are values of one class, and can be compared. */
  private static boolean areValues(@Nullable Object[] elements, int step) {
    Object first = elements[0];
    if (!(first instanceof Comparable<?>) || !DirectForms.isDirect(first.getClass())) {
      return false;
    }
    for (int i = step; i < elements.length; i += step) {
      Object element = elements[i];
      if (element == null || element.getClass() != first.getClass()) {
        return false;
      }
    }
    return true;
  }

  private static int[] hashes(@Nullable Object[] elements, int step) {
    int[] hashes = new int[elements.length / step];
    for (int i = 0; i < hashes.length; i++) {
      Object element = elements[i * step];
      hashes[i] = element == null ? 0 : element.hashCode();
    }
    return hashes;
  }

  private void payForEqualHashes(int[] hashes, long weight) {
    Arrays.sort(hashes);
    int start = 0;
    for (int i = 1; i <= hashes.length; i++) {
      if (i == hashes.length || hashes[i] != hashes[start]) {
        long equal = (long) i - start;
        if (equal > 1) {
          spend(weight + 1, equal * equal);
        }
        start = i;
      }
    }
  }

  /** Puts the hash codes into a table as Set.of and Map.of do, and counts the steps. */
  private void payForProbes(int[] hashes, long weight) {
    boolean[] table = new boolean[2 * hashes.length];
    for (int hash : hashes) {
      int position = Math.floorMod(hash, table.length);
      int steps = 1;
      while (table[position]) {
        position = position + 1 == table.length ? 0 : position + 1;
        steps++;
      }
      table[position] = true;
      spend(weight + 1, steps);
    }
  }
}
