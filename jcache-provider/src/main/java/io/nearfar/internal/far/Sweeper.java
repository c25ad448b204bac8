package io.nearfar.internal.far;

import io.nearfar.internal.util.WarnOnce;
import io.nearfar.spi.FarException;
import java.lang.System.Logger;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.redisson.client.protocol.RedisCommand;

/**
 * Frees what a clear has left dead: in the background, slowly, and on one node at a time. A mark on
 * the server says that a node does it; another one that is asked to changes the mark, and the first
 * does it once more. Thread-safe.
 */
final class Sweeper implements Runnable {
  private static final Logger LOGGER = System.getLogger(Sweeper.class.getName());
  private static final RedisCommand<Object> SET = new RedisCommand<>("SET");
  private static final RedisCommand<Object> GETDEL = new RedisCommand<>("GETDEL");
  private static final RedisCommand<Object> PEXPIRE = new RedisCommand<>("PEXPIRE");
  private static final byte[] SWEEPING = {'1'};
  private static final byte[] ONCE_MORE = {'2'};

  /** How long the mark of a node that has died keeps the others from it. */
  private static final long MARK_MILLIS = 60_000;

  /** How many times longer the pause is than the work: the server is kept busy for 2 % of it. */
  private static final int PAUSES = 50;

  /** Much less than the life of the mark, which is prolonged between two pages. */
  private static final long MAX_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final FarClient client;
  private final CacheLayout layout;
  private final WarnOnce faults = new WarnOnce(LOGGER);
  private final AtomicBoolean queued = new AtomicBoolean();

  Sweeper(FarClient client, CacheLayout layout) {
    this.client = client;
    this.layout = layout;
  }

  /** Lets it happen some time; once for all requests until it begins. Does not block. */
  void request() {
    if (queued.compareAndSet(false, true)) {
      client.inBackground(this);
    }
  }

  @Override
  public void run() {
    // What is dead by now this run will see; for what dies later it is requested again.
    queued.set(false);
    try {
      if (begin()) {
        sweep();
      }
    } catch (FarException e) {
      if (!client.isClosed()) {
        faults.log(() -> FarMessages.sweepFailed(layout.cache()), e);
      }
    }
  }

  /** Whether it is for this node to do. */
  private boolean begin() {
    // The other may end between the two questions; it never does so again and again.
    for (int i = 0; i < 3; i++) {
      if (call(SET, layout.sweepKey(), SWEEPING, "NX", "PX", MARK_MILLIS) != null) {
        return true;
      } else if (call(SET, layout.sweepKey(), ONCE_MORE, "XX", "KEEPTTL") != null) {
        return false;
      }
    }
    return false;
  }

  private void sweep() {
    try {
      long freed = new Sweep(client, layout).sweep(this::pause);
      LOGGER.log(Logger.Level.DEBUG, "Cache ''{0}'': {1} freed", layout.cache(), freed);
    } finally {
      end();
    }
  }

  private void end() {
    try {
      if (call(GETDEL, layout.sweepKey()) instanceof byte[] mark
          && Arrays.equals(mark, ONCE_MORE)) {
        request();
      }
    } catch (FarException e) {
      LOGGER.log(Logger.Level.DEBUG, "The mark of a sweep ends by itself", e);
    }
  }

  private void pause(long workNanos) {
    call(PEXPIRE, layout.sweepKey(), MARK_MILLIS);
    try {
      TimeUnit.NANOSECONDS.sleep(Math.min(workNanos * PAUSES, MAX_PAUSE_NANOS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the client is being closed
    }
  }

  private @Nullable Object call(RedisCommand<Object> command, Object... parameters) {
    Call call = new Call(command, layout.descriptorSlot(), /* isChange= */ true, parameters);
    return client.call(call, layout.cache());
  }
}
