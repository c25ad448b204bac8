package io.nearfar.internal.engine;

/**
 * The beginning of a load, to be closed when its value is stored, or there is none.
 *
 * @param lease what is there, or what the value is to be stored over
 * @param giveBack lets other nodes have their turn; never fails
 */
record LoadTurn<V>(Lease<V> lease, Runnable giveBack) implements AutoCloseable {

  /** A load that does not hold up other nodes. */
  static <V> LoadTurn<V> of(Lease<V> lease) {
    return new LoadTurn<>(lease, () -> {});
  }

  @Override
  public void close() {
    giveBack.run();
  }
}
