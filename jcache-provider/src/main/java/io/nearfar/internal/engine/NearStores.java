package io.nearfar.internal.engine;

import io.nearfar.config.EntryWeigher;
import io.nearfar.config.EvictionPolicy;
import io.nearfar.config.NearSettings;
import io.nearfar.config.Topology;
import io.nearfar.internal.near.NearEntry;
import io.nearfar.internal.near.NearMaps;
import io.nearfar.internal.near.NearStore;
import io.nearfar.internal.near.TouchingNearStore;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.ToLongBiFunction;
import org.jspecify.annotations.Nullable;

/** Chooses the near store that a cache's settings ask for. */
final class NearStores {
  private NearStores() {}

  static <K, V> NearStore<K, V> create(EngineConfig<K, V> config, Consumer<NearEntry<V>> evicted) {
    ConcurrentMap<K, NearEntry<V>> map = map(config, evicted);
    ExpiryRule expiry = config.expiry();
    return expiry.ignoresAccess()
        ? new NearStore<>(map, config.ticker())
        : new TouchingNearStore<>(map, config.ticker(), expiry::access);
  }

  private static <K, V> ConcurrentMap<K, NearEntry<V>> map(
      EngineConfig<K, V> config, Consumer<NearEntry<V>> evicted) {
    NearSettings near = config.settings().near();
    if (config.settings().topology() == Topology.NONE) {
      return NearMaps.create(EvictionPolicy.ADAPTIVE, 0, null, (key, entry) -> {});
    }
    return NearMaps.create(
        near.policy(), maximum(near), weigher(near), (key, entry) -> evicted.accept(entry));
  }

  private static long maximum(NearSettings near) {
    if (near.maxWeight() != NearSettings.UNLIMITED) {
      return near.maxWeight();
    }
    return near.maxBytes() != NearSettings.UNLIMITED ? near.maxBytes() : near.maxEntries();
  }

  /** Null = every entry counts 1. */
  private static <K, V> @Nullable ToLongBiFunction<K, NearEntry<V>> weigher(NearSettings near) {
    if (near.maxBytes() != NearSettings.UNLIMITED) {
      return (key, entry) -> 1; // replaced when the estimator lands
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
