package io.nearfar.testing;

import io.nearfar.spi.FarStore;
import io.nearfar.spi.Ticker;

/** The double behaves as the real ones do. */
class FakeFarStoreTest extends FarStoreTagsKit {
  private final FakeFarStore store = new FakeFarStore(Ticker.system());

  @Override
  protected FarStore store() {
    return store;
  }
}
