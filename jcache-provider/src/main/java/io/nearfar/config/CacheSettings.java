package io.nearfar.config;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/**
 * The effective Nearfar settings of one cache, all sources merged. Immutable and thread-safe.
 *
 * @param topology which tiers it has
 * @param near the limits of its near tier
 * @param coherence how its near copies are kept true, in topology {@code near-far}
 * @param loadsWait how long a load waits for another node that is loading the same key; zero = not
 *     at all
 * @param expiry when entries expire, unless the JSR-107 configuration names a policy
 * @param immutableTypes names of classes whose instances are never changed after construction, so
 *     that a store-by-value cache need not copy them
 * @param allowedTypes names of classes, and patterns ({@code com.acme.*} is a package, {@code
 *     com.acme.**} also those below it), that may be read from the far tier beside those that are
 *     allowed anyway
 * @param tagDependencies which tags are invalidated with others
 */
public record CacheSettings(
    Topology topology,
    NearSettings near,
    CoherenceSettings coherence,
    Duration loadsWait,
    ExpirySettings expiry,
    Set<String> immutableTypes,
    Set<String> allowedTypes,
    TagDependencies tagDependencies) {

  /** Checks for null and copies the sets. */
  public CacheSettings {
    Objects.requireNonNull(topology, "topology");
    Objects.requireNonNull(near, "near");
    Objects.requireNonNull(coherence, "coherence");
    Objects.requireNonNull(loadsWait, "loadsWait");
    Objects.requireNonNull(expiry, "expiry");
    immutableTypes = Set.copyOf(immutableTypes);
    allowedTypes = Set.copyOf(allowedTypes);
    Objects.requireNonNull(tagDependencies, "tagDependencies");
  }
}
