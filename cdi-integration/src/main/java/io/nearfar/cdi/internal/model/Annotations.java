package io.nearfar.cdi.internal.model;

import io.nearfar.cdi.BatchInvalidation;
import io.nearfar.cdi.InvalidateTags;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
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

  /** All for which there is an interceptor. */
  public static final List<Class<? extends Annotation>> BINDINGS =
      List.of(
          BatchInvalidation.class,
          InvalidateTags.class,
          CacheResult.class,
          CachePut.class,
          CacheRemove.class,
          CacheRemoveAll.class);

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

  /**
   * The annotations, then those that their stereotypes and bindings stand for.
   *
   * @param definition what an annotation's type stands for; empty for most
   */
  public static Set<Annotation> expanded(
      Collection<Annotation> annotations,
      Function<Class<? extends Annotation>, Collection<Annotation>> definition) {
    Set<Annotation> all = new LinkedHashSet<>(annotations);
    List<Annotation> open = new ArrayList<>(annotations);
    for (int i = 0; i < open.size(); i++) {
      for (Annotation meant : definition.apply(open.get(i).annotationType())) {
        if (all.add(meant)) {
          open.add(meant);
        }
      }
    }
    return Collections.unmodifiableSet(all);
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
