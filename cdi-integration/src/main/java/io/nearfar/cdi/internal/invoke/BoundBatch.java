package io.nearfar.cdi.internal.invoke;

import io.nearfar.cdi.internal.model.BatchScope;
import io.nearfar.cdi.internal.model.ThrowableFilter;
import io.nearfar.cdi.internal.results.Batch;
import io.nearfar.cdi.internal.results.Batches;
import jakarta.interceptor.InvocationContext;
import org.jspecify.annotations.Nullable;

/** {@code @BatchInvalidation}: a batch around the call, whose failure drops what it has. */
final class BoundBatch extends BoundOperation {
  private final Batches batches;
  private final ThrowableFilter drops;

  BoundBatch(BatchScope scope, Batches batches) {
    super(scope);
    this.batches = batches;
    this.drops = scope.filter();
  }

  @Override
  @Nullable Object invoke(InvocationContext call) throws Exception {
    // What the method throws goes before a failure of the batch, which is then suppressed.
    try (Batch batch = batches.open()) {
      try {
        return call.proceed();
      } catch (Throwable failure) {
        if (drops.accepts(failure)) {
          drop(batch, failure);
        }
        throw failure;
      }
    }
  }

  private static void drop(Batch batch, Throwable failure) {
    try {
      batch.drop();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }
}
