package io.nearfar.cdi.internal.results;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Which thread waits for which call, over all caches of the application: a thread must not wait for
 * a call that, by way of others, waits for it.
 */
final class Waits {
  private final ConcurrentHashMap<Thread, Flight> waiting = new ConcurrentHashMap<>();

  /**
   * Waits for a call's end.
   *
   * @return false if that would be for ever, or this thread was interrupted: the call has to be
   *     made here then
   */
  boolean await(Flight flight) {
    Thread self = Thread.currentThread();
    // Said before it is looked for: of two threads that close a circle one at least sees it.
    waiting.put(self, flight);
    try {
      if (isCircle(self, flight)) {
        return false;
      }
      flight.outcome.get();
      return true;
    } catch (ExecutionException | java.util.concurrent.CancellationException e) {
      return true;
    } catch (InterruptedException e) {
      self.interrupt();
      return false;
    } finally {
      waiting.remove(self);
    }
  }

  private boolean isCircle(Thread self, Flight flight) {
    Flight next = flight;
    // Bounded: those who wait come and go while the chain is followed.
    for (int i = 0; next != null && i <= waiting.size(); i++) {
      Thread owner = next.owner();
      if (owner == self) {
        return true;
      }
      next = owner == null ? null : waitOf(owner);
    }
    return false;
  }

  private @Nullable Flight waitOf(Thread owner) {
    return waiting.get(owner);
  }
}
