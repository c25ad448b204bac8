package io.nearfar.internal.batch;

import io.nearfar.internal.batch.Target.Phase;
import io.nearfar.internal.transaction.JtaTransactions;
import io.nearfar.spi.TransactionContext;
import io.nearfar.spi.TransactionContext.Transaction;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The batches that are open, by thread. Where the invalidations of a thread go:
 *
 * <ul>
 *   <li>Without an open batch they are made at once.
 *   <li>With one they go to the innermost, if it was opened in the transaction in which the thread
 *       is now, or in none like now.
 *   <li>If the thread is in another transaction by now, they belong to that one; if it has left the
 *       transaction of the batch for none, they are made at once.
 * </ul>
 *
 * <p>A batch that ends gives what it has to the one around it, if that is of the same transaction,
 * else to its transaction; without both it is made. Thread-safe.
 */
public final class Batches {
  /** The batches of this JVM, in the transactions of its application server. */
  public static final Batches OF_JVM = new Batches(JtaTransactions.find(), System::nanoTime);

  /** In which nobody can open a batch: what is invalidated is invalidated at once. */
  public static final Batches NONE = new Batches(() -> null, System::nanoTime);

  /** How long holds last at most. */
  public static final Duration MAX_HOLD = Duration.ofSeconds(60);

  /** What is open for longer was left open. */
  static final Duration LONGEST = Duration.ofMinutes(10);

  private final TransactionContext context;
  private final LongSupplier nanos;

  @SuppressWarnings("ThreadLocalUsage") // There is one for the JVM; tests have their own.
  private final ThreadLocal<@Nullable Deque<Batch>> open = new ThreadLocal<>();

  private final Map<Object, TransactionItems> transactions = new ConcurrentHashMap<>();

  /**
   * None is open.
   *
   * @param nanos the clock by which it is found that one was left open
   */
  Batches(TransactionContext context, LongSupplier nanos) {
    this.context = context;
    this.nanos = nanos;
  }

  /** Opens a batch in this thread. */
  public Batch open() {
    Transaction now = context.current();
    if (now != null) {
      TransactionItems unused = itemsOf(now); // First: it fails if it can't be told of the end.
    }
    Deque<Batch> mine = open.get();
    if (mine == null) {
      mine = new ArrayDeque<>();
      open.set(mine);
    }
    checkAge(mine);
    Batch batch =
        now == null
            ? new Batch(this, null, null, nanos.getAsLong())
            : new Batch(this, now.key(), itemsOf(now), nanos.getAsLong());
    mine.push(batch);
    return batch;
  }

  private TransactionItems itemsOf(Transaction transaction) {
    Object key = transaction.key();
    TransactionItems known = transactions.get(key);
    if (known != null) {
      return known;
    }
    TransactionItems items = new TransactionItems(nanos);
    TransactionItems others = transactions.putIfAbsent(key, items);
    if (others != null) {
      return others;
    }
    boolean told = false;
    try {
      // Outside of the map's own locks: the end may be told at once.
      transaction.atEnd(
          committed -> {
            transactions.remove(key, items);
            items.end(committed);
          });
      told = true;
    } finally {
      if (!told) {
        transactions.remove(key, items);
      }
    }
    return items;
  }

  /**
   * Collects, if a batch is open.
   *
   * @param target the cache
   * @param keys of its entries, its own
   * @param tags of its entries
   * @return false if none is open: nothing was done
   * @throws IllegalStateException if the batch is full, or seems to be left open
   */
  public boolean collect(Target target, Collection<?> keys, Collection<String> tags) {
    Deque<Batch> mine = open.get();
    if (mine == null) {
      return false;
    }
    List<Item> items = new ArrayList<>(keys.size() + tags.size());
    keys.forEach(key -> items.add(new Item.Key(target, key)));
    tags.forEach(tag -> items.add(new Item.Tag(target, tag)));
    return collect(mine, items);
  }

  /**
   * As above, for work that begins when the batch is made.
   *
   * @return false if none is open: nothing was done
   */
  public boolean collect(Deferred work) {
    Deque<Batch> mine = open.get();
    return mine != null && collect(mine, List.of(new Item.Work(work)));
  }

  /** The outermost is the oldest: what is left open takes over what those within it collect. */
  private void checkAge(Deque<Batch> mine) {
    Batch oldest = mine.peekLast();
    if (oldest != null && nanos.getAsLong() - oldest.openedNanos() > LONGEST.toNanos()) {
      mine.forEach(Batch::abandon);
      open.remove();
      throw new IllegalStateException(BatchMessages.leftOpen(LONGEST), oldest.opened());
    }
  }

  private boolean collect(Deque<Batch> mine, List<Item> items) {
    checkAge(mine);
    Batch innermost = mine.element();
    Transaction now = context.current();
    Object key = now == null ? null : now.key();
    if (Objects.equals(key, innermost.transaction())) {
      innermost.add(items);
      return true;
    }
    if (now == null) {
      return false;
    }
    Items own = new Items();
    own.addAll(items);
    itemsOf(now).take(own);
    return true;
  }

  /** A batch of this thread has ended; with it those within it that were left open. */
  void ended(Batch batch) {
    Deque<Batch> mine = open.get();
    if (mine == null || !mine.contains(batch)) {
      return;
    }
    Items all = batch.items();
    for (Batch inner = mine.pop(); inner != batch; inner = mine.pop()) {
      all.take(inner.items());
      inner.abandon();
    }
    Batch outer = mine.peek();
    if (outer == null) {
      open.remove();
    }
    if (outer != null && Objects.equals(outer.transaction(), batch.transaction())) {
      outer.items().take(all);
      return;
    }
    TransactionItems itsTransaction = batch.itemsOfTransaction();
    if (itsTransaction == null) {
      all.send(Phase.MAKE);
    } else {
      itsTransaction.take(all);
    }
  }
}
