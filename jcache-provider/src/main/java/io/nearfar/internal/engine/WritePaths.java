package io.nearfar.internal.engine;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The write path that fits what a cache has at the moment: listeners come and go. */
final class WritePaths<K, V> {
  private final Authority<K, V> authority;
  private final @Nullable EntryWriter<K, V> writer;
  private final KeyLocks<K> locks;
  private final boolean blindPuts;
  private final Waits waits;
  private final ReentrantLock changing = new ReentrantLock();

  /**
   * The last one; kept while nobody listens, for the events that are on their way. Guarded by
   * {@link #changing}.
   */
  private @Nullable EventOrder<K, V> order;

  private volatile WritePath<K, V> current;

  WritePaths(
      Authority<K, V> authority,
      @Nullable EntryWriter<K, V> writer,
      boolean blindPuts,
      Waits waits,
      Patience patience) {
    this.authority = authority;
    this.writer = writer;
    this.blindPuts = blindPuts;
    this.waits = waits;
    this.locks = new KeyLocks<>(patience);
    this.current = path(null);
  }

  /**
   * Whether a put need not know whether the entry is there: it always stores, and new and old
   * entries are treated alike, or the far tier sees to it.
   */
  static boolean takeBlindPuts(ExpiryRule expiry, boolean far) {
    if (expiry.eternal()) {
      return true;
    }
    return expiry.fixed()
        && expiry.creation() != 0
        && (far ? expiry.update() != 0 : expiry.creation() == expiry.update());
  }

  WritePath<K, V> current() {
    return current;
  }

  void sendEvents(@Nullable EventSink<K, V> sink) {
    changing.lock();
    try {
      if (sink == null) {
        current = path(null);
        return;
      }
      EventOrder<K, V> wanted = order;
      if (wanted == null || wanted.sink() != sink) {
        wanted = new EventOrder<>(sink, waits, EventOrder.PATIENCE);
        order = wanted;
      }
      current = path(wanted);
    } finally {
      changing.unlock();
    }
  }

  private WritePath<K, V> path(@Nullable EventOrder<K, V> events) {
    return writer == null && events == null
        ? new DirectPath<>(authority, blindPuts)
        : new GuardedPath<>(authority, locks, writer, events);
  }
}
