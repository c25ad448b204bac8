package io.nearfar.internal.jcache;

import io.nearfar.config.FarConnection;
import io.nearfar.config.FarLogin;
import io.nearfar.config.FarTls;
import io.nearfar.config.ReadFrom;
import io.nearfar.config.Secret;
import io.nearfar.internal.far.ClientSettings;
import io.nearfar.internal.far.FarClients;
import io.nearfar.internal.far.FarLease;
import io.nearfar.internal.far.embedded.EmbeddedRedis;
import io.nearfar.internal.util.Failures;
import java.net.URI;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One manager's way to the servers of its far tier: connected with its first far cache, left with
 * the manager. Managers of equal settings share the connections. Thread-safe.
 */
final class FarLink implements AutoCloseable {
  private final FarConnection connection;
  private final ClassLoader loader;
  private final URI manager;
  private final ReentrantLock lock = new ReentrantLock();

  /** Written under {@link #lock}. */
  private volatile @Nullable FarLease lease;

  /** Guarded by {@link #lock}, as the next one. */
  private @Nullable EmbeddedRedis embedded;

  private boolean closed;

  FarLink(FarConnection connection, ClassLoader loader, URI manager) {
    this.manager = manager;
    this.connection = connection;
    this.loader = loader;
  }

  /**
   * The client; blocks while it connects.
   *
   * @throws io.nearfar.spi.FarException if the servers can't be reached
   * @throws IllegalStateException if the manager was closed meanwhile
   */
  FarLease lease() {
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException(JCacheMessages.managerClosed(manager));
      }
      FarLease current = lease;
      if (current == null) {
        current = FarClients.ofThisProcess().acquire(settings(urls()));
        lease = current;
      }
      return current;
    } finally {
      lock.unlock();
    }
  }

  /** How many managers share the client, this one included; 0 as long as it has none. */
  int clientUsers() {
    FarLease current = lease;
    return current == null ? 0 : current.users();
  }

  /** Starts the development server if that is what the configuration asks for. */
  private List<String> urls() {
    if (!connection.servers().isEmbedded()) {
      return connection.servers().urls();
    }
    EmbeddedRedis server = embedded;
    if (server == null) {
      server = EmbeddedRedis.acquire(loader, connection.servers().embeddedPort());
      embedded = server;
    }
    return List.of(server.url());
  }

  private ClientSettings settings(List<String> urls) {
    return new ClientSettings(
        switch (connection.servers().mode()) {
          case STANDALONE -> ClientSettings.Mode.STANDALONE;
          case SENTINEL -> ClientSettings.Mode.SENTINEL;
          case CLUSTER -> ClientSettings.Mode.CLUSTER;
          case REPLICATED -> ClientSettings.Mode.REPLICATED;
        },
        urls,
        connection.servers().masterName(),
        login(connection.login()),
        login(connection.sentinelLogin()),
        connection.database(),
        connection.connections(),
        connection.times().response(),
        connection.times().connect(),
        connection.times().pingInterval(),
        connection.servers().readFrom() == ReadFrom.REPLICA,
        tls(connection.tls()));
  }

  private static ClientSettings.Login login(FarLogin login) {
    return new ClientSettings.Login(login.username(), revealed(login.password()));
  }

  private static ClientSettings.Tls tls(FarTls tls) {
    return new ClientSettings.Tls(
        tls.trustStore(),
        revealed(tls.trustStorePassword()),
        tls.keyStore(),
        revealed(tls.keyStorePassword()),
        tls.verifyHostname());
  }

  private static @Nullable String revealed(@Nullable Secret secret) {
    return secret == null ? null : secret.reveal();
  }

  /** The manager's caches are closed by then. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      FarLease current = lease;
      lease = null;
      Throwable failure = null;
      if (current != null) {
        failure = Failures.after(failure, current::close);
      }
      EmbeddedRedis server = embedded;
      embedded = null;
      if (server != null) {
        failure = Failures.after(failure, server::close);
      }
      Failures.throwIfAny(failure);
    } finally {
      lock.unlock();
    }
  }
}
