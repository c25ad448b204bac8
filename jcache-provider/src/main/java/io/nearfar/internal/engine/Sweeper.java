package io.nearfar.internal.engine;

import io.nearfar.internal.near.NearEntry;
import io.nearfar.internal.near.NearStore;
import io.nearfar.internal.near.Sweep;
import io.nearfar.internal.util.WarnOnce;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Collects the dead entries of one cache: a little every second if entries expire, everything after
 * a clear. Correctness never depends on it.
 */
final class Sweeper<K, V> implements AutoCloseable {
  private static final Duration PERIOD = Duration.ofSeconds(1);

  /** 2 % of one core at the most, while nothing was cleared. */
  private static final long SLICE_NANOS = Duration.ofMillis(20).toNanos();

  private final String cacheName;
  private final Background background;
  private final BiConsumer<K, NearEntry<V>> bury;
  private final WarnOnce warning = new WarnOnce(System.getLogger(Sweeper.class.getName()));
  private final Sweep<K, V> sweep;
  private final AtomicBoolean running = new AtomicBoolean();
  private volatile boolean everything;
  private volatile boolean closed;
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private volatile @Nullable Future<?> schedule;

  Sweeper(
      String cacheName,
      Background background,
      NearStore<K, V> near,
      BiConsumer<K, NearEntry<V>> bury) {
    this.cacheName = cacheName;
    this.background = background;
    this.bury = bury;
    this.sweep = near.sweep(this::bury);
  }

  /** Nobody waits for the listeners of an expiry found here: their failure is only logged. */
  private void bury(Map.Entry<K, NearEntry<V>> dead) {
    try {
      bury.accept(dead.getKey(), dead.getValue());
    } catch (RuntimeException | Error e) {
      warning.log(() -> EngineMessages.expiryEventFailed(cacheName), e);
    }
  }

  /** Sweeps a little every second from now on, if it does not already. */
  void schedule() {
    if (!scheduled.getPlain() && scheduled.compareAndSet(false, true)) {
      schedule = background.every(PERIOD, this::start);
      if (closed) {
        close();
      }
    }
  }

  /** Sweeps everything soon. */
  void sweepAll() {
    everything = true;
    start();
  }

  private void start() {
    if (!closed && running.compareAndSet(false, true)) {
      try {
        background.sweepers().execute(this::run);
      } catch (RejectedExecutionException e) {
        running.set(false); // The provider is closing, and frees everything.
      }
    }
  }

  private void run() {
    try {
      do {
        boolean all = everything;
        everything = false;
        boolean end = sweep.slice(SLICE_NANOS);
        while (all && !closed && !end) {
          end = sweep.slice(SLICE_NANOS);
        }
        // The first end may have come from a pass that began before the clear.
        if (all && !closed) {
          while (!closed && !sweep.slice(SLICE_NANOS)) {
            Thread.onSpinWait();
          }
        }
      } while (everything && !closed);
    } finally {
      running.set(false);
    }
    if (everything) {
      start(); // A clear came between the last look and the end of this run.
    }
  }

  @Override
  public void close() {
    closed = true;
    Future<?> ticking = schedule;
    if (ticking != null) {
      ticking.cancel(/* mayInterruptIfRunning= */ false);
    }
  }
}
