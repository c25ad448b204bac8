package io.nearfar.benchmarks;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** A plain concurrent map: the least that thread-safe look-up costs. */
public final class MapSubject implements Subject {
  private final ConcurrentMap<Integer, Object> map = new ConcurrentHashMap<>();

  /** Empty. */
  public MapSubject() {}

  @Override
  public @Nullable Object get(Integer key) {
    return map.get(key);
  }

  @Override
  public void put(Integer key, Object value) {
    map.put(key, value);
  }

  @Override
  public void close() {
    map.clear();
  }
}
