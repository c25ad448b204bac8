package io.nearfar.internal.coherence;

import java.time.Duration;

/** Runs the tasks of links, one at a time and in their order. Thread-safe, does not block. */
public interface LinkLoop {

  /**
   * Runs a task soon; forgets it if the loop has ended.
   *
   * @param task short, does not block
   */
  void execute(Runnable task);

  /**
   * Runs a task once, later; forgets it if the loop has ended.
   *
   * @param delay from now on
   * @param task short, does not block
   * @return takes the task back, if it has not begun
   */
  Runnable after(Duration delay, Runnable task);
}
