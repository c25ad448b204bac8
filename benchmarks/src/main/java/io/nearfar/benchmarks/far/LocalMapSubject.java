package io.nearfar.benchmarks.far;

import io.nearfar.benchmarks.Subject;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RLocalCachedMap;
import org.redisson.api.RedissonClient;

/** Redisson's map with local copies. */
final class LocalMapSubject implements Subject {
  private final RedissonClient client;
  private final RLocalCachedMap<Integer, Object> map;

  LocalMapSubject(RedissonClient client, RLocalCachedMap<Integer, Object> map) {
    this.client = client;
    this.map = map;
  }

  @Override
  public @Nullable Object get(Integer key) {
    return map.get(key);
  }

  @Override
  public void put(Integer key, Object value) {
    map.fastPut(key, value);
  }

  @Override
  public void close() {
    client.shutdown();
  }
}
