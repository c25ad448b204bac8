package io.nearfar.internal.far;

import io.nearfar.spi.FarException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The clients of this process: one for each set of servers, however many managers use it; closed
 * with its last user. Thread-safe.
 */
public final class FarClients {
  private static final FarClients OF_THIS_PROCESS = new FarClients();

  private final ReentrantLock lock = new ReentrantLock();

  /** Guarded by {@link #lock}. */
  private final Map<ClientSettings, Shared> clients = new HashMap<>();

  /** No clients yet. */
  FarClients() {}

  /**
   * Those that all managers share.
   *
   * @return the same object always; never null
   */
  public static FarClients ofThisProcess() {
    return OF_THIS_PROCESS;
  }

  /**
   * Becomes a user of a client, which is connected if there is none yet. Blocks while it connects.
   *
   * @param settings how it reaches its servers
   * @return the right to use it, to be closed; never null
   * @throws FarException if the servers can't be reached or used; the text says why
   */
  public FarLease acquire(ClientSettings settings) {
    Shared shared;
    lock.lock();
    try {
      shared = clients.computeIfAbsent(settings, s -> new Shared());
      shared.users++;
    } finally {
      lock.unlock();
    }
    try {
      return new FarLease(
          shared.client(settings), () -> release(settings, shared), () -> users(shared));
    } catch (RuntimeException | Error e) {
      release(settings, shared);
      throw e;
    }
  }

  private int users(Shared shared) {
    lock.lock();
    try {
      return shared.users;
    } finally {
      lock.unlock();
    }
  }

  private void release(ClientSettings settings, Shared shared) {
    lock.lock();
    try {
      shared.users--;
      if (shared.users > 0) {
        return;
      }
      clients.remove(settings, shared);
    } finally {
      lock.unlock();
    }
    shared.close();
  }

  /** One client and its users. */
  private static final class Shared {
    /** Held while connecting: whoever else wants this client waits, and nobody else. */
    private final ReentrantLock connecting = new ReentrantLock();

    /** Guarded by {@link #connecting}. */
    private @Nullable FarClient client;

    /** Guarded by {@link FarClients#lock}. */
    private int users;

    FarClient client(ClientSettings settings) {
      connecting.lock();
      try {
        FarClient current = client;
        if (current == null) {
          current = FarClient.connect(settings);
          client = current;
        }
        return current;
      } finally {
        connecting.unlock();
      }
    }

    void close() {
      connecting.lock();
      try {
        if (client != null) {
          client.close();
        }
      } finally {
        connecting.unlock();
      }
    }
  }
}
