package io.nearfar.config;

import java.util.Objects;
import java.util.Set;

/**
 * The effective Nearfar settings of one cache, all sources merged. Immutable and thread-safe.
 *
 * @param topology which tiers it has
 * @param near the limits of its near tier
 * @param expiry when entries expire, unless the JSR-107 configuration names a policy
 * @param immutableTypes names of classes whose instances are never changed after construction, so
 *     that a store-by-value cache need not copy them
 */
public record CacheSettings(
    Topology topology, NearSettings near, ExpirySettings expiry, Set<String> immutableTypes) {

  /** Checks for null and copies the set. */
  public CacheSettings {
    Objects.requireNonNull(topology, "topology");
    Objects.requireNonNull(near, "near");
    Objects.requireNonNull(expiry, "expiry");
    immutableTypes = Set.copyOf(immutableTypes);
  }
}
