package io.nearfar.config;

import java.time.Duration;
import java.util.Objects;

/**
 * How near copies are kept true in topology {@code near-far}. Immutable and thread-safe.
 *
 * @param pollInterval how often a node asks whether it has missed a change: a lost announcement is
 *     noticed after this, the time of an answer, and a tenth of a second
 * @param maxStaleness how long copies are served without such an answer
 * @param whileUnlinked what becomes of copies while no changes are announced
 */
public record CoherenceSettings(
    Duration pollInterval, Duration maxStaleness, WhileUnlinked whileUnlinked) {

  /** Checks for null. */
  public CoherenceSettings {
    Objects.requireNonNull(pollInterval, "pollInterval");
    Objects.requireNonNull(maxStaleness, "maxStaleness");
    Objects.requireNonNull(whileUnlinked, "whileUnlinked");
  }
}
