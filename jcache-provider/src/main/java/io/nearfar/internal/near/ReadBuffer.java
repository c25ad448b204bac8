package io.nearfar.internal.near;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Remembers uses until somebody has the time (and the policy lock) to put them into order. Several
 * small rings, chosen by thread, so that readers rarely meet; recording a use takes one
 * compare-and-set on memory that usually nobody else touches, and never waits or allocates.
 *
 * <p>The buffer is lossy: a use is forgotten when its ring is full or when another thread claims
 * the same slot first. A thread that is alone loses nothing as long as it drains when told that its
 * ring is full, and its uses come out in the order they went in.
 *
 * <p>{@link #offer} may be called by any thread; {@link #drainTo} only under the policy lock.
 */
final class ReadBuffer<K, E> {

  /** Uses per ring; 32 references fill two cache lines. */
  private static final int SLOTS = 32;

  /** More rings than this make draining dearer than the collisions they avoid. */
  private static final int MOST_RINGS = 32;

  /** Distance between the counters of two rings, in longs: two cache lines. */
  private static final int SPACING = 16;

  /** From the counter of uses recorded to the counter of uses drained. */
  private static final int DRAINED = 1;

  /** An odd number with its bits well spread: neighbouring thread ids get different rings. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final int rings;
  private final int shift;

  /** Per ring: uses recorded (claimed by compare-and-set), and uses drained. */
  private final AtomicLongArray counters;

  private final AtomicReferenceArray<@Nullable PolicyNode<K, E>> slots;

  ReadBuffer(int processors) {
    int wanted = Math.min(MOST_RINGS, Math.max(2, 2 * processors));
    rings = Integer.highestOneBit(2 * wanted - 1);
    shift = Long.SIZE - Integer.numberOfTrailingZeros(rings);
    counters = new AtomicLongArray((rings + 1) * SPACING);
    slots = new AtomicReferenceArray<>(rings * SLOTS);
  }

  /**
   * Records a use, or forgets it if another thread is recording one in the same ring.
   *
   * @return false if nothing was recorded because the ring is full and should be drained
   */
  boolean offer(PolicyNode<K, E> node) {
    int ring = (int) ((Thread.currentThread().getId() * SPREAD) >>> shift);
    int counter = (ring + 1) * SPACING;
    long recorded = counters.getOpaque(counter);
    if (recorded - counters.getAcquire(counter + DRAINED) >= SLOTS) {
      return false;
    }
    if (counters.compareAndSet(counter, recorded, recorded + 1)) {
      slots.setRelease(slot(ring, recorded), node);
    }
    return true;
  }

  /** Empties all rings into the order. The caller holds the policy lock. */
  void drainTo(EvictionOrder<K, E> order) {
    for (int ring = 0; ring < rings; ring++) {
      int counter = (ring + 1) * SPACING;
      long recorded = counters.getAcquire(counter);
      long drained = counters.getPlain(counter + DRAINED);
      if (drained != recorded) {
        counters.setRelease(counter + DRAINED, drain(ring, drained, recorded, order));
      }
    }
  }

  private long drain(int ring, long from, long to, EvictionOrder<K, E> order) {
    for (long use = from; use < to; use++) {
      int slot = slot(ring, use);
      PolicyNode<K, E> node = slots.getAcquire(slot);
      if (node == null) {
        return use; // Claimed, but not yet filled in: this use and the later ones wait.
      }
      slots.setPlain(slot, null);
      if (node.linked) {
        order.used(node);
      }
    }
    return to;
  }

  private static int slot(int ring, long use) {
    return ring * SLOTS + (int) (use & (SLOTS - 1));
  }
}
