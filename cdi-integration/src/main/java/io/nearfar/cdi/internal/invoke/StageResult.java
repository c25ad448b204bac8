package io.nearfar.cdi.internal.invoke;

import io.nearfar.cdi.internal.keys.KeyMaker;
import io.nearfar.cdi.internal.messages.CdiMessages;
import io.nearfar.cdi.internal.model.CacheOperation;
import io.nearfar.cdi.internal.results.Loader;
import io.nearfar.cdi.internal.results.ResultStore;
import io.nearfar.cdi.internal.results.Tagger;
import jakarta.interceptor.InvocationContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** {@code @CacheResult} of a method that returns a stage of the result. */
final class StageResult extends BoundOperation {
  private final CacheOperation.Result operation;
  private final KeyMaker keys;
  private final CacheAccess access;
  private final boolean skipGet;
  private final Stages stages;
  private final Loader<InvocationContext, CompletionStage<?>> loader;
  private final @Nullable Tagger<InvocationContext> tagger;

  /**
   * @param exceptions the exception cache; null for none
   * @param tagger null for no tags
   * @param stages what kind of stage the method returns
   */
  StageResult(
      CacheOperation.Result operation,
      KeyMaker keys,
      CacheAccess access,
      @Nullable CachedExceptions exceptions,
      @Nullable Tagger<InvocationContext> tagger,
      Stages stages) {
    super(operation);
    this.operation = operation;
    this.keys = keys;
    this.access = access;
    this.skipGet = operation.annotation().skipGet();
    this.tagger = tagger;
    this.stages = stages;
    this.loader =
        exceptions == null
            ? (key, call) -> proceed(call)
            : (key, call) -> exceptions.loadAsync(key, call, this::proceed);
  }

  @Override
  Object invoke(InvocationContext call) {
    ResultStore store = access.store(call);
    Object key = keys.key(call);
    CompletableFuture<@Nullable Object> result =
        skipGet
            ? store.refreshAsync(key, call, loader, tagger)
            : store.resultAsync(key, call, loader, tagger);
    return stages.fromStage(result);
  }

  private CompletionStage<?> proceed(InvocationContext call) throws Exception {
    Object returned = call.proceed();
    if (returned == null) {
      throw new IllegalStateException(CdiMessages.noStage(operation.method().name()));
    }
    return stages.toStage(returned);
  }
}
