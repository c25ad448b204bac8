package io.nearfar.cdi.internal.invoke;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Turns what asynchronous methods return into stages, and back. Stateless. */
interface Stages {

  /** The stage of what a method has returned. */
  CompletionStage<?> toStage(Object returned);

  /** What the method's caller gets. */
  Object fromStage(CompletableFuture<@Nullable Object> stage);

  /** The same as was returned, with something to be done before its end is seen. */
  Object whenComplete(Object returned, BiConsumer<Object, @Nullable Throwable> action);

  /** Those for a method's return type; null if it is not asynchronous. */
  static @Nullable Stages of(Class<?> returnType) {
    if (returnType == CompletionStage.class || returnType == CompletableFuture.class) {
      return PlainStages.INSTANCE;
    }
    // By name: the class that knows Mutiny must not be loaded where it is absent.
    return returnType.getName().equals("io.smallrye.mutiny.Uni") ? UniStages.INSTANCE : null;
  }
}
