package io.nearfar.internal.engine;

import org.jspecify.annotations.Nullable;

/** Statistics are off. */
final class NoRecorder implements Recorder {
  static final NoRecorder INSTANCE = new NoRecorder();

  private NoRecorder() {}

  @Override
  public long start() {
    return 0;
  }

  @Override
  public void hit(long start) {}

  @Override
  public void miss(long start) {}

  @Override
  public void mutation(boolean reads, Outcome<?> outcome, long start) {}

  @Override
  public void stored(long start) {}

  @Override
  public void processed(boolean found, @Nullable Outcome<?> outcome, long start) {}

  @Override
  public void eviction() {}
}
