package io.nearfar.benchmarks.tags;

import static java.util.Objects.requireNonNull;

import io.nearfar.benchmarks.Workload;
import io.nearfar.config.Topology;
import io.nearfar.testing.RedisServer;
import org.jspecify.annotations.Nullable;

/** Who is measured. */
public enum TagContender {
  /** The yardstick: raw Caffeine, which has no tags. */
  CAFFEINE(null),
  /** Nearfar, topology {@code near}, bounded, adaptive eviction. */
  NEAR(Topology.NEAR),
  /** Nearfar, topology {@code far}. */
  FAR(Topology.FAR),
  /** Nearfar, topology {@code near-far}, bounded, adaptive eviction. */
  NEAR_FAR(Topology.NEAR_FAR);

  private final @Nullable Topology topology;

  TagContender(@Nullable Topology topology) {
    this.topology = topology;
  }

  /** A server, if this one needs it. */
  @Nullable RedisServer startServer() {
    return this == FAR || this == NEAR_FAR ? RedisServer.builder().start() : null;
  }

  /**
   * Opens an empty cache.
   *
   * @param server what {@link #startServer} has returned
   * @param maxEntries the bound of what is kept in this JVM
   */
  TaggedSubject open(Workload workload, @Nullable RedisServer server, int maxEntries) {
    if (this == CAFFEINE) {
      return new RawSubject(workload, maxEntries);
    }
    return new NearfarSubject(
        requireNonNull(topology), workload, server == null ? null : server.url(), maxEntries);
  }
}
