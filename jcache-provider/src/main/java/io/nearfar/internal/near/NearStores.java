package io.nearfar.internal.near;

import io.nearfar.config.EntryWeigher;
import io.nearfar.config.NearSettings;
import io.nearfar.spi.Ticker;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.ToLongBiFunction;
import org.jspecify.annotations.Nullable;

/** Makes the near store that a cache's settings ask for. */
public final class NearStores {
  private NearStores() {}

  /**
   * An empty store.
   *
   * @param settings its limits
   * @param ticker the clock of its deadlines
   * @param accessTtl asked once per read of an entry, see {@link TouchingNearStore}; null if reads
   *     prolong no life
   * @param evicted told of each entry that leaves because the store is full; quick, does not call
   *     back
   */
  public static <K, V> NearStore<K, V> create(
      NearSettings settings,
      Ticker ticker,
      @Nullable LongSupplier accessTtl,
      Consumer<NearEntry<V>> evicted) {
    ConcurrentMap<K, NearEntry<V>> map = map(settings, ExpiringEntry.class, evicted);
    return accessTtl == null
        ? new NearStore<>(map, ticker)
        : new TouchingNearStore<>(map, ticker, accessTtl);
  }

  /**
   * An empty store of copies.
   *
   * @param settings its limits
   * @param ticker the clock of deadlines and staleness
   * @param segments how many segments the far tier has
   * @param evicted as for {@link #create}
   */
  public static <K, V> CopyStore<K, V> copies(
      NearSettings settings, Ticker ticker, int segments, Consumer<NearEntry<V>> evicted) {
    return new CopyStore<>(map(settings, MortalCopy.class, evicted), ticker, segments);
  }

  private static <K, V> ConcurrentMap<K, NearEntry<V>> map(
      NearSettings settings, Class<?> entryType, Consumer<NearEntry<V>> evicted) {
    return NearMaps.create(
        settings.policy(),
        maximum(settings),
        weigher(settings, entryType),
        (key, entry) -> evicted.accept(entry));
  }

  private static long maximum(NearSettings near) {
    if (near.maxWeight() != NearSettings.UNLIMITED) {
      return near.maxWeight();
    }
    return near.maxBytes() != NearSettings.UNLIMITED ? near.maxBytes() : near.maxEntries();
  }

  /** Null = every entry counts 1. */
  private static <K, V> @Nullable ToLongBiFunction<K, NearEntry<V>> weigher(
      NearSettings near, Class<?> entryType) {
    if (near.maxBytes() != NearSettings.UNLIMITED) {
      HeapSize size = HeapSize.inMapOf(entryType);
      return (key, entry) -> size.ofEntry(key, entry.value()) + size.of(entry.baggage());
    }
    EntryWeigher<?, ?> given = near.weigher();
    if (given == null || near.maxWeight() == NearSettings.UNLIMITED) {
      return null;
    }
    // The application promised that its weigher fits the cache's types.
    @SuppressWarnings("unchecked")
    EntryWeigher<K, V> weigher = (EntryWeigher<K, V>) given;
    return (key, entry) -> weigher.weigh(key, entry.value());
  }
}
