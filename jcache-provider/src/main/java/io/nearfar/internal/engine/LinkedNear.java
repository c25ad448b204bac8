package io.nearfar.internal.engine;

import io.nearfar.internal.coherence.Link;
import io.nearfar.internal.coherence.LinkLoop;
import io.nearfar.internal.near.CopyStore;
import io.nearfar.internal.near.NearStores;
import io.nearfar.spi.InvalidationChannel;
import io.nearfar.stats.LinkStatistics;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The near tier of a cache in topology {@code near-far}: its copies, and the link to the other
 * nodes that keeps them true.
 */
final class LinkedNear<K, V> implements AutoCloseable {
  private final CopyStore<K, V> store;
  private final NearCopies<K, V> copies;
  private final RemoteChanges<K> others;
  private final Link link;

  /**
   * The near tier in front of a far one, not open yet; null if there is to be none. What a read
   * does to an entry's life has to be known beforehand, or each read would have to ask the
   * application's policy and tell the far tier.
   *
   * @param sweep frees dead copies, soon
   * @param counts counts what other nodes invalidate
   * @param evictions counts copies that leave because there is no room for them
   */
  static <K, V> @Nullable LinkedNear<K, V> of(
      EngineConfig<K, V> config,
      FarTier far,
      Decoding<K, V> decoding,
      Runnable sweep,
      InvalidationCounts counts,
      LongAdder evictions) {
    InvalidationChannel channel = far.channel();
    return channel == null || !config.expiry().fixed()
        ? null
        : new LinkedNear<>(config, far, channel, decoding, sweep, counts, evictions);
  }

  private LinkedNear(
      EngineConfig<K, V> config,
      FarTier far,
      InvalidationChannel channel,
      Decoding<K, V> decoding,
      Runnable sweep,
      InvalidationCounts counts,
      LongAdder evictions) {
    store =
        NearStores.copies(
            config.settings().near(),
            config.ticker(),
            far.store().segments(),
            // No eviction of JSR-107's: the entry is still in the cache.
            copy -> evictions.increment());
    LinkLoop loop = config.background().links();
    others = new RemoteChanges<>(decoding, far.store().segments(), loop, counts);
    link =
        new Link(
            far.store(),
            channel,
            new Announcements<>(
                store, decoding, config.settings().coherence().maxStaleness(), sweep),
            loop,
            config.ticker(),
            config.settings().coherence(),
            others);
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

  /** Tells a sink of what other nodes change; null = nobody. */
  void sendRemoteChanges(@Nullable RemoteSink<K> sink) {
    others.tell(sink);
  }

  LinkStatistics statistics() {
    return link.statistics(copies.revalidated());
  }

  @Override
  public void close() {
    link.close();
  }
}
