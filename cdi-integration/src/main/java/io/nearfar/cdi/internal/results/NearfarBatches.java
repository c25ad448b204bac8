package io.nearfar.cdi.internal.results;

import io.nearfar.cache.InvalidationBatch;
import io.nearfar.cache.Invalidations;

/** Batches of Nearfar; loaded only where its provider is. */
enum NearfarBatches implements Batches {
  INSTANCE;

  @Override
  public Batch open() {
    return new Opened(Invalidations.batch());
  }

  private record Opened(InvalidationBatch batch) implements Batch {
    @Override
    public void drop() {
      batch.drop();
    }

    @Override
    public void close() {
      batch.close();
    }
  }
}
