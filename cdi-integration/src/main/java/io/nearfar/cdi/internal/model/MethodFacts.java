package io.nearfar.cdi.internal.model;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is known of a method.
 *
 * @param method the method
 * @param annotations its annotations
 * @param parameters its parameters in order
 */
public record MethodFacts(
    Method method, Set<Annotation> annotations, List<ParameterFacts> parameters) {

  /** {@code package.Class.method(types)}: the default name of a cache, and the name in messages. */
  public String name() {
    return method.getDeclaringClass().getName()
        + '.'
        + method.getName()
        + Arrays.stream(method.getParameterTypes())
            .map(Class::getTypeName)
            .collect(Collectors.joining(",", "(", ")"));
  }
}
