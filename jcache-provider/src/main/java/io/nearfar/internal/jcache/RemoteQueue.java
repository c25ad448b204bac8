package io.nearfar.internal.jcache;

import io.nearfar.cache.RemoteChange;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The changes of other nodes that one listener is still to hear. If it is too slow for them, some
 * are dropped, and it is told that it has missed some. Changes are added by one thread at a time.
 */
final class RemoteQueue<K> {
  /** Beyond that many waiting changes a listener had better look at the whole cache. */
  static final int MAX_WAITING = 10_000;

  private final Executor executor;
  private final Consumer<RemoteChange<K>> listener;
  private final Runnable overflow;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicBoolean missed = new AtomicBoolean();

  /**
   * An empty queue.
   *
   * @param executor runs one task after the other, in their order
   * @param listener told of the changes, by the executor
   * @param overflow told of each change that is dropped
   */
  RemoteQueue(Executor executor, Consumer<RemoteChange<K>> listener, Runnable overflow) {
    this.executor = executor;
    this.listener = listener;
    this.overflow = overflow;
  }

  /** Tells of a change, which is made only then. */
  void add(Supplier<RemoteChange<K>> change) {
    if (waiting.incrementAndGet() > MAX_WAITING) {
      waiting.decrementAndGet();
      overflow.run();
      miss();
      return;
    }
    executor.execute(
        () -> {
          waiting.decrementAndGet();
          listener.accept(change.get());
        });
  }

  /** Tells that changes may have been missed, unless that is to be told anyhow. */
  void miss() {
    if (missed.compareAndSet(false, true)) {
      executor.execute(
          () -> {
            // First: what is missed from here on, the listener may not see any more.
            missed.set(false);
            listener.accept(new RemoteChange.Missed<>());
          });
    }
  }
}
