package io.nearfar.cdi.internal.caches;

import io.nearfar.cdi.CacheLevels;
import io.nearfar.cdi.internal.model.CacheOperation;
import io.nearfar.cdi.internal.model.Intercepted;
import io.nearfar.cdi.internal.model.StoreRule;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What methods want of each cache, by name: which classes they store, how long and where, and which
 * events concern it. They agree; that was checked. Thread-safe.
 */
public final class CacheUses {
  private final CacheTypes types = new CacheTypes();
  private final Map<String, Duration> times = new ConcurrentHashMap<>();
  private final Map<String, CacheLevels> levels = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> listeners = new ConcurrentHashMap<>();

  /** Notes what is wanted. */
  public void addAll(Collection<Intercepted> all) {
    for (Intercepted intercepted : all) {
      if (intercepted instanceof CacheOperation operation) {
        types.add(operation);
        StoreRule rule = operation.store();
        if (rule != null) {
          add(operation, rule);
        }
      }
    }
  }

  private void add(CacheOperation operation, StoreRule rule) {
    String cache = operation.cacheName();
    if (rule.ttl() != null) {
      times.put(cache, rule.ttl());
    }
    if (rule.levels() != CacheLevels.CONFIGURED) {
      levels.put(cache, rule.levels());
    }
    // A resolver's caches are not known by name.
    if (operation.resolverFactory() == null) {
      for (String event : rule.events()) {
        listeners.computeIfAbsent(event, added -> ConcurrentHashMap.newKeySet()).add(cache);
      }
    }
  }

  /** What is wanted of a cache. */
  CacheWish of(String cache) {
    return new CacheWish(
        types.of(cache), times.get(cache), levels.getOrDefault(cache, CacheLevels.CONFIGURED));
  }

  /** The caches of the methods that name an event. */
  Set<String> listeners(String event) {
    return new TreeSet<>(listeners.getOrDefault(event, Set.of()));
  }
}
