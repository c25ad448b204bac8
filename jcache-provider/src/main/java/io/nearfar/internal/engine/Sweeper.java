package io.nearfar.internal.engine;

import io.nearfar.internal.near.NearEntry;
import io.nearfar.internal.near.NearStore;
import io.nearfar.internal.near.Sweep;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
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

  private static final Logger LOGGER = System.getLogger(Sweeper.class.getName());

  private final String cacheName;
  private final Background background;
  private final Sweep<K, V> sweep;
  private final AtomicBoolean running = new AtomicBoolean();
  private volatile boolean everything;
  private volatile boolean closed;
  private volatile boolean warned;
  private @Nullable Future<?> schedule;

  Sweeper(
      String cacheName,
      Background background,
      NearStore<K, V> near,
      BiConsumer<K, NearEntry<V>> bury) {
    this.cacheName = cacheName;
    this.background = background;
    this.sweep = near.sweep(entry -> bury(entry, bury));
  }

  /** A listener that fails must not keep the other dead entries in memory. */
  private void bury(Map.Entry<K, NearEntry<V>> dead, BiConsumer<K, NearEntry<V>> bury) {
    try {
      bury.accept(dead.getKey(), dead.getValue());
    } catch (RuntimeException e) {
      Level level = warned ? Level.DEBUG : Level.WARNING;
      warned = true;
      LOGGER.log(level, () -> EngineMessages.expiredListenerFailed(cacheName), e);
    }
  }

  /** Sweeps a little every second from now on. */
  void schedule() {
    schedule = background.every(PERIOD, this::start);
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
      // A clear came after the last look, and found us still running.
      start();
    }
  }

  @Override
  public void close() {
    closed = true;
    if (schedule != null) {
      schedule.cancel(/* mayInterruptIfRunning= */ false);
    }
  }
}
