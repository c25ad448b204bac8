package io.nearfar.cache;

/**
 * Invalidations of one thread, of any caches, collected: each is made once, and all together with
 * one round trip per node of the far tier. Made by {@link Invalidations#batch}, and closed by the
 * same thread:
 *
 * <pre>{@code
 * try (InvalidationBatch batch = Invalidations.batch()) {
 *   products.invalidateTag("supplier:7");
 *   orders.invalidate(Set.of(1L, 2L));
 * }
 * }</pre>
 *
 * <p>In a JTA transaction that is active when the batch is opened, they are made after the commit,
 * and dropped if it is rolled back; until then nothing that they are about is served or stored by
 * any node, for at most the {@linkplain Invalidations#MAX_HOLD longest hold}. A batch in a batch
 * belongs to the outer one, unless it is in another transaction ({@code REQUIRES_NEW}).
 *
 * <p>To be used by one thread.
 */
public interface InvalidationBatch extends AutoCloseable {

  /** A point to which a batch can be taken back, as a savepoint of a database. */
  interface Mark {}

  /**
   * Marks what is collected by now.
   *
   * @return a mark of this batch
   * @throws IllegalStateException if the batch is closed
   */
  Mark mark();

  /**
   * Drops what was collected after a mark.
   *
   * @param mark of this batch
   * @throws IllegalArgumentException if it is of another batch, or of what was dropped already
   * @throws IllegalStateException if the batch is closed
   */
  void rollbackTo(Mark mark);

  /**
   * Drops everything that this batch has collected, not what the one around it has. It may collect
   * anew.
   *
   * @throws IllegalStateException if the batch is closed
   */
  void drop();

  /**
   * Makes what was collected, or leaves it to the transaction or the batch around it. Without
   * effect if it is closed.
   *
   * @throws javax.cache.CacheException if some of it could not be made; all was tried
   */
  @Override
  void close();
}
