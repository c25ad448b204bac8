package io.nearfar.cdi.internal.results;

/** Invalidations that are collected in this thread. */
public interface Batch extends AutoCloseable {

  /** Drops what was collected since it was opened. */
  void drop();

  /** Makes what was collected. */
  @Override
  void close();
}
