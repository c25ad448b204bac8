package io.nearfar.cdi.internal.invoke;

import io.nearfar.cdi.internal.expressions.TagList;
import io.nearfar.cdi.internal.results.Batch;
import io.nearfar.cdi.internal.results.Batches;
import jakarta.interceptor.InvocationContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code @InvalidateTags}: in all its caches with one round trip, and after the transaction. */
final class TagChange implements BoundChange.Change {
  private final List<CacheAccess> caches;
  private final TagList tags;
  private final Batches batches;

  TagChange(List<CacheAccess> caches, TagList tags, Batches batches) {
    this.caches = caches;
    this.tags = tags;
    this.batches = batches;
  }

  @Override
  @SuppressWarnings("try") // the batch collects by being open
  public void apply(InvocationContext call, @Nullable Object result) {
    List<String> invalid = tags.tags(call.getParameters(), result);
    if (invalid.isEmpty()) {
      return;
    }
    try (Batch batch = batches.open()) {
      for (CacheAccess cache : caches) {
        cache.store(call).invalidateTags(invalid);
      }
    }
  }
}
