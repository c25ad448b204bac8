package io.nearfar.cdi.internal.model;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a bean class, wherever it was read: annotations include those that extensions
 * added and those that stand for others.
 *
 * @param type the class
 * @param annotations its own and those of its stereotypes
 * @param inherited those of its superclasses, nearest first, for what the class does not say itself
 * @param methods all methods that may be called, without those that are overridden
 */
public record TypeFacts(
    Class<?> type,
    Set<Annotation> annotations,
    Set<Annotation> inherited,
    List<MethodFacts> methods) {

  /** What the class says for its methods, or a superclass for it; null if none does. */
  <A extends Annotation> @Nullable A findDefault(Class<A> annotation) {
    A own = Annotations.find(annotations, annotation);
    return own == null ? Annotations.find(inherited, annotation) : own;
  }
}
