package io.nearfar.testing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the messages for one connection wait, get lost, and are multiplied. Its owner says what
 * time it is, in nanoseconds of any origin. Not thread-safe.
 */
final class PushLine {
  /** There is nothing to wait for. */
  static final long NEVER = Long.MAX_VALUE;

  /** A class, as it compares by identity. */
  private static final class Waiting {
    private final byte[] push;
    private final long due;

    Waiting(byte[] push, long due) {
      this.push = push;
      this.due = due;
    }
  }

  /** Unlike Random: neighbouring seeds have nothing in common. */
  private final SplittableRandom random;

  private final Consumer<WireCount> counter;
  private final Deque<Waiting> line = new ArrayDeque<>();
  private PushFaults faults;
  private long seen;
  private @Nullable Waiting swapped;
  private long lastDue = Long.MIN_VALUE;

  /**
   * An empty line.
   *
   * @param seed decides what random does
   * @param counter is told what was done
   */
  PushLine(PushFaults faults, long seed, Consumer<WireCount> counter) {
    this.faults = faults;
    this.random = new SplittableRandom(seed);
    this.counter = counter;
  }

  /** Other faults from here on. Whatever waits is due now. */
  void faults(PushFaults next, long now) {
    release(now);
    faults = next;
    seen = 0;
  }

  /** A message arrives. */
  void offer(byte[] push, long now) {
    seen++;
    if (isDropped()) {
      counter.accept(WireCount.DROPPED);
      return;
    }
    Waiting neighbour = swapped;
    if (neighbour != null) {
      swapped = null;
      counter.accept(WireCount.SWAPPED);
      add(push, now);
      add(neighbour.push, now);
    } else if (happens(faults.swap())) {
      swapped = new Waiting(push, now + faults.swapPatience().toNanos());
    } else {
      add(push, now);
    }
  }

  private boolean isDropped() {
    return seen <= faults.dropFirst()
        || (faults.dropEvery() > 0 && seen % faults.dropEvery() == 0)
        || happens(faults.drop());
  }

  private boolean happens(double share) {
    return share > 0 && random.nextDouble() < share;
  }

  private void add(byte[] push, long now) {
    long min = faults.minDelay().toNanos();
    long more = faults.maxDelay().toNanos() - min;
    long delay = min + (more > 0 ? (long) (random.nextDouble() * more) : 0);
    if (delay > 0) {
      counter.accept(WireCount.DELAYED);
    }
    lastDue = line.isEmpty() ? now + delay : Math.max(lastDue, now + delay);
    line.add(new Waiting(push, lastDue));
    if (happens(faults.duplicate())) {
      counter.accept(WireCount.DUPLICATED);
      line.add(new Waiting(push, lastDue));
    }
  }

  /** The next message that is due, taken out; null if none is. */
  byte @Nullable [] poll(long now) {
    if (swapped != null && swapped.due <= now) {
      Waiting alone = swapped;
      swapped = null;
      add(alone.push, now);
    }
    Waiting head = line.peek();
    if (head == null || head.due > now) {
      return null;
    }
    line.remove();
    return head.push;
  }

  /** Lets everything that waits be due now. */
  void release(long now) {
    if (swapped != null) {
      line.add(swapped);
      swapped = null;
    }
    List<Waiting> all = List.copyOf(line);
    line.clear();
    all.forEach(one -> line.add(new Waiting(one.push, now)));
  }

  /** When something will be due next, or {@link #NEVER}. */
  long nextDue() {
    long due = swapped == null ? NEVER : swapped.due;
    Waiting head = line.peek();
    return head == null ? due : Math.min(due, head.due);
  }
}
