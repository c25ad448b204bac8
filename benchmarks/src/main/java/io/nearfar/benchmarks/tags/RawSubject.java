package io.nearfar.benchmarks.tags;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.nearfar.benchmarks.Workload;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Raw Caffeine, which has no tags: what it is told of them is ignored. */
final class RawSubject implements TaggedSubject {
  private final Cache<Integer, Object> cache;

  RawSubject(Workload workload, int maximumSize) {
    Caffeine<Object, Object> builder = Caffeine.newBuilder().maximumSize(maximumSize);
    if (workload.expiring()) {
      builder.expireAfterWrite(Duration.ofMinutes(Workload.EXPIRY_MINUTES));
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
  public void put(Integer key, Object value, List<String> tags) {
    cache.put(key, value);
  }

  @Override
  public void invalidateOthers(int tags) {
    // It has none.
  }

  @Override
  public void checkNear() {
    // There is nothing else.
  }

  @Override
  public void close() {
    cache.invalidateAll();
    cache.cleanUp();
  }
}
