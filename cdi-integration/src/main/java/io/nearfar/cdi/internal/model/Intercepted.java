package io.nearfar.cdi.internal.model;

import java.lang.annotation.Annotation;

/** What an annotation has done when a method is called. Immutable. */
public sealed interface Intercepted permits BatchScope, CacheOperation, TagInvalidation {

  /** The method. */
  MethodFacts method();

  /** The annotation, of the method, its class or a stereotype. */
  Annotation annotation();
}
