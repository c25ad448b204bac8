package io.nearfar.internal.batch;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What one thread collects between the opening of a batch and its end. Used by that thread, and
 * made by {@link Batches}.
 */
public final class Batch {
  private final Batches batches;
  private final Thread owner = Thread.currentThread();
  private final @Nullable Object transaction;
  private final @Nullable TransactionItems itemsOfTransaction;
  private final long openedNanos;
  private final Throwable opened = new Throwable("Opened here");
  private final Items items = new Items();

  /** The marks that can still be gone back to, the last one first. */
  private final Deque<Mark> marks = new ArrayDeque<>();

  /** How much was there; compared by identity. */
  public static final class Mark {
    private final int size;

    Mark(int size) {
      this.size = size;
    }
  }

  private boolean closed;

  /**
   * An open batch.
   *
   * @param transaction the key of the transaction in which it was opened; null = none
   * @param itemsOfTransaction what that has collected
   */
  Batch(
      Batches batches,
      @Nullable Object transaction,
      @Nullable TransactionItems itemsOfTransaction,
      long openedNanos) {
    this.batches = batches;
    this.transaction = transaction;
    this.itemsOfTransaction = itemsOfTransaction;
    this.openedNanos = openedNanos;
  }

  @Nullable Object transaction() {
    return transaction;
  }

  @Nullable TransactionItems itemsOfTransaction() {
    return itemsOfTransaction;
  }

  long openedNanos() {
    return openedNanos;
  }

  Throwable opened() {
    return opened;
  }

  Items items() {
    return items;
  }

  void add(Collection<Item> more) {
    items.addAll(more);
  }

  /** Marks what it has collected by now. */
  public Mark mark() {
    requireOpen();
    Mark mark = new Mark(items.size());
    marks.push(mark);
    return mark;
  }

  /**
   * Drops what was collected after a mark.
   *
   * @throws IllegalArgumentException if it is of another batch, or was dropped itself
   */
  public void keep(Mark mark) {
    requireOpen();
    if (!marks.contains(mark)) {
      throw new IllegalArgumentException(BatchMessages.foreignMark());
    }
    while (marks.peek() != mark) {
      marks.pop();
    }
    items.keep(mark.size);
  }

  /** Drops everything. */
  public void drop() {
    requireOpen();
    marks.clear();
    items.keep(0);
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException(BatchMessages.closed());
    }
  }

  /**
   * Ends it; without effect if it has ended.
   *
   * @throws IllegalStateException if another thread has opened it
   * @throws RuntimeException if something could not be made
   */
  public void close() {
    if (closed) {
      return;
    }
    if (Thread.currentThread() != owner) {
      throw new IllegalStateException(BatchMessages.otherThread());
    }
    closed = true;
    batches.ended(this);
  }

  /** It was given up by somebody else. */
  void abandon() {
    closed = true;
    items.keep(0);
  }
}
