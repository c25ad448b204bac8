package io.nearfar.internal.far;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a client reaches its servers. Equal settings share a client. Immutable and thread-safe;
 * {@code toString} does not show passwords.
 *
 * @param mode how the servers work together
 * @param urls their addresses, {@code redis://host:port} or {@code rediss://host:port} (TLS)
 * @param masterName what the sentinels call the master; null unless the mode is SENTINEL
 * @param login who logs in
 * @param sentinelLogin who logs in to the sentinels
 * @param database the number of the database; 0 with CLUSTER
 * @param connections the most connections to a server
 * @param timeout how long an operation waits for its reply
 * @param connectTimeout how long a connection may take
 * @param pingInterval after how much silence a connection is tried
 * @param readsReplicas whether plain reads go to replicas; false with STANDALONE
 * @param tls how encrypted connections are secured
 */
public record ClientSettings(
    Mode mode,
    List<String> urls,
    @Nullable String masterName,
    Login login,
    Login sentinelLogin,
    int database,
    int connections,
    Duration timeout,
    Duration connectTimeout,
    Duration pingInterval,
    boolean readsReplicas,
    Tls tls) {

  /** How servers work together. */
  public enum Mode {
    /** One server. */
    STANDALONE,
    /** A master and replicas, watched by sentinels; the addresses are those of sentinels. */
    SENTINEL,
    /** A Redis Cluster. */
    CLUSTER,
    /** A master and replicas that a cloud provider manages; the addresses are those of all. */
    REPLICATED
  }

  /**
   * Who logs in.
   *
   * @param username the user; null = the server's default user
   * @param password the password; null = no login
   */
  public record Login(@Nullable String username, @Nullable String password) {
    /** No login. */
    public static final Login NONE = new Login(null, null);

    @Override
    public String toString() {
      return "Login[username=" + username + ", password=" + hidden(password) + ']';
    }
  }

  /**
   * How encrypted connections are secured.
   *
   * @param trustStore the authorities that certificates are checked against; null = the JVM's
   * @param trustStorePassword opens it; null = none
   * @param keyStore the certificate and key that the client shows; null = none
   * @param keyStorePassword opens it; null = none
   * @param verifyHostname whether a certificate must name the host
   */
  public record Tls(
      @Nullable Path trustStore,
      @Nullable String trustStorePassword,
      @Nullable Path keyStore,
      @Nullable String keyStorePassword,
      boolean verifyHostname) {
    /** The JVM's authorities, host names checked. */
    public static final Tls DEFAULT = new Tls(null, null, null, null, true);

    @Override
    public String toString() {
      return "Tls[trustStore="
          + trustStore
          + ", trustStorePassword="
          + hidden(trustStorePassword)
          + ", keyStore="
          + keyStore
          + ", keyStorePassword="
          + hidden(keyStorePassword)
          + ", verifyHostname="
          + verifyHostname
          + ']';
    }
  }

  /** Checks for null and copies the list. */
  public ClientSettings {
    Objects.requireNonNull(mode, "mode");
    Objects.requireNonNull(login, "login");
    Objects.requireNonNull(sentinelLogin, "sentinelLogin");
    Objects.requireNonNull(timeout, "timeout");
    Objects.requireNonNull(connectTimeout, "connectTimeout");
    Objects.requireNonNull(pingInterval, "pingInterval");
    Objects.requireNonNull(tls, "tls");
    urls = List.copyOf(urls);
  }

  private static @Nullable String hidden(@Nullable String secret) {
    return secret == null ? null : "(hidden)";
  }

  /** The servers, for messages. */
  String servers() {
    return String.join(", ", urls);
  }
}
