package io.nearfar.cdi.internal.invoke;

import io.nearfar.cdi.CacheEvents;
import io.nearfar.cdi.internal.caches.ApplicationCaches;
import io.nearfar.cdi.internal.results.Batch;
import io.nearfar.cdi.internal.results.Batches;
import io.nearfar.cdi.internal.results.ResultStores;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;

/** Fires events in the caches of the application's manager. */
@Dependent
public class ApplicationEvents implements CacheEvents {
  private final ApplicationCaches caches;
  private final @Nullable Batches batches;

  @Inject
  ApplicationEvents(ApplicationCaches caches) {
    this(caches, ResultStores.batches());
  }

  /**
   * @param batches null if Nearfar's provider is not there
   */
  ApplicationEvents(ApplicationCaches caches, @Nullable Batches batches) {
    this.caches = caches;
    this.batches = batches;
  }

  @Override
  @SuppressWarnings("try") // the batch collects by being open
  public Set<String> fire(String event) {
    Objects.requireNonNull(event, "event");
    if (batches == null) {
      return Set.of();
    }
    // Before the batch: to open a cache may take a while.
    Set<Cache<?, ?>> hearing = caches.hearing(event);
    Set<String> told = new TreeSet<>();
    try (Batch batch = batches.open()) {
      for (Cache<?, ?> cache : hearing) {
        if (ResultStores.fire(cache, event)) {
          told.add(cache.getName());
        }
      }
    }
    return Collections.unmodifiableSet(told);
  }
}
