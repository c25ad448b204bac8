package io.nearfar.cdi.internal.invoke;

import io.nearfar.cdi.internal.model.Intercepted;
import io.nearfar.cdi.internal.model.ThrowableFilter;
import jakarta.interceptor.InvocationContext;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * {@code @CachePut}, {@code @CacheRemove}, {@code @CacheRemoveAll} and {@code @InvalidateTags}: a
 * change before the call, or after it has ended well or with an exception that allows it. An
 * asynchronous method has ended when its stage has.
 */
final class BoundChange extends BoundOperation {
  private final Change change;
  private final boolean after;
  private final ThrowableFilter filter;
  private final @Nullable Stages stages;

  /** What is done to the cache. */
  @FunctionalInterface
  interface Change {
    /**
     * Does it.
     *
     * @param result of the method; null also before it, and where it has failed
     */
    void apply(InvocationContext call, @Nullable Object result);
  }

  BoundChange(Intercepted operation, Change change, boolean after, ThrowableFilter filter) {
    super(operation);
    this.change = change;
    this.after = after;
    this.filter = filter;
    this.stages = Stages.of(method().getReturnType());
  }

  @Override
  @Nullable Object invoke(InvocationContext call) throws Exception {
    if (!after) {
      change.apply(call, /* result= */ null);
      return call.proceed();
    }
    Object returned;
    try {
      returned = call.proceed();
    } catch (Throwable failure) {
      applyAfter(failure, call);
      throw failure;
    }
    if (stages == null || returned == null) {
      change.apply(call, returned);
      return returned;
    }
    return stages.whenComplete(
        returned,
        (value, failure) -> {
          if (failure == null) {
            change.apply(call, value);
          } else {
            applyAfter(unwrapped(failure), call);
          }
        });
  }

  private static Throwable unwrapped(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : null;
    return cause == null ? failure : cause;
  }

  private void applyAfter(Throwable failure, InvocationContext call) {
    if (!filter.accepts(failure)) {
      return;
    }
    try {
      change.apply(call, /* result= */ null);
    } catch (RuntimeException e) {
      // The method's own exception is what its caller must see.
      failure.addSuppressed(e);
    }
  }
}
