package io.nearfar.cdi.internal.invoke;

import io.nearfar.cdi.internal.keys.KeyMaker;
import io.nearfar.cdi.internal.messages.CdiMessages;
import io.nearfar.cdi.internal.model.CacheOperation;
import io.nearfar.cdi.internal.results.Loader;
import io.nearfar.cdi.internal.results.ResultStore;
import io.nearfar.cdi.internal.results.Tagger;
import jakarta.interceptor.InvocationContext;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** {@code @CacheResult} of a method that returns the result itself. */
final class ValueResult extends BoundOperation {
  private final CacheOperation.Result operation;
  private final KeyMaker keys;
  private final CacheAccess access;
  private final boolean skipGet;
  private final Class<?> type;
  private final Loader<InvocationContext, Object> loader;
  private final @Nullable Tagger<InvocationContext> tagger;

  /**
   * @param exceptions the exception cache; null for none
   * @param tagger null for no tags
   */
  ValueResult(
      CacheOperation.Result operation,
      KeyMaker keys,
      CacheAccess access,
      @Nullable CachedExceptions exceptions,
      @Nullable Tagger<InvocationContext> tagger) {
    super(operation);
    this.operation = operation;
    this.keys = keys;
    this.access = access;
    this.skipGet = operation.annotation().skipGet();
    this.type = MethodType.methodType(method().getReturnType()).wrap().returnType();
    this.loader = exceptions == null ? (key, call) -> call.proceed() : exceptions::load;
    this.tagger = tagger;
  }

  @Override
  @Nullable Object invoke(InvocationContext call) throws Exception {
    ResultStore store = access.store(call);
    Object key = keys.key(call);
    Object result =
        skipGet
            ? store.refresh(key, call, loader, tagger)
            : store.result(key, call, loader, tagger);
    if (result != null && !type.isInstance(result)) {
      throw wrongType(result);
    }
    return result;
  }

  private ClassCastException wrongType(Object result) {
    return new ClassCastException(
        CdiMessages.wrongResultType(
            operation.method().name(),
            operation.cacheName(),
            type.getName(),
            result.getClass().getName()));
  }
}
