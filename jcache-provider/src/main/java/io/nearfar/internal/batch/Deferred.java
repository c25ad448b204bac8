package io.nearfar.internal.batch;

/** Something that begins when a batch is made. */
public interface Deferred {

  /** Begins; does not fail. */
  void begin();

  /** The batch was dropped; does not fail. */
  void drop();
}
