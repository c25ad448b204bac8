package io.nearfar.spi;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Knows the transactions of an application. Thread-safe. */
@FunctionalInterface
public interface TransactionContext {

  /**
   * The transaction in which the calling thread is.
   *
   * @return null if it is in none that is active
   */
  @Nullable Transaction current();

  /** A transaction. */
  interface Transaction {

    /**
     * What tells it from others.
     *
     * @return always the same; as a key of maps
     */
    Object key();

    /**
     * Lets something happen when it has ended, or at once if it can only be rolled back.
     *
     * @param end told whether it was committed, by whichever thread ends it, and perhaps more than
     *     once; must not throw
     * @throws IllegalStateException if it is too late for that
     */
    void atEnd(Consumer<Boolean> end);
  }
}
