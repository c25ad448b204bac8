package io.nearfar.cdi.internal.model;

import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Set;
import javax.cache.annotation.CacheKey;
import javax.cache.annotation.CacheValue;

/**
 * What is known of a parameter.
 *
 * @param position from 0 on
 * @param rawType its class
 * @param type its type with arguments
 * @param annotations its annotations
 */
public record ParameterFacts(
    int position, Class<?> rawType, Type type, Set<Annotation> annotations) {

  /** Whether it is marked as a part of the key. */
  public boolean isMarkedKey() {
    return Annotations.isPresent(annotations, CacheKey.class);
  }

  /** Whether it is marked as the value to store. */
  public boolean isMarkedValue() {
    return Annotations.isPresent(annotations, CacheValue.class);
  }
}
