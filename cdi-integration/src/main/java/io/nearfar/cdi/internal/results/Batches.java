package io.nearfar.cdi.internal.results;

/** Opens batches. Thread-safe. */
@FunctionalInterface
public interface Batches {

  /** A batch of this thread, to be closed by it. */
  Batch open();
}
