package io.nearfar.config;

import org.jspecify.annotations.Nullable;

/**
 * How much a near tier holds and what leaves it first. At most one of the three limits may be set.
 *
 * @param policy which entry is evicted when the tier is full
 * @param maxEntries the most entries, or {@link #UNLIMITED}; 0 keeps nothing
 * @param maxWeight the most weight as the weigher counts it, or {@link #UNLIMITED}
 * @param maxBytes the most heap, in bytes, as estimated by Nearfar, or {@link #UNLIMITED}
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
}
