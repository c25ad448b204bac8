package io.nearfar.benchmarks.tags;

import io.nearfar.testing.RedisServer;
import io.nearfar.testing.RespClient;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Another client of a server, which asks it again and again whether it is there: the longest time
 * that it has had to wait is how long the server has kept everybody waiting.
 */
final class PingProbe implements AutoCloseable {
  /** Short beside what is looked for; without it, the probe would be load. */
  private static final long PAUSE_NANOS = 100_000;

  private final RespClient client;
  private final Thread thread = new Thread(this::run, "ping");
  private final AtomicLong longest = new AtomicLong();
  private final AtomicLong answered = new AtomicLong();
  private volatile boolean closed;

  PingProbe(RedisServer server) {
    client = server.connect();
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    while (!closed) {
      long begin = System.nanoTime();
      Object unused = client.command("PING");
      longest.accumulateAndGet(System.nanoTime() - begin, Math::max);
      answered.incrementAndGet();
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** Forgets what was, but for a question that is on its way. */
  void reset() {
    longest.set(0);
  }

  /**
   * The longest time since the last reset; waits for the answer to a question asked from now on.
   */
  long longestNanos() {
    long before = answered.get();
    while (answered.get() < before + 2) {
      if (!thread.isAlive()) {
        throw new IllegalStateException("The probe has lost its connection.");
      }
      Thread.onSpinWait();
    }
    return longest.get();
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    client.close();
  }
}
