package io.nearfar.cdi.internal.model;

import java.lang.annotation.Annotation;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheRemoveAll;
import javax.cache.annotation.CacheResult;
import org.jspecify.annotations.Nullable;

/** Finds annotations in collections of them. */
public final class Annotations {
  /** The four that make a method use a cache. */
  public static final List<Class<? extends Annotation>> OPERATIONS =
      List.of(CacheResult.class, CachePut.class, CacheRemove.class, CacheRemoveAll.class);

  private Annotations() {}

  /** The first of a type; null if there is none. */
  public static <A extends Annotation> @Nullable A find(
      Collection<Annotation> annotations, Class<A> type) {
    for (Annotation annotation : annotations) {
      if (annotation.annotationType() == type) {
        return type.cast(annotation);
      }
    }
    return null;
  }

  /** Whether there is one of a type. */
  public static boolean isPresent(
      Collection<Annotation> annotations, Class<? extends Annotation> type) {
    return find(annotations, type) != null;
  }

  /** Those among them that make a method use a cache. */
  public static Set<Annotation> operations(Collection<Annotation> annotations) {
    Set<Annotation> found = new LinkedHashSet<>();
    for (Annotation annotation : annotations) {
      if (OPERATIONS.contains(annotation.annotationType())) {
        found.add(annotation);
      }
    }
    return found;
  }
}
