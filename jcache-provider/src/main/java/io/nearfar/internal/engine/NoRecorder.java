package io.nearfar.internal.engine;

import org.jspecify.annotations.Nullable;

/** Statistics are off. */
final class NoRecorder implements Recorder {
  static final NoRecorder INSTANCE = new NoRecorder();

  private NoRecorder() {}

  @Override
  public long startMutation() {
    return UNTIMED;
  }

  @Override
  public long startOfEach(long start, int entries) {
    return UNTIMED;
  }

  @Override
  public long startReads() {
    return UNTIMED;
  }

  @Override
  public void reads(int near, int behind, int missed, long start) {}

  @Override
  public void lookup(boolean found) {}

  @Override
  public void stored() {}

  @Override
  public void mutation(boolean reads, Outcome<?> outcome, long start) {}

  @Override
  public void processed(boolean found, @Nullable Outcome<?> outcome) {}

  @Override
  public void eviction() {}
}
