package io.nearfar.cdi.internal.invoke;

import io.nearfar.cdi.internal.model.Intercepted;
import jakarta.interceptor.InvocationContext;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** An operation with all that a call needs. Thread-safe. */
abstract class BoundOperation {
  private final Class<? extends Annotation> kind;
  private final Method method;

  BoundOperation(Intercepted operation) {
    kind = operation.annotation().annotationType();
    method = operation.method().method();
  }

  /** Its annotation's type: which of the interceptors it is for. */
  final Class<? extends Annotation> kind() {
    return kind;
  }

  final Method method() {
    return method;
  }

  /**
   * Does what the annotation says, and calls the method where needed.
   *
   * @throws Exception what the method throws
   */
  abstract @Nullable Object invoke(InvocationContext call) throws Exception;
}
