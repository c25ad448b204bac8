package io.nearfar.internal.far;

import io.nearfar.spi.FarException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;

/** The right to use a shared client. Thread-safe. */
public final class FarLease implements AutoCloseable {
  private final FarClient client;
  private final Runnable release;
  private final IntSupplier users;
  private final AtomicBoolean closed = new AtomicBoolean();

  FarLease(FarClient client, Runnable release, IntSupplier users) {
    this.client = client;
    this.release = release;
    this.users = users;
  }

  /** The client. */
  FarClient client() {
    return client;
  }

  /**
   * How many have this right now.
   *
   * @return those who share the client
   */
  public int users() {
    return users.getAsInt();
  }

  /**
   * Opens the far tier of a cache; one round trip.
   *
   * @param settings what the store is to know of the cache
   * @return its store; never null
   * @throws FarException if there was no answer in time, or a failure, or if other nodes use the
   *     cache with other settings
   */
  public RedisFarStore open(StoreSettings settings) {
    return RedisFarStore.open(client, settings);
  }

  /**
   * Removes the far tier of a cache that may not be open here, whatever its settings are.
   *
   * @param settings of them, only the names count
   * @throws FarException if there was no answer in time, or a failure
   */
  public void destroy(StoreSettings settings) {
    RedisFarStore.unchecked(client, settings).destroy();
  }

  /** Gives it back; closes the client if nobody else uses it. May be called repeatedly. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      release.run();
    }
  }
}
