package io.nearfar.internal.far;

/**
 * Digests of 128 bits, in one array: 21 to 43 bytes for each, after the first few. They must be
 * evenly spread. Not thread-safe.
 */
final class DigestSet {
  private static final int MIN_LENGTH = 128;

  /** Open addressing: pairs of numbers, at most three quarters of them used; zeros are free. */
  private long[] table = new long[MIN_LENGTH];

  private int size;
  private boolean hasZero;

  /**
   * Adds a digest.
   *
   * @return false if it was there
   */
  boolean add(long high, long low) {
    if ((high | low) == 0) {
      boolean fresh = !hasZero;
      hasZero = true;
      return fresh;
    }
    if (!insert(table, high, low)) {
      return false;
    }
    size++;
    if (size > table.length / 8 * 3) {
      grow();
    }
    return true;
  }

  private void grow() {
    long[] larger = new long[Math.multiplyExact(table.length, 2)];
    for (int i = 0; i < table.length; i += 2) {
      if ((table[i] | table[i + 1]) != 0) {
        insert(larger, table[i], table[i + 1]);
      }
    }
    table = larger;
  }

  private static boolean insert(long[] table, long high, long low) {
    int mask = table.length - 2;
    int i = (int) high & mask;
    while ((table[i] | table[i + 1]) != 0) {
      if (table[i] == high && table[i + 1] == low) {
        return false;
      }
      i = (i + 2) & mask;
    }
    table[i] = high;
    table[i + 1] = low;
    return true;
  }

  /** Forgets all, and the memory that they took. */
  void clear() {
    table = new long[MIN_LENGTH];
    size = 0;
    hasZero = false;
  }
}
