package io.nearfar.internal.near;

import io.nearfar.spi.Ticker;

/**
 * A value in the near tier, as a fact with a date: it was the truth at {@link #version()}. Entries
 * are immutable but for their deadline, and compared by identity, so a compare-and-set on the map
 * is a compare-and-set on the fact.
 *
 * <p>This class is an eternal entry; {@link ExpiringEntry} adds a deadline, {@link Copy} is one of
 * an entry in the far tier. Eight bytes per entry count, so what an entry doesn't need has no
 * field.
 *
 * @param <V> the value type
 */
public sealed class NearEntry<V> permits ExpiringEntry, Copy {
  private final V value;
  private final boolean shared;
  private final long version;

  NearEntry(V value, boolean shared, long version) {
    this.value = value;
    this.shared = shared;
    this.version = version;
  }

  /** The cache's own value: to be copied before it is handed out, unless {@link #shared()}. */
  public final V value() {
    return value;
  }

  /** Whether the value may be handed out as it is. */
  public final boolean shared() {
    return shared;
  }

  /**
   * The version of the store when this value was put or its load began, or as of which it is true.
   */
  public final long version() {
    return version;
  }

  /** Whether it must not be served any more, for reasons of its own: its time is over. */
  public boolean expired(Ticker ticker) {
    return false;
  }
}
