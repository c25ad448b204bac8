package io.nearfar.internal.near;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.nearfar.config.EvictionPolicy;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;
import java.util.function.ToLongBiFunction;
import org.jspecify.annotations.Nullable;

/** Placeholder until the near maps land. */
public final class NearMaps {
  private NearMaps() {}

  /** A map. */
  public static <K, E> ConcurrentMap<K, E> create(
      EvictionPolicy policy,
      long maximum,
      @Nullable ToLongBiFunction<K, E> weigher,
      BiConsumer<K, E> onEvicted) {
    if (maximum < 0) {
      return new ConcurrentHashMap<>();
    }
    return Caffeine.newBuilder()
        .maximumSize(maximum)
        .executor(Runnable::run)
        .<K, E>evictionListener((k, e, c) -> onEvicted.accept(k, e))
        .build()
        .asMap();
  }
}
