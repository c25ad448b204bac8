package io.nearfar.benchmarks;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Caffeine's own API: the yardstick. */
public final class CaffeineSubject implements Subject {
  private final Cache<Integer, Object> cache;

  /**
   * Empty, with Caffeine's default executor.
   *
   * @param workload says whether entries expire after write and statistics are recorded
   * @param maximumSize the bound in entries
   */
  public CaffeineSubject(Workload workload, long maximumSize) {
    Caffeine<Object, Object> builder = Caffeine.newBuilder().maximumSize(maximumSize);
    if (workload.expiring()) {
      builder.expireAfterWrite(Duration.ofMinutes(Workload.EXPIRY_MINUTES));
    }
    if (workload.statistics()) {
      builder.recordStats();
    }
    cache = builder.build();
  }

  @Override
  public @Nullable Object get(Integer key) {
    return cache.getIfPresent(key);
  }

  @Override
  public void put(Integer key, Object value) {
    cache.put(key, value);
  }

  @Override
  public void close() {
    cache.invalidateAll();
    cache.cleanUp();
  }
}
