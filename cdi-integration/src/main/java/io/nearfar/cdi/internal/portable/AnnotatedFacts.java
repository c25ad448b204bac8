package io.nearfar.cdi.internal.portable;

import io.nearfar.cdi.internal.model.Annotations;
import io.nearfar.cdi.internal.model.MethodFacts;
import io.nearfar.cdi.internal.model.MethodRules;
import io.nearfar.cdi.internal.model.ParameterFacts;
import io.nearfar.cdi.internal.model.TypeFacts;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedParameter;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads facts from annotated types, as extensions may have changed them. */
final class AnnotatedFacts {
  private final BeanManager beanManager;

  AnnotatedFacts(BeanManager beanManager) {
    this.beanManager = beanManager;
  }

  TypeFacts of(AnnotatedType<?> type) {
    Set<Annotation> inherited = new LinkedHashSet<>();
    for (Class<?> superclass = type.getJavaClass().getSuperclass();
        superclass != null;
        superclass = superclass.getSuperclass()) {
      inherited.addAll(expanded(List.of(superclass.getAnnotations())));
    }
    return new TypeFacts(
        type.getJavaClass(),
        expanded(type.getAnnotations()),
        Collections.unmodifiableSet(inherited),
        methods(type));
  }

  private Set<Annotation> expanded(Collection<Annotation> annotations) {
    return Annotations.expanded(annotations, this::definition);
  }

  private Set<Annotation> definition(Class<? extends Annotation> type) {
    if (beanManager.isStereotype(type)) {
      return beanManager.getStereotypeDefinition(type);
    }
    return beanManager.isInterceptorBinding(type)
        ? beanManager.getInterceptorBindingDefinition(type)
        : Set.of();
  }

  private <T> List<MethodFacts> methods(AnnotatedType<T> type) {
    List<MethodFacts> methods = new ArrayList<>();
    for (AnnotatedMethod<? super T> method : type.getMethods()) {
      if (!method.getJavaMember().isSynthetic()
          && method.getJavaMember().getDeclaringClass() != Object.class
          && !MethodRules.isOverridden(method.getJavaMember(), type.getJavaClass())) {
        methods.add(facts(method));
      }
    }
    return List.copyOf(methods);
  }

  private MethodFacts facts(AnnotatedMethod<?> method) {
    List<ParameterFacts> parameters = new ArrayList<>();
    for (AnnotatedParameter<?> parameter : method.getParameters()) {
      int position = parameter.getPosition();
      parameters.add(
          new ParameterFacts(
              position,
              method.getJavaMember().getParameterTypes()[position],
              parameter.getBaseType(),
              Set.copyOf(parameter.getAnnotations())));
    }
    return new MethodFacts(
        method.getJavaMember(), expanded(method.getAnnotations()), List.copyOf(parameters));
  }
}
