package io.nearfar.examples.load;

import io.nearfar.examples.load.Comparison.Measured;
import java.util.Comparator;
import java.util.List;

/**
 * One side, measured several times.
 *
 * @param all each time, in their order; an odd number, so that one of them is the median
 */
public record Rounds(List<Measured> all) {

  /** Takes a copy of the list. */
  public Rounds {
    all = List.copyOf(all);
    if (all.size() % 2 == 0) {
      throw new IllegalArgumentException(
          all.size() + " rounds have no median. Measure an odd number of them.");
    }
  }

  /** The round whose throughput is the median. */
  Measured median() {
    return all.stream()
        .sorted(Comparator.comparingDouble(round -> round.figures().requestsPerSecond()))
        .skip(all.size() / 2)
        .findFirst()
        .orElseThrow();
  }
}
