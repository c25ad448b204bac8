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
class ThreadCounts {
  /** A power of two. */
  private static final int CELLS = 256;

  /** Two cache lines, because processors prefetch the neighbour. */
  private static final int CELL_LENGTH = 16;

  /** Where a cell holds the id of its thread, behind its counters; 0 = nobody's. */
  private static final int OWNER = 7;

  private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);
  private static final @Nullable MethodHandle IS_VIRTUAL = isVirtual();

  /** All cells, one behind the other: one array is one memory access less to find a counter. */
  private final long[] cells = new long[CELLS * CELL_LENGTH];

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
  final long increment(int kind) {
    long id = Thread.currentThread().getId();
    int cell = ((int) id & (CELLS - 1)) * CELL_LENGTH;
    long[] all = cells;
    // A plain read is enough: a thread sees what it has written itself.
    if (all[cell + OWNER] != id && !claim(cell, id)) {
      shared[kind].increment();
      return ThreadLocalRandom.current().nextInt();
    }
    // Only this thread writes here, so this need not be one step.
    long count = all[cell + kind] + 1;
    LONGS.setOpaque(all, cell + kind, count);
    return count;
  }

  long sum(int kind) {
    long sum = shared[kind].sum();
    for (int cell = 0; cell < cells.length; cell += CELL_LENGTH) {
      sum += (long) LONGS.getOpaque(cells, cell + kind);
    }
    return sum;
  }

  private boolean claim(int cell, long id) {
    return (long) LONGS.getAcquire(cells, cell + OWNER) == 0
        && !isVirtual(Thread.currentThread())
        && LONGS.compareAndSet(cells, cell + OWNER, 0L, id);
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
