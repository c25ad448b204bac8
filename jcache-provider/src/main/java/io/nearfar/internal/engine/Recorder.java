package io.nearfar.internal.engine;

import org.jspecify.annotations.Nullable;

/**
 * Where a cache's operations are counted, or not. The methods are on the hot path: they allocate
 * nothing, and the clock is read only for the few operations that are timed.
 */
sealed interface Recorder permits NoRecorder, CountingRecorder {

  /** In place of a start: the operation is counted, not timed. */
  long UNTIMED = 0;

  /** A mutation begins; the answer is for {@link #mutation}. */
  long startMutation();

  /**
   * For an operation on many entries that ends now: the start of each of them, had they taken turns
   * in the time of the whole.
   */
  long startOfEach(long start, int entries);

  /** A read by the authority, as part of something else: it is counted, and never timed. */
  void lookup(boolean found);

  /** Reads of many entries begin; the answer is for {@link #reads}. */
  long startReads();

  /**
   * Reads of many entries have ended. Loading is not counted as time of the reads.
   *
   * @param near how many have found something in the near tier
   * @param behind how many have found something behind it
   * @param missed how many have found nothing
   */
  void reads(int near, int behind, int missed, long start);

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
