package io.nearfar.internal.engine;

/** The events of one mutation on their way to the listeners. To be delivered exactly once. */
interface Delivery {
  /** Nothing to deliver. */
  Delivery NONE = () -> {};

  /**
   * Waits for earlier events of the same key, then tells the listeners. Called without any lock.
   *
   * @throws RuntimeException the failure of a listener
   */
  void deliver();
}
