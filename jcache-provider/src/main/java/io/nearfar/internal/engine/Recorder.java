package io.nearfar.internal.engine;

import org.jspecify.annotations.Nullable;

/**
 * Where a cache's operations are counted, or not. The methods are on the hot path: they allocate
 * nothing, and the clock is read only for the few operations that are timed.
 */
sealed interface Recorder permits NoRecorder, CountingRecorder {

  /** A read begins; the answer is for {@link #hit} or {@link #miss}: 0 if it is not timed. */
  long startRead();

  /** A mutation begins; the answer is for {@link #mutation}: 0 if it is not timed. */
  long startMutation();

  /** A read found an entry. */
  void hit(long start);

  /** A read found nothing. */
  void miss(long start);

  /** A value was stored, and nobody asked what was there. */
  void stored();

  /**
   * A mutation ended.
   *
   * @param reads whether the operation also tells what was there, so that it counts as a read
   */
  void mutation(boolean reads, Outcome<?> outcome, long start);

  /**
   * A processor ran on an entry.
   *
   * @param found whether there was an entry when it began
   * @param outcome what became of its wishes; null if it had none
   */
  void processed(boolean found, @Nullable Outcome<?> outcome);

  /** An entry was evicted because the near tier was full. */
  void eviction();
}
