package io.nearfar.cdi.internal.model;

import io.nearfar.cdi.CacheTags;
import io.nearfar.cdi.InvalidateOn;
import io.nearfar.cdi.InvalidateTags;
import io.nearfar.cdi.internal.expressions.ExpressionException;
import io.nearfar.cdi.internal.expressions.Scope;
import io.nearfar.cdi.internal.expressions.TagList;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheResolverFactory;
import org.jspecify.annotations.Nullable;

/** Reads the tags of the methods of a class. What can't be compiled is a fault, and left out. */
final class TagReader {
  private static final String EVENT = "event:";

  private final TypeFacts type;
  private final Consumer<Fault> faults;

  TagReader(TypeFacts type, Consumer<Fault> faults) {
    this.type = type;
    this.faults = faults;
  }

  /**
   * The tags of stored values: those of the class, those of the method, and those of their events.
   *
   * @param value the position of the value; below 0 if that is the method's result
   */
  TagList stored(MethodFacts method, int value) {
    Scope scope = Scope.of(method.method(), type.type());
    Scope own = value < 0 ? scope : scope.withResult(value);
    TagList.Builder tags = new TagList.Builder();
    for (CacheTags annotation : both(method, CacheTags.class)) {
      addAll(tags, annotation.value(), own, method, annotation);
    }
    for (String event : events(method)) {
      try {
        tags.addLiteral(EVENT + event);
      } catch (ExpressionException e) {
        report(e, method);
      }
    }
    return tags.build();
  }

  /** The events that make stored values invalid. */
  Set<String> events(MethodFacts method) {
    Set<String> events = new LinkedHashSet<>();
    for (InvalidateOn annotation : both(method, InvalidateOn.class)) {
      events.addAll(Arrays.asList(annotation.value()));
    }
    return events;
  }

  /** Reports annotations that say how values are stored where none are. */
  void reportIdle(MethodFacts method) {
    for (Class<? extends Annotation> idle : List.of(CacheTags.class, InvalidateOn.class)) {
      if (Annotations.isPresent(method.annotations(), idle)) {
        report(Fault.Kind.TAGS_WITHOUT_STORE, method, "@" + idle.getSimpleName());
      }
    }
  }

  /** Reports events that are none, of a method or a class. */
  void reportEvents(MethodFacts method) {
    for (InvalidateOn annotation : both(method, InvalidateOn.class)) {
      if (annotation.value().length == 0) {
        report(Fault.Kind.NO_TAGS, method, "@InvalidateOn names no event");
      }
      if (Arrays.asList(annotation.value()).contains("")) {
        report(Fault.Kind.BAD_TAG, method, "the name of an event has no character");
      }
    }
  }

  TagInvalidation invalidation(MethodFacts method, InvalidateTags annotation) {
    Scope scope = Scope.of(method.method(), type.type());
    TagList.Builder tags = new TagList.Builder();
    addAll(
        tags,
        annotation.value(),
        annotation.afterInvocation() ? scope : scope.beforeCall(),
        method,
        annotation);
    return new TagInvalidation(
        method,
        annotation,
        cacheNames(method, annotation),
        tags.build(),
        ThrowableFilter.of(annotation.evictFor(), annotation.noEvictFor(), /* whenEmpty= */ false));
  }

  private List<String> cacheNames(MethodFacts method, InvalidateTags annotation) {
    Set<String> names = new LinkedHashSet<>();
    for (String name : annotation.cacheName()) {
      names.add(name.trim());
    }
    if (names.isEmpty()) {
      CacheDefaults defaults = type.findDefault(CacheDefaults.class);
      // A resolver would be asked for an annotation of JSR-107, which this is not.
      if (defaults != null && defaults.cacheResolverFactory() == CacheResolverFactory.class) {
        names.add(defaults.cacheName().trim());
      }
    }
    if (names.isEmpty() || names.contains("")) {
      report(Fault.Kind.NO_CACHE_NAMED, method, "");
    }
    return List.copyOf(names);
  }

  /** Of the class first. */
  private <A extends Annotation> List<A> both(MethodFacts method, Class<A> annotation) {
    List<A> found = new ArrayList<>();
    addUnlessNull(found, type.findDefault(annotation));
    addUnlessNull(found, Annotations.find(method.annotations(), annotation));
    return found;
  }

  private static <A> void addUnlessNull(List<A> all, @Nullable A one) {
    if (one != null) {
      all.add(one);
    }
  }

  private void addAll(
      TagList.Builder tags, String[] texts, Scope scope, MethodFacts method, Annotation origin) {
    if (texts.length == 0) {
      report(
          Fault.Kind.NO_TAGS,
          method,
          "@" + origin.annotationType().getSimpleName() + " has no tags");
    }
    for (String text : texts) {
      try {
        tags.add(text, scope);
      } catch (ExpressionException e) {
        report(e, method);
      }
    }
  }

  private void report(ExpressionException problem, MethodFacts method) {
    report(Fault.Kind.of(problem.problem()), method, problem.seen());
  }

  private void report(Fault.Kind kind, MethodFacts method, String seen) {
    faults.accept(new Fault(kind, method.name(), seen));
  }
}
