package io.nearfar.internal.near;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalListener;
import com.github.benmanes.caffeine.cache.Weigher;
import io.nearfar.config.EvictionPolicy;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;
import java.util.function.ToLongBiFunction;
import org.jspecify.annotations.Nullable;

/** Chooses the map under a near tier: one for each {@link EvictionPolicy}, or an unbounded one. */
final class NearMaps {

  private NearMaps() {}

  /**
   * Creates an empty map. No map uses threads of its own or of the common pool: what eviction there
   * is to do is done by the threads that use the map. In an application server other threads are
   * not ours to use, and those of the common pool may be busy with somebody else's blocking work
   * for as long as they like, while the map grows.
   *
   * <p>{@code onEvicted} is called exactly once for each entry that was evicted to keep the bound,
   * on a thread that uses the map (for LRU, LFU and FIFO: the one whose write made it necessary),
   * possibly under a lock of the map. It is quick, does not throw, and never calls back into the
   * map. It is not called for entries that are removed or replaced.
   *
   * <p>LRU, LFU and FIFO are within the bound whenever no write is in progress. Adaptive is too if
   * writes do not overlap; while they do, it may be over the bound by some hundred entries per
   * processor, and the last of that may be left to the next operation on the map.
   *
   * @param policy which entry is evicted first
   * @param maximum the most weight; negative for no limit, 0 to keep nothing
   * @param weigher the weight of an entry, 0 or more, called once per entry stored; null if each
   *     weighs 1. The adaptive policy counts at most 2<sup>31</sup>-1 for one entry, and never
   *     evicts those of weight 0
   * @param onEvicted told of every eviction
   */
  static <K, E> ConcurrentMap<K, E> create(
      EvictionPolicy policy,
      long maximum,
      @Nullable ToLongBiFunction<K, E> weigher,
      BiConsumer<K, E> onEvicted) {
    if (maximum < 0) {
      return new ConcurrentHashMap<>();
    }
    // To keep nothing means not to keep weightless entries either: count instead.
    ToLongBiFunction<K, E> weight = maximum == 0 ? null : weigher;
    return switch (policy) {
      case ADAPTIVE -> adaptive(maximum, weight, onEvicted);
      case LRU -> new PolicyMap<>(new LruPolicy<>(), maximum, weight, onEvicted);
      case LFU -> new PolicyMap<>(new LfuPolicy<>(), maximum, weight, onEvicted);
      case FIFO -> new PolicyMap<>(new FifoPolicy<>(), maximum, weight, onEvicted);
    };
  }

  private static <K, E> ConcurrentMap<K, E> adaptive(
      long maximum, @Nullable ToLongBiFunction<K, E> weigher, BiConsumer<K, E> onEvicted) {
    Caffeine<K, E> builder =
        Caffeine.newBuilder().executor(Runnable::run).evictionListener(reporting(onEvicted));
    if (weigher == null) {
      builder.maximumSize(maximum);
    } else {
      // An entry that weighs more than an int can say must not seem to fit exactly.
      builder.maximumWeight(maximum == Integer.MAX_VALUE ? maximum - 1 : maximum);
      builder.weigher(saturating(weigher));
    }
    Cache<K, E> cache = builder.build();
    return cache.asMap();
  }

  /** Keys and entries are held strongly, so the listener is never given a null. */
  private static <K, E> RemovalListener<K, E> reporting(BiConsumer<K, E> onEvicted) {
    return (key, entry, cause) -> onEvicted.accept(requireNonNull(key), requireNonNull(entry));
  }

  /**
   * Caffeine weighs in ints. Saturating is exact for all but single entries beyond 2 GiB in a tier
   * larger than that. Counting in larger units instead would round up every small entry, and so
   * cost all tiers of that size a good part of their room.
   */
  private static <K, E> Weigher<K, E> saturating(ToLongBiFunction<K, E> weigher) {
    return (key, entry) -> (int) Math.min(Integer.MAX_VALUE, weigher.applyAsLong(key, entry));
  }
}
