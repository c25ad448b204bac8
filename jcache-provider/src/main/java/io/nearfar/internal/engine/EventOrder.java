package io.nearfar.internal.engine;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the events of a key in the order of its mutations, although listeners run outside of all
 * locks: each mutation draws a ticket under the lock of its key, and delivers when the ticket
 * before it is done.
 *
 * <p>A listener that changes a cache does not wait for anybody: waiting while others wait for it
 * could last for ever. Nor does a thread for another that waits for it, say for a value that it
 * loads. Their events may overtake those of other threads for the same key. And nobody waits longer
 * than {@link #PATIENCE}: a listener may wait for something else that waits for its key.
 */
final class EventOrder<K, V> {
  private static final Logger LOGGER = System.getLogger(EventOrder.class.getName());
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private final EventSink<K, V> sink;
  private final ConcurrentHashMap<K, Ticket> last = new ConcurrentHashMap<>();
  private final Waits waits;
  private final Duration patience;

  /**
   * No events yet.
   *
   * @param patience how long a thread waits for the events before its own
   */
  EventOrder(EventSink<K, V> sink, Waits waits, Duration patience) {
    this.patience = patience;
    this.sink = sink;
    this.waits = waits;
  }

  EventSink<K, V> sink() {
    return sink;
  }

  /** Draws a ticket. The caller holds the lock of the key. */
  Delivery enqueue(K key, List<CacheEvent<K, V>> events) {
    if (events.isEmpty()) {
      return Delivery.NONE;
    }
    Ticket ticket = new Ticket(key, events);
    ticket.previous = last.put(key, ticket);
    return ticket;
  }

  private final class Ticket implements Delivery, Waits.Awaited {
    private final K key;
    private final List<CacheEvent<K, V>> events;
    private final Thread owner = Thread.currentThread();
    private final CountDownLatch done = new CountDownLatch(1);
    private @Nullable Ticket previous;

    Ticket(K key, List<CacheEvent<K, V>> events) {
      this.key = key;
      this.events = events;
    }

    @Override
    public Thread owner() {
      return owner;
    }

    @Override
    public boolean over() {
      return done.getCount() == 0;
    }

    @Override
    public void deliver() {
      boolean outermost = waits.beginDelivery();
      try {
        if (outermost) {
          awaitPrevious();
        }
        tell();
      } finally {
        previous = null;
        done.countDown();
        last.remove(key, this);
        if (outermost) {
          waits.endDelivery();
        }
      }
    }

    private void awaitPrevious() {
      Ticket earlier = previous;
      if (earlier != null && !earlier.over() && waits.begin(earlier)) {
        try {
          await(earlier.done);
        } finally {
          waits.end();
        }
      }
    }

    private void await(CountDownLatch latch) {
      boolean interrupted = false;
      long start = System.nanoTime();
      while (true) {
        try {
          long left = patience.toNanos() - (System.nanoTime() - start);
          if (!latch.await(left, TimeUnit.NANOSECONDS)) {
            LOGGER.log(Level.WARNING, EngineMessages.listenerSlow(patience));
          }
          break;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    /** Every event reaches the listeners, even if one of them fails. */
    private void tell() {
      Deliveries each = new Deliveries();
      events.forEach(event -> each.add(() -> sink.accept(event)));
      each.deliver();
    }
  }
}
