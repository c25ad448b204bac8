package io.nearfar.cdi.internal.check;

import io.nearfar.cdi.CacheLevels;
import io.nearfar.cdi.internal.model.CacheOperation;
import io.nearfar.cdi.internal.model.Fault;
import io.nearfar.cdi.internal.model.StoreRule;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Checks that methods which use one cache want the same cache. */
final class StorageChecks {
  private final Consumer<Fault> faults;

  /** What was said first of each cache, and where. */
  private final Map<String, Said<Duration>> times = new HashMap<>();

  private final Map<String, Said<CacheLevels>> levels = new HashMap<>();

  private record Said<T>(String where, T what) {}

  StorageChecks(Consumer<Fault> faults) {
    this.faults = faults;
  }

  void check(CacheOperation operation) {
    StoreRule rule = operation.store();
    if (rule == null || !rule.isOfCache()) {
      return;
    }
    if (operation.resolverFactory() != null) {
      report(Fault.Kind.POLICY_WITH_RESOLVER, operation, rule.ttl() == null ? "levels" : "a ttl");
      return;
    }
    agree(operation, times, "lives for", rule.ttl());
    agree(
        operation,
        levels,
        "has the levels",
        rule.levels() == CacheLevels.CONFIGURED ? null : rule.levels());
  }

  private <T> void agree(
      CacheOperation operation, Map<String, Said<T>> all, String does, @Nullable T what) {
    if (what == null) {
      return;
    }
    Said<T> first =
        all.putIfAbsent(operation.cacheName(), new Said<>(operation.method().name(), what));
    if (first != null && !first.what().equals(what)) {
      report(
          Fault.Kind.DIFFERENT_STORAGE,
          operation,
          "what cache '%s' holds %s %s here, and %s by %s"
              .formatted(operation.cacheName(), does, what, first.what(), first.where()));
    }
  }

  private void report(Fault.Kind kind, CacheOperation operation, String seen) {
    faults.accept(new Fault(kind, operation.method().name(), seen));
  }
}
