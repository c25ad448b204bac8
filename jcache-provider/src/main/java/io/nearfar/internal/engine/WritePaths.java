package io.nearfar.internal.engine;

import org.jspecify.annotations.Nullable;

/** The write path that fits what a cache has at the moment: listeners come and go. */
final class WritePaths<K, V> {
  private final Authority<K, V> authority;
  private final @Nullable EntryWriter<K, V> writer;
  private final KeyLocks<K> locks = new KeyLocks<>();
  private final boolean blindPuts;
  private volatile WritePath<K, V> current;

  WritePaths(Authority<K, V> authority, @Nullable EntryWriter<K, V> writer, boolean blindPuts) {
    this.authority = authority;
    this.writer = writer;
    this.blindPuts = blindPuts;
    this.current = path(null);
  }

  WritePath<K, V> current() {
    return current;
  }

  void sendEvents(@Nullable EventSink<K, V> sink) {
    current = path(sink == null ? null : new EventOrder<>(sink));
  }

  private WritePath<K, V> path(@Nullable EventOrder<K, V> events) {
    return writer == null && events == null
        ? new DirectPath<>(authority, blindPuts)
        : new GuardedPath<>(authority, locks, writer, events);
  }
}
