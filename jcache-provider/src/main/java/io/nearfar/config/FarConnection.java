package io.nearfar.config;

import java.util.Objects;

/**
 * How the far tier's servers are reached. Equal connections can share one client: nothing in here
 * is about what is stored. Immutable and thread-safe; {@code toString} does not show passwords.
 *
 * @param servers which servers
 * @param login who logs in to them
 * @param sentinelLogin who logs in to the sentinels; {@link FarLogin#NONE} unless the mode is
 *     {@link FarMode#SENTINEL}
 * @param database the number of the database; 0 with {@link FarMode#CLUSTER}
 * @param tls how encrypted connections are secured; {@link FarTls#DEFAULT} without encryption
 * @param connections the most connections to a server, besides the one that takes messages
 * @param times how long the client waits
 */
public record FarConnection(
    FarServers servers,
    FarLogin login,
    FarLogin sentinelLogin,
    int database,
    FarTls tls,
    int connections,
    FarTimes times) {

  /** Checks for null. */
  public FarConnection {
    Objects.requireNonNull(servers, "servers");
    Objects.requireNonNull(login, "login");
    Objects.requireNonNull(sentinelLogin, "sentinelLogin");
    Objects.requireNonNull(tls, "tls");
    Objects.requireNonNull(times, "times");
  }
}
