package io.nearfar.config;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How much a near tier holds and what leaves it first. At most one of the three limits may be set.
 * Immutable and thread-safe.
 *
 * @param policy which entry is evicted when the tier is full
 * @param maxEntries the most entries, or {@link #UNLIMITED}; 0 keeps nothing
 * @param maxWeight the most weight as the weigher counts it, or {@link #UNLIMITED}; 0 keeps only
 *     entries without weight
 * @param maxBytes the most heap, in bytes, as estimated by Nearfar, or {@link #UNLIMITED}; 0 keeps
 *     nothing
 * @param weigher counts towards {@code maxWeight}; null unless {@code maxWeight} is set
 */
public record NearSettings(
    EvictionPolicy policy,
    long maxEntries,
    long maxWeight,
    long maxBytes,
    @Nullable EntryWeigher<?, ?> weigher) {

  /** No limit. */
  public static final long UNLIMITED = -1;

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if a limit is less than {@link #UNLIMITED}, if more than one
   *     is set, or if the weigher is there without {@code maxWeight} or the reverse
   */
  public NearSettings {
    Objects.requireNonNull(policy, "policy");
    checkLimit("maxEntries", maxEntries);
    checkLimit("maxWeight", maxWeight);
    checkLimit("maxBytes", maxBytes);
    if (count(maxEntries) + count(maxWeight) + count(maxBytes) > 1) {
      throw new IllegalArgumentException(
          ConfigMessages.severalLimits(
              "maxEntries " + maxEntries + ", maxWeight " + maxWeight + ", maxBytes " + maxBytes));
    }
    if (maxWeight != UNLIMITED && weigher == null) {
      throw new IllegalArgumentException(ConfigMessages.weightWithoutWeigher());
    }
    if (maxWeight == UNLIMITED && weigher != null) {
      throw new IllegalArgumentException(ConfigMessages.weigherWithoutWeight());
    }
  }

  private static void checkLimit(String name, long limit) {
    if (limit < UNLIMITED) {
      throw new IllegalArgumentException(ConfigMessages.negative(name, limit));
    }
  }

  private static int count(long limit) {
    return limit == UNLIMITED ? 0 : 1;
  }
}
