package io.nearfar.internal.engine;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How long a thread waits for another one that works on the same entry. Immutable and thread-safe.
 *
 * <p>With a far tier it has an end: whoever works on the entry may hang, in the network or in a
 * writer, and the others are not to hang with it. Without one only code of the application takes
 * long, and it takes what it needs: its writer decides how long a write may last.
 */
public final class Patience {
  /** Waits as long as it takes. */
  static final Patience ENDLESS = new Patience(Long.MAX_VALUE, IllegalStateException::new);

  private final long nanos;
  private final Function<@Nullable InterruptedException, RuntimeException> failure;

  private Patience(long nanos, Function<@Nullable InterruptedException, RuntimeException> failure) {
    this.nanos = nanos;
    this.failure = failure;
  }

  /**
   * Waits for a while.
   *
   * @param limit how long
   * @param failure makes what is thrown then; told the interrupt, if that was what ended the wait
   */
  public static Patience of(
      Duration limit, Function<@Nullable InterruptedException, RuntimeException> failure) {
    return new Patience(limit.toNanos(), failure);
  }

  /** When a wait that begins now ends, for {@link #lock}. */
  long deadline() {
    return System.nanoTime() + nanos;
  }

  /**
   * Takes a lock, at once if the thread has it already.
   *
   * @throws RuntimeException if it could not be had until then, or the thread was interrupted,
   *     which it is again afterwards
   */
  void lock(ReentrantLock lock, long deadline) {
    if (lock.tryLock()) {
      return;
    }
    if (nanos == Long.MAX_VALUE) {
      lock.lock();
      return;
    }
    try {
      if (lock.tryLock(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure.apply(e);
    }
    throw failure.apply(null);
  }
}
