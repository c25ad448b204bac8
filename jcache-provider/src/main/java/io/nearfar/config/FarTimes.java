package io.nearfar.config;

import java.time.Duration;
import java.util.Objects;

/**
 * How long the client waits for the far tier's servers. Each is at least a millisecond. Immutable
 * and thread-safe.
 *
 * @param response for the answer to a command
 * @param connect for a connection
 * @param pingInterval after how much silence a connection is tried
 */
public record FarTimes(Duration response, Duration connect, Duration pingInterval) {

  /** Checks for null. */
  public FarTimes {
    Objects.requireNonNull(response, "response");
    Objects.requireNonNull(connect, "connect");
    Objects.requireNonNull(pingInterval, "pingInterval");
  }
}
