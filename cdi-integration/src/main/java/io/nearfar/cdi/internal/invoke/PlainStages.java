package io.nearfar.cdi.internal.invoke;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** {@code CompletionStage} and {@code CompletableFuture}. */
enum PlainStages implements Stages {
  INSTANCE;

  @Override
  public CompletionStage<?> toStage(Object returned) {
    return (CompletionStage<?>) returned;
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // it is returned
  public Object fromStage(CompletableFuture<@Nullable Object> stage) {
    return stage;
  }

  /** {@inheritDoc} A failure is what it was, and to cancel it cancels what was returned. */
  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // it is returned
  public Object whenComplete(Object returned, BiConsumer<Object, @Nullable Throwable> action) {
    CompletableFuture<@Nullable Object> own = new CompletableFuture<>();
    var unused =
        toStage(returned)
            .whenComplete(
                (value, failure) -> {
                  Throwable reason = failure;
                  try {
                    action.accept(value, failure);
                  } catch (Throwable e) {
                    reason = failure == null ? e : failure;
                  }
                  if (reason == null) {
                    own.complete(value);
                  } else {
                    own.completeExceptionally(reason);
                  }
                });
    if (returned instanceof CompletableFuture<?> cancelable) {
      var unusedToo =
          own.whenComplete(
              (value, failure) -> {
                if (own.isCancelled()) {
                  cancelable.cancel(/* mayInterruptIfRunning= */ true);
                }
              });
    }
    return own;
  }
}
