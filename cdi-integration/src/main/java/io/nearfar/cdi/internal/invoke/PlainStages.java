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

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // it is returned
  public Object whenComplete(Object returned, BiConsumer<Object, @Nullable Throwable> action) {
    return toStage(returned).whenComplete(action);
  }
}
