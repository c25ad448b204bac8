package io.nearfar.internal.jcache;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs tasks one after the other, in the order in which they came, on somebody else's threads.
 * Tasks do not throw.
 */
final class SerialTasks implements Executor {
  private final Executor executor;
  private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();

  /** Tasks queued or running; whoever raises it from 0 starts the run. */
  private final AtomicInteger pending = new AtomicInteger();

  SerialTasks(Executor executor) {
    this.executor = executor;
  }

  @Override
  public void execute(Runnable task) {
    // Queued before it is counted: there is a task for each count.
    queue.add(task);
    if (pending.getAndIncrement() == 0) {
      executor.execute(this::drain);
    }
  }

  private void drain() {
    do {
      Runnable task = queue.poll();
      if (task != null) {
        task.run();
      }
    } while (pending.decrementAndGet() > 0);
  }
}
