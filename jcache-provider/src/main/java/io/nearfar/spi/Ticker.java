package io.nearfar.spi;

/**
 * A source of monotonic time for expiry: it never runs backwards and has no relation to wall-clock
 * time, so no host's clock decides what is newer or older.
 *
 * <p>Implementations are thread-safe, do not block, and are read on the hot path of caches that
 * expire.
 */
@FunctionalInterface
public interface Ticker {

  /**
   * Nanoseconds since an arbitrary, fixed origin; only differences have a meaning.
   *
   * @return the time, in nanoseconds; may be negative and may overflow, as {@link
   *     System#nanoTime()} may
   */
  long nanos();

  /**
   * The clock of this JVM.
   *
   * @return {@link System#nanoTime()} as a ticker; never null
   */
  static Ticker system() {
    return System::nanoTime;
  }
}
