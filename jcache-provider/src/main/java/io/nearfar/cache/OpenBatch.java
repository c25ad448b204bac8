package io.nearfar.cache;

import io.nearfar.internal.batch.Batch;

/** A batch as the application sees it. */
final class OpenBatch implements InvalidationBatch {
  private final Batch batch;

  OpenBatch(Batch batch) {
    this.batch = batch;
  }

  private record Point(Batch.Mark mark) implements Mark {}

  @Override
  public Mark mark() {
    return new Point(batch.mark());
  }

  @Override
  public void rollbackTo(Mark mark) {
    if (!(mark instanceof Point point)) {
      throw new IllegalArgumentException("The mark is of something else: use marks of this batch.");
    }
    batch.keep(point.mark());
  }

  @Override
  public void drop() {
    batch.drop();
  }

  @Override
  public void close() {
    batch.close();
  }
}
