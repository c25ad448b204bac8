package io.nearfar.examples.rows;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/** Where one request waits for another. */
@ApplicationScoped
public class Gate {
  private static final long MINUTES = 1;

  private final SynchronousQueue<String> arrivals = new SynchronousQueue<>();
  private final SynchronousQueue<String> orders = new SynchronousQueue<>();

  /** Waits until somebody has seen it and says how to go on. */
  public String pass() {
    give(arrivals, "here");
    return take(orders);
  }

  /** Waits until somebody is here. */
  public void awaitArrival() {
    take(arrivals);
  }

  /** Says how to go on. */
  public void order(String order) {
    give(orders, order);
  }

  private static void give(SynchronousQueue<String> queue, String text) {
    try {
      if (!queue.offer(text, MINUTES, TimeUnit.MINUTES)) {
        throw new IllegalStateException("Nobody has come for: " + text);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String take(SynchronousQueue<String> queue) {
    try {
      String text = queue.poll(MINUTES, TimeUnit.MINUTES);
      if (text == null) {
        throw new IllegalStateException("Nobody has come");
      }
      return text;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
