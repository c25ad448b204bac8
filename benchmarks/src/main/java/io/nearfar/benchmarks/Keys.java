package io.nearfar.benchmarks;

import java.util.Arrays;
import java.util.Random;

/**
 * Prepared key sequences. Their length is a power of two, so that an index is cut to size with a
 * mask. The keys are boxed afresh: equal to those in the cache, not the same objects.
 */
public final class Keys {
  /** How often the k-th most popular key is asked for: 1 / k to this power. */
  private static final double SKEW = 0.99;

  private static final long SEED = 20261120L;

  private Keys() {}

  /**
   * Keys with the popularity of real ones (Zipf), scrambled so that popular keys aren't neighbours.
   *
   * @param entries keys are from 0 up to this number, exclusive
   * @param length how many; a power of two
   * @return the same sequence for the same arguments
   */
  public static Integer[] skewed(int entries, int length) {
    double[] cumulated = new double[entries];
    double sum = 0;
    for (int rank = 0; rank < entries; rank++) {
      sum += 1 / Math.pow(rank + 1, SKEW);
      cumulated[rank] = sum;
    }
    Random random = new Random(SEED);
    int[] keyOfRank = shuffled(entries, random);
    Integer[] keys = new Integer[powerOfTwo(length)];
    for (int i = 0; i < length; i++) {
      int found = Arrays.binarySearch(cumulated, random.nextDouble() * sum);
      int rank = Math.min(found < 0 ? -found - 1 : found, entries - 1);
      keys[i] = keyOfRank[rank];
    }
    return keys;
  }

  /**
   * Every key of a range once, in random order.
   *
   * @param first the least key
   * @param length how many; a power of two
   * @return the same sequence for the same arguments
   */
  public static Integer[] distinct(int first, int length) {
    int[] order = shuffled(powerOfTwo(length), new Random(SEED));
    Integer[] keys = new Integer[length];
    for (int i = 0; i < length; i++) {
      keys[i] = first + order[i];
    }
    return keys;
  }

  private static int[] shuffled(int length, Random random) {
    int[] numbers = new int[length];
    for (int i = 0; i < length; i++) {
      int other = random.nextInt(i + 1);
      numbers[i] = numbers[other];
      numbers[other] = i;
    }
    return numbers;
  }

  private static int powerOfTwo(int length) {
    if (Integer.bitCount(length) != 1) {
      throw new IllegalArgumentException(
          "The length of a key sequence is " + length + ", not a power of two.");
    }
    return length;
  }
}
