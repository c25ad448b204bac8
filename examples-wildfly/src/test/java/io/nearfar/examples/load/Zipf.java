package io.nearfar.examples.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Few things are wanted often, most of them seldom: the thing on rank r is wanted 1 / r^0.99 times
 * as often as the first. Which thing has which rank looks random, and is the same in all runs.
 * Immutable.
 */
final class Zipf {

  private static final double EXPONENT = 0.99;
  private static final long SEED = 99;

  /** How often one of the first ranks is wanted, up to each. The last one is 1. */
  private final double[] upTo;

  /** The things by rank. */
  private final int[] things;

  /** Things 0 to {@code size - 1}. */
  Zipf(int size) {
    upTo = new double[size];
    double sum = 0;
    for (int rank = 0; rank < size; rank++) {
      sum += 1 / Math.pow(rank + 1, EXPONENT);
      upTo[rank] = sum;
    }
    for (int rank = 0; rank < size; rank++) {
      upTo[rank] /= sum;
    }
    List<Integer> shuffled = new ArrayList<>();
    for (int thing = 0; thing < size; thing++) {
      shuffled.add(thing);
    }
    Collections.shuffle(shuffled, new Random(SEED));
    things = shuffled.stream().mapToInt(Integer::intValue).toArray();
  }

  /** One of the things. */
  int next(Random random) {
    int found = Arrays.binarySearch(upTo, random.nextDouble());
    return things[Math.min(found < 0 ? -found - 1 : found, things.length - 1)];
  }
}
