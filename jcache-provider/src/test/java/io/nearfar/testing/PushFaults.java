package io.nearfar.testing;

import java.time.Duration;

/**
 * What a {@link FaultyWire} does to the messages of subscriptions. Each method gives new faults, of
 * which any number go together: first a message may be dropped, then swapped with its neighbour,
 * then duplicated, then delayed. Shares are chances of a random number with a seed, 0 never and 1
 * always. Messages are counted per connection, from when the faults were set.
 *
 * <pre>{@code
 * wire.pushes(PushFaults.none().dropEvery(3).delay(Duration.ofMillis(20), Duration.ofMillis(50)));
 * }</pre>
 *
 * @param dropFirst how many are dropped at the beginning
 * @param dropEvery every which one is dropped; 0 none, 1 all
 * @param drop the share that is dropped besides
 * @param swap the share that changes places with the next one
 * @param swapPatience how long a message waits for the next one
 * @param duplicate the share that comes twice
 * @param minDelay how long each waits at least
 * @param maxDelay how long each waits at most, before it stands in line: none overtakes another
 */
public record PushFaults(
    int dropFirst,
    int dropEvery,
    double drop,
    double swap,
    Duration swapPatience,
    double duplicate,
    Duration minDelay,
    Duration maxDelay) {

  private static final PushFaults NONE =
      new PushFaults(0, 0, 0, 0, Duration.ZERO, 0, Duration.ZERO, Duration.ZERO);

  /** Checks the figures. */
  public PushFaults {
    if (dropFirst < 0 || dropEvery < 0 || swapPatience.isNegative() || minDelay.isNegative()) {
      throw new IllegalArgumentException("Counts and times are 0 or more.");
    }
    if (minDelay.compareTo(maxDelay) > 0) {
      throw new IllegalArgumentException("minDelay is more than maxDelay.");
    }
    checkShare(drop);
    checkShare(swap);
    checkShare(duplicate);
  }

  private static void checkShare(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("A share is from 0 to 1, not " + share);
    }
  }

  /** All pass as they are. */
  public static PushFaults none() {
    return NONE;
  }

  /** The first messages get lost. */
  public PushFaults dropFirst(int count) {
    return new PushFaults(
        count, dropEvery, drop, swap, swapPatience, duplicate, minDelay, maxDelay);
  }

  /** Every n-th message gets lost. */
  public PushFaults dropEvery(int n) {
    return new PushFaults(dropFirst, n, drop, swap, swapPatience, duplicate, minDelay, maxDelay);
  }

  /** All messages get lost, and nothing tells. */
  public PushFaults dropAll() {
    return dropEvery(1);
  }

  /** Some messages get lost. */
  public PushFaults drop(double share) {
    return new PushFaults(
        dropFirst, dropEvery, share, swap, swapPatience, duplicate, minDelay, maxDelay);
  }

  /**
   * Some messages come after their successor.
   *
   * @param patience after which a message goes alone, if there is no successor
   */
  public PushFaults swap(double share, Duration patience) {
    return new PushFaults(
        dropFirst, dropEvery, drop, share, patience, duplicate, minDelay, maxDelay);
  }

  /** Some messages come twice. */
  public PushFaults duplicate(double share) {
    return new PushFaults(
        dropFirst, dropEvery, drop, swap, swapPatience, share, minDelay, maxDelay);
  }

  /** All messages come later, by a time between these. */
  public PushFaults delay(Duration min, Duration max) {
    return new PushFaults(dropFirst, dropEvery, drop, swap, swapPatience, duplicate, min, max);
  }

  /** All messages come later. */
  public PushFaults delay(Duration time) {
    return delay(time, time);
  }
}
