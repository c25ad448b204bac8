package io.nearfar.testing;

import io.nearfar.spi.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still until a test moves it. Thread-safe. */
public final class FakeTicker implements Ticker {
  private final AtomicLong now;

  /** A clock that shows an arbitrary time. */
  public FakeTicker() {
    this(1_000_000_007L);
  }

  /**
   * A clock that shows a given time.
   *
   * @param nanos for example close to {@link Long#MAX_VALUE}, to make it overflow
   */
  public FakeTicker(long nanos) {
    now = new AtomicLong(nanos);
  }

  @Override
  public long nanos() {
    return now.get();
  }

  /**
   * Lets time pass.
   *
   * @return this clock
   */
  public FakeTicker advance(Duration time) {
    return advanceNanos(time.toNanos());
  }

  /**
   * Lets time pass.
   *
   * @return this clock
   */
  public FakeTicker advanceNanos(long nanos) {
    if (nanos < 0) {
      throw new IllegalArgumentException("Time does not run backwards: " + nanos);
    }
    now.addAndGet(nanos);
    return this;
  }
}
