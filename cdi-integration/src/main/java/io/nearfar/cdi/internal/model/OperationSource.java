package io.nearfar.cdi.internal.model;

import java.util.List;

/** Knows what the methods of classes do with caches. Thread-safe. */
@FunctionalInterface
public interface OperationSource {

  /**
   * What annotations have done by the methods of a class.
   *
   * @param type a bean's class, or the class of a container's proxy of it
   * @throws RuntimeException if the class was not checked at deployment, and has mistakes
   */
  List<Intercepted> operationsOf(Class<?> type);
}
