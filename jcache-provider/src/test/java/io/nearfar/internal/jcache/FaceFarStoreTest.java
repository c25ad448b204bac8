package io.nearfar.internal.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearfar.spi.FarException;
import io.nearfar.spi.FarStore;
import io.nearfar.spi.FarStore.Change;
import io.nearfar.spi.FarStore.Condition;
import io.nearfar.spi.FarStore.Replies;
import io.nearfar.testing.FakeFarStore;
import io.nearfar.testing.FakeTicker;
import java.net.URI;
import java.util.List;
import javax.cache.CacheException;
import org.junit.jupiter.api.Test;

/** Failures of a far store as the application sees them. */
class FaceFarStoreTest {
  private static final byte[] KEY = {1};
  private static final Change REMOVAL =
      new Change(Condition.ALWAYS, null, null, 0, FarStore.ETERNAL, FarStore.KEEP, false);

  private final FakeFarStore fake = new FakeFarStore(new FakeTicker());
  private final FarStore store =
      new FaceFarStore(new CacheIdentity("orders", URI.create("urn:shop")), fake);

  @Test
  void failures_areCacheExceptions() {
    fake.failing(true);
    assertThatThrownBy(() -> store.get(KEY, FarStore.KEEP))
        .isInstanceOf(CacheException.class)
        .hasCauseInstanceOf(FarException.class);
    assertThatThrownBy(() -> store.change(KEY, REMOVAL))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("was not made");
  }

  @Test
  void halfDone_keepsWhatIsKnown() {
    fake.failingAfter(1);
    Replies replies = store.changeAll(List.of(KEY, new byte[] {2}), List.of(REMOVAL, REMOVAL));
    assertThat(replies.each().get(0)).isNotNull();
    assertThat(replies.each().get(1)).isNull();
    assertThat(replies.failure())
        .isInstanceOf(CacheException.class)
        .hasCauseInstanceOf(FarException.class)
        .hasMessageContaining("is not known");
  }
}
