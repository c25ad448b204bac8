package io.nearfar.cdi.internal.invoke;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * {@code Uni}; the one class that knows Mutiny. The method is called when it is called, not when
 * its {@code Uni} is subscribed: an interceptor can't proceed after it has returned.
 */
enum UniStages implements Stages {
  INSTANCE;

  @Override
  public CompletionStage<?> toStage(Object returned) {
    return ((Uni<?>) returned).subscribeAsCompletionStage();
  }

  @Override
  public Object fromStage(CompletableFuture<@Nullable Object> stage) {
    // A copy for each subscription: canceling one must not end the others.
    return Uni.createFrom().completionStage(stage::copy);
  }

  @Override
  public Object whenComplete(Object returned, BiConsumer<Object, @Nullable Throwable> action) {
    return ((Uni<?>) returned).onItemOrFailure().invoke(action);
  }
}
