package io.nearfar.internal.near;

import io.nearfar.spi.Tags;
import io.nearfar.spi.Ticker;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A value in the near tier, as a fact with a date: it was the truth at {@link #version()}. Entries
 * are immutable but for their deadline and, once, their version, and compared by identity, so a
 * compare-and-set on the map is a compare-and-set on the fact. An undated entry gets its version
 * when it is visible, from the first who looks at it, or who has put it.
 *
 * <p>This class is an eternal entry; {@link ExpiringEntry} adds a deadline, {@link Copy} is one of
 * an entry in the far tier. Eight bytes per entry count, so what an entry doesn't need has no
 * field.
 *
 * @param <V> the value type
 */
public sealed class NearEntry<V> permits ExpiringEntry, Copy {
  /** The version of an entry that has none yet; below all others. */
  static final long UNDATED = 0;

  private static final int SHARED = 1;
  private static final VarHandle STAMP = stampField();

  /** Versions are at most 2^53, so above them and {@link #SHARED} there is room. */
  private static final int SPARE_BITS = 9;

  private final V value;

  /**
   * From above: spare bits, which subclasses may use, the version, {@link #SHARED}. Fields of their
   * own would take eight bytes each.
   *
   * <p>Not volatile: a thread that still sees no version when there is one gets it from {@link
   * #date}.
   */
  private long stamp;

  NearEntry(V value, boolean shared, long version) {
    this(value, shared, version, /* spare= */ 0);
  }

  NearEntry(V value, boolean shared, long version, long spare) {
    this.value = value;
    this.stamp = spare << (Long.SIZE - SPARE_BITS) | version << 1 | (shared ? SHARED : 0);
  }

  private static VarHandle stampField() {
    try {
      return MethodHandles.lookup().findVarHandle(NearEntry.class, "stamp", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  final long spare() {
    return stamp >>> (Long.SIZE - SPARE_BITS);
  }

  /** The cache's own value: to be copied before it is handed out, unless {@link #shared()}. */
  public final V value() {
    return value;
  }

  /** Whether the value may be handed out as it is. */
  public final boolean shared() {
    return (stamp & SHARED) != 0;
  }

  /**
   * The version of the store when this value was put or its load began, or as of which it is true;
   * {@link #UNDATED} if it has none yet.
   */
  final long version() {
    return version(stamp);
  }

  private static long version(long stamp) {
    return (stamp << SPARE_BITS) >>> (SPARE_BITS + 1);
  }

  /**
   * Gives an undated entry its version, unless somebody has been faster.
   *
   * @param now the version of facts that are established now, read while the entry was visible
   * @return the version that it has from now on
   */
  final long date(long now) {
    long seen = stamp;
    if (version(seen) == UNDATED) {
      STAMP.compareAndSet(this, seen, seen | now << 1);
    }
    return version((long) STAMP.getVolatile(this));
  }

  /** Its tags, if the store decides about them. */
  public Tags tags() {
    return Tags.NONE;
  }

  /** Whether it must not be served any more, for reasons of its own: its time is over. */
  public boolean expired(Ticker ticker) {
    return false;
  }

  /** Whether its time is over, by the ticker, and nothing else. */
  boolean outlived(long now) {
    return false;
  }

  /** Whether one of its tags is invalid. */
  boolean outdated() {
    return false;
  }

  /** What it holds besides its value and is worth weighing; null = nothing. */
  @Nullable Object baggage() {
    return null;
  }
}
