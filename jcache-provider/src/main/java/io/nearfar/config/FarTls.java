package io.nearfar.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How encrypted connections are secured. Immutable and thread-safe; {@code toString} does not show
 * passwords.
 *
 * @param trustStore a file with the authorities that servers' certificates are checked against;
 *     null = those of the JVM
 * @param trustStorePassword opens it; null = none
 * @param keyStore a file with the certificate and key that the client shows; null = none
 * @param keyStorePassword opens it; null = none
 * @param verifyHostname whether a server's certificate must name the host that was asked for
 */
public record FarTls(
    @Nullable Path trustStore,
    @Nullable Secret trustStorePassword,
    @Nullable Path keyStore,
    @Nullable Secret keyStorePassword,
    boolean verifyHostname) {

  /** The JVM's authorities, no certificate of the client's own, host names checked. */
  public static final FarTls DEFAULT =
      new FarTls(null, null, null, null, Defaults.FAR_VERIFY_HOSTNAME);
}
