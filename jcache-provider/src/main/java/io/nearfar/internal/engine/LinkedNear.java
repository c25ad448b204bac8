package io.nearfar.internal.engine;

import io.nearfar.internal.coherence.Link;
import io.nearfar.internal.near.CopyStore;
import io.nearfar.internal.near.NearStores;
import io.nearfar.spi.InvalidationChannel;
import io.nearfar.stats.LinkStatistics;

/**
 * The near tier of a cache in topology {@code near-far}: its copies, and the link to the other
 * nodes that keeps them true.
 */
final class LinkedNear<K, V> implements AutoCloseable {
  private final CopyStore<K, V> store;
  private final NearCopies<K, V> copies;
  private final Link link;

  /**
   * Not open yet.
   *
   * @param sweep frees dead copies, soon
   */
  LinkedNear(
      EngineConfig<K, V> config,
      FarTier far,
      InvalidationChannel channel,
      Decoding<K, V> decoding,
      Runnable sweep) {
    store =
        NearStores.copies(
            config.settings().near(),
            config.ticker(),
            far.store().segments(),
            // The entry is still in the cache.
            copy -> {});
    link =
        new Link(
            far.store(),
            channel,
            new Announcements<>(
                store, decoding, config.settings().coherence().maxStaleness(), sweep),
            config.background().links(),
            config.ticker(),
            config.settings().coherence(),
            change -> {});
    copies =
        new NearCopies<>(
            store, far.store(), config.copier(), config.expiry(), segment -> link.pollSoon());
  }

  CopyStore<K, V> store() {
    return store;
  }

  Copies<K, V> copies() {
    return copies;
  }

  /** Begins to listen: copies are served from now on, as soon as a poll has confirmed them. */
  void open() {
    link.open();
  }

  LinkStatistics statistics() {
    return link.statistics(copies.revalidated());
  }

  @Override
  public void close() {
    link.close();
  }
}
