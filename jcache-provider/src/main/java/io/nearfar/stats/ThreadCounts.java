package io.nearfar.stats;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counters that cost a thread two plain memory accesses and no atomic instruction: each platform
 * thread writes a cell of its own, found by its id. What finds no cell (virtual threads, which come
 * and go by the million; the threads of a process that has had more of them than there are cells)
 * shares striped adders.
 *
 * <p>A cell outlives its thread, so nothing counted is lost; ids are not given twice. Cells are
 * {@code long[]}, and no thread refers to one: nothing keeps a class loader alive.
 *
 * <p>Exact for a reader who has seen the counting operations return.
 */
final class ThreadCounts {
  /** A power of two. */
  private static final int CELLS = 256;

  /** Two cache lines, because processors prefetch the neighbour. */
  private static final int CELL_LENGTH = 16;

  /** Where a cell holds the id of its thread. */
  private static final int OWNER = CELL_LENGTH - 1;

  private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);
  private static final @Nullable MethodHandle IS_VIRTUAL = isVirtual();

  private static final VarHandle SLOTS = MethodHandles.arrayElementVarHandle(long[][].class);

  private final long[] @Nullable [] cells = new long[CELLS][];
  private final LongAdder[] shared;

  /** Counters 0 to {@code kinds - 1}, all zero. */
  ThreadCounts(int kinds) {
    shared = new LongAdder[kinds];
    for (int i = 0; i < kinds; i++) {
      shared[i] = new LongAdder();
    }
  }

  /**
   * Counts one.
   *
   * @return how many this thread has counted of this kind; a random number where threads share
   */
  long increment(int kind) {
    long[] cell = own();
    if (cell == null) {
      shared[kind].increment();
      return ThreadLocalRandom.current().nextInt();
    }
    // Only this thread writes here, so this need not be one step.
    long count = (long) LONGS.getOpaque(cell, kind) + 1;
    LONGS.setOpaque(cell, kind, count);
    return count;
  }

  long sum(int kind) {
    long sum = shared[kind].sum();
    for (int i = 0; i < CELLS; i++) {
      long[] cell = (long[]) SLOTS.getAcquire(cells, i);
      if (cell != null) {
        sum += (long) LONGS.getOpaque(cell, kind);
      }
    }
    return sum;
  }

  /** A plain read is enough: a thread sees the cell that it has put there itself. */
  private long @Nullable [] own() {
    long id = Thread.currentThread().getId();
    long[] cell = cells[(int) id & (CELLS - 1)];
    return cell != null && cell[OWNER] == id ? cell : claim(id);
  }

  private long @Nullable [] claim(long id) {
    int slot = (int) id & (CELLS - 1);
    if (SLOTS.getAcquire(cells, slot) != null || isVirtual(Thread.currentThread())) {
      return null;
    }
    long[] mine = new long[CELL_LENGTH];
    mine[OWNER] = id;
    return SLOTS.compareAndSet(cells, slot, null, mine) ? mine : null;
  }

  private static boolean isVirtual(Thread thread) {
    try {
      return IS_VIRTUAL != null && (boolean) IS_VIRTUAL.invokeExact(thread);
    } catch (Throwable e) {
      throw new LinkageError("Thread.isVirtual() has failed", e);
    }
  }

  /** Null before Java 21. */
  private static @Nullable MethodHandle isVirtual() {
    try {
      return MethodHandles.publicLookup()
          .findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class));
    } catch (NoSuchMethodException | IllegalAccessException e) {
      return null;
    }
  }
}
