package io.nearfar.cdi.internal.invoke;

import jakarta.interceptor.InvocationContext;
import java.io.Serial;
import java.io.Serializable;
import java.lang.annotation.Annotation;
import org.jspecify.annotations.Nullable;

/**
 * What the interceptors have in common. A container makes an interceptor for each bean instance, so
 * its class is looked up once. Serializable, as beans that are passivated demand it.
 */
abstract class CacheInterceptor implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // a client proxy
  private final Invocations invocations;

  private final Class<? extends Annotation> kind;

  /** Immutable, so a race of two calls does no harm. */
  private transient @Nullable ClassOperations operations;

  CacheInterceptor(Invocations invocations, Class<? extends Annotation> kind) {
    this.invocations = invocations;
    this.kind = kind;
  }

  /** Does the method's operation if it is of this kind: a method's own goes before its class's. */
  final @Nullable Object intercept(InvocationContext call) throws Exception {
    ClassOperations known = operations;
    if (known == null) {
      known = invocations.of(call.getTarget().getClass(), kind);
      operations = known;
    }
    BoundOperation operation = known.of(call.getMethod());
    return operation == null ? call.proceed() : operation.invoke(call);
  }
}
