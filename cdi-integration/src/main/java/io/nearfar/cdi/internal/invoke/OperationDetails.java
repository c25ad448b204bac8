package io.nearfar.cdi.internal.invoke;

import io.nearfar.cdi.internal.model.CacheOperation;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Set;
import javax.cache.annotation.CacheMethodDetails;

/** An operation as resolver factories see it. */
class OperationDetails<A extends Annotation> implements CacheMethodDetails<A> {
  private final CacheOperation operation;
  private final A annotation;

  OperationDetails(CacheOperation operation, A annotation) {
    this.operation = operation;
    this.annotation = annotation;
  }

  @Override
  public final Method getMethod() {
    return operation.method().method();
  }

  @Override
  public final Set<Annotation> getAnnotations() {
    return operation.method().annotations();
  }

  @Override
  public final A getCacheAnnotation() {
    return annotation;
  }

  @Override
  public final String getCacheName() {
    return operation.cacheName();
  }

  final CacheOperation operation() {
    return operation;
  }
}
