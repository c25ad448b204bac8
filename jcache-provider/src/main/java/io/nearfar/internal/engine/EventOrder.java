package io.nearfar.internal.engine;

import io.nearfar.internal.util.Failures;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the events of a key in the order of its mutations, although listeners run outside of all
 * locks: each mutation draws a ticket under the lock of its key, and delivers when the ticket
 * before it is done.
 *
 * <p>A listener that changes the cache does not wait for anybody: waiting while others wait for it
 * could last for ever. Its events may overtake those of other threads for the same key.
 */
final class EventOrder<K, V> {
  private final EventSink<K, V> sink;
  private final ConcurrentHashMap<K, Ticket> last = new ConcurrentHashMap<>();
  private final Set<Thread> delivering = ConcurrentHashMap.newKeySet();

  EventOrder(EventSink<K, V> sink) {
    this.sink = sink;
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

  private final class Ticket implements Delivery {
    private final K key;
    private final List<CacheEvent<K, V>> events;
    private final CountDownLatch done = new CountDownLatch(1);
    private @Nullable Ticket previous;

    Ticket(K key, List<CacheEvent<K, V>> events) {
      this.key = key;
      this.events = events;
    }

    @Override
    public void deliver() {
      boolean outermost = delivering.add(Thread.currentThread());
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
          delivering.remove(Thread.currentThread());
        }
      }
    }

    private void awaitPrevious() {
      Ticket earlier = previous;
      boolean interrupted = false;
      while (earlier != null) {
        try {
          earlier.done.await();
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
      Throwable failure = null;
      for (CacheEvent<K, V> event : events) {
        try {
          sink.accept(event);
        } catch (RuntimeException | Error e) {
          failure = Failures.add(failure, e);
        }
      }
      Failures.throwIfAny(failure);
    }
  }
}
