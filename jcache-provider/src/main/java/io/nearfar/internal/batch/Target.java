package io.nearfar.internal.batch;

/** A cache that takes what a batch has collected for it. Compared by identity. Thread-safe. */
public interface Target {

  /**
   * Sends what was collected; does not wait for its end.
   *
   * @param collected all of it
   * @param phase what is to become of it
   * @return its end
   * @throws RuntimeException if it can't be sent
   */
  Sent send(Collected collected, Phase phase);

  /** What a batch wants of a cache. */
  enum Phase {
    /** It is to be invalid. */
    MAKE,
    /** It may become invalid soon: it is neither to be served nor to be stored until then. */
    HOLD,
    /** What was held is to be invalid, and the hold ends. */
    COMMIT,
    /** The hold ends. */
    RELEASE
  }

  /** Something that was sent. */
  interface Sent {

    /**
     * Waits for its end.
     *
     * @throws RuntimeException if some of it failed
     */
    void await();
  }
}
