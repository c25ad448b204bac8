package io.nearfar.alljar;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.annotation.CacheResult;

/** Counts the calls that reach it. */
@ApplicationScoped
public class Squares {
  private final AtomicInteger calls = new AtomicInteger();

  /** The square of a number. */
  @CacheResult(cacheName = "squares")
  public long of(int number) {
    calls.incrementAndGet();
    return (long) number * number;
  }

  /** How many were computed. */
  public int calls() {
    return calls.get();
  }
}
