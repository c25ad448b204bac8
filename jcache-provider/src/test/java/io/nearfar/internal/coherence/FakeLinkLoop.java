package io.nearfar.internal.coherence;

import io.nearfar.testing.FakeTicker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;

/** A loop that runs when it is told to, in a time that passes when it is told to. */
final class FakeLinkLoop implements LinkLoop {
  private final FakeTicker ticker;
  private final Queue<Runnable> soon = new ArrayDeque<>();
  private final List<Later> later = new ArrayList<>();

  private record Later(long atNanos, Runnable task) {}

  FakeLinkLoop(FakeTicker ticker) {
    this.ticker = ticker;
  }

  @Override
  public void execute(Runnable task) {
    soon.add(task);
  }

  @Override
  public Runnable after(Duration delay, Runnable task) {
    Later one = new Later(ticker.nanos() + delay.toNanos(), task);
    later.add(one);
    return () -> later.remove(one);
  }

  /** Runs what is due, and what comes of it. */
  void run() {
    while (true) {
      Runnable task = soon.poll();
      if (task == null) {
        task = due();
      }
      if (task == null) {
        return;
      }
      task.run();
    }
  }

  private Runnable due() {
    Later first =
        later.stream()
            .filter(one -> one.atNanos <= ticker.nanos())
            .min(Comparator.comparingLong(Later::atNanos))
            .orElse(null);
    later.remove(first);
    return first == null ? null : first.task;
  }

  /** Lets time pass, and runs what is due then. */
  void pass(Duration time) {
    ticker.advance(time);
    run();
  }
}
