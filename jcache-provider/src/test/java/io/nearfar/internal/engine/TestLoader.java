package io.nearfar.internal.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A loader with a source in memory, which counts its loads and can be held while it loads. */
final class TestLoader<K, V> implements Loader<K, V> {
  private final Map<K, V> source = new ConcurrentHashMap<>();
  private final Map<K, AtomicInteger> loads = new ConcurrentHashMap<>();

  /** Runs in each load, after the source was read and before the load returns. */
  private volatile Consumer<K> whileLoading = key -> {};

  /** Changes the source. */
  TestLoader<K, V> source(K key, V value) {
    source.put(key, value);
    return this;
  }

  TestLoader<K, V> whileLoading(Consumer<K> action) {
    whileLoading = action;
    return this;
  }

  /** How often a key was loaded. */
  int loads(K key) {
    AtomicInteger count = loads.get(key);
    return count == null ? 0 : count.get();
  }

  @Override
  public @Nullable V load(K key) {
    loads.computeIfAbsent(key, k -> new AtomicInteger()).incrementAndGet();
    V value = source.get(key);
    whileLoading.accept(key);
    return value;
  }

  @Override
  public Map<K, V> loadAll(Iterable<? extends K> keys) {
    Map<K, V> result = new LinkedHashMap<>();
    for (K key : keys) {
      V value = load(key);
      if (value != null) {
        result.put(key, value);
      }
    }
    return result;
  }
}
