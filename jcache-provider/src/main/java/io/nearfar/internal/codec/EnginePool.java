package io.nearfar.internal.codec;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lends engines to threads. A thread looks into the slot that its id points to, then among the
 * spare ones, then into the other slots, and makes a new engine if all are lent: a copy within a
 * copy (a hook of a class that uses a cache) gets another engine. Nothing waits, and nothing is
 * kept in thread locals, so container threads hold nothing of an application that is gone.
 */
final class EnginePool {
  private static final int MOST_PROCESSORS = 32;

  /** Null when closed: an engine that comes back late then finds no place, and none is made. */
  private volatile @Nullable Shelf shelf;

  EnginePool(Supplier<ForyEngine> maker, int processors) {
    int slots = Integer.highestOneBit(4 * Math.min(processors, MOST_PROCESSORS) - 1);
    this.shelf = new Shelf(slots, maker);
  }

  /** An engine for the calling thread alone until it gives it back; null if closed. */
  @Nullable ForyEngine borrow() {
    Shelf current = shelf;
    if (current == null) {
      return null;
    }
    ForyEngine engine = current.take();
    return engine != null ? engine : current.maker.get();
  }

  /** Takes an engine back. One that has failed is not given back: its state is unknown. */
  void giveBack(ForyEngine engine) {
    Shelf current = shelf;
    if (current != null) {
      current.put(engine);
    }
  }

  /** Lets go of all engines and of what makes them. */
  void close() {
    shelf = null;
  }

  private static final class Shelf {

    /** Slots are this many references apart: neighbours don't share a cache line. */
    private static final int STRIDE = 16;

    private final Supplier<ForyEngine> maker;
    private final int mask;
    private final AtomicReferenceArray<@Nullable ForyEngine> slots;
    private final Queue<ForyEngine> spare = new ConcurrentLinkedQueue<>();
    private final AtomicInteger spareCount = new AtomicInteger();

    Shelf(int count, Supplier<ForyEngine> maker) {
      this.maker = maker;
      this.mask = count - 1;
      this.slots = new AtomicReferenceArray<>(count * STRIDE);
    }

    @Nullable ForyEngine take() {
      ForyEngine engine = slots.getAndSet(ownSlot(), null);
      return engine != null ? engine : takeElsewhere();
    }

    private @Nullable ForyEngine takeElsewhere() {
      ForyEngine engine = spare.poll();
      if (engine != null) {
        spareCount.decrementAndGet();
        return engine;
      }
      for (int i = 0; i < slots.length(); i += STRIDE) {
        if (slots.getPlain(i) != null) {
          engine = slots.getAndSet(i, null);
          if (engine != null) {
            return engine;
          }
        }
      }
      return null;
    }

    void put(ForyEngine engine) {
      int slot = ownSlot();
      if (slots.getPlain(slot) == null) {
        // Should two threads of one slot meet here, the garbage collector gets one engine.
        slots.setRelease(slot, engine);
      } else if (spareCount.get() <= mask) {
        spareCount.incrementAndGet();
        spare.add(engine);
      }
    }

    private int ownSlot() {
      return ((int) Thread.currentThread().getId() & mask) * STRIDE;
    }
  }
}
