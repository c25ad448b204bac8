package io.nearfar.internal.far;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The way to one server, on which the requests of concurrent threads ride together: as long as
 * nothing is on its way a request leaves at once; what comes while others are on their way collects
 * and leaves with the next batch. There is no timer: a thread that is alone never waits, and the
 * busier the server, the larger the batches.
 *
 * <p>Thread-safe, without locks: a thread that is stopped anywhere holds up nobody.
 */
final class Lane {

  /** Sends. */
  interface Sender {
    /**
     * Sends calls and returns without waiting. Never throws; a call that can't be sent fails.
     *
     * @param calls at least one
     * @param done to be run once, on any thread, when all have been answered or have failed
     */
    void send(List<Call> calls, Runnable done);
  }

  private static final int MAX_CALLS = 256;
  private static final int MAX_BYTES = 256 * 1024;

  private final Queue<Call> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final int limit;
  private final Sender sender;

  /**
   * A way with nothing on it.
   *
   * @param limit how many batches may be on their way at a time
   * @param sender sends them
   */
  Lane(int limit, Sender sender) {
    this.limit = limit;
    this.sender = sender;
  }

  /** Takes a call, to be sent now or with the next batch. Does not wait. */
  void submit(Call call) {
    waiting.add(call);
    pump();
  }

  private void pump() {
    while (!waiting.isEmpty() && take()) {
      List<Call> batch = drain();
      // A batch that fails at once must not pump again inside this call: with many waiting calls
      // that would be a deep recursion. The loop does it.
      if (batch.isEmpty() || new Trip().isOverAfter(batch)) {
        inFlight.decrementAndGet();
      }
    }
  }

  private boolean take() {
    int now = inFlight.get();
    while (now < limit) {
      if (inFlight.compareAndSet(now, now + 1)) {
        return true;
      }
      now = inFlight.get();
    }
    return false;
  }

  private List<Call> drain() {
    List<Call> batch = new ArrayList<>();
    int bytes = 0;
    while (batch.size() < MAX_CALLS && bytes < MAX_BYTES) {
      Call call = waiting.poll();
      if (call == null) {
        break;
      }
      if (call.send()) {
        batch.add(call);
        bytes += call.size();
      }
    }
    return batch;
  }

  private void arrived() {
    inFlight.decrementAndGet();
    pump();
  }

  /** One batch; finds out whether it ended while it was being sent. */
  private final class Trip implements Runnable {
    private static final int SENDING = 0;
    private static final int UNDER_WAY = 1;
    private static final int OVER = 2;

    private final AtomicInteger state = new AtomicInteger(SENDING);

    boolean isOverAfter(List<Call> batch) {
      sender.send(batch, this);
      return !state.compareAndSet(SENDING, UNDER_WAY);
    }

    @Override
    public void run() {
      if (state.getAndSet(OVER) == UNDER_WAY) {
        arrived();
      }
    }
  }
}
