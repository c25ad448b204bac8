package io.nearfar.cdi.internal.lite;

import io.nearfar.cdi.internal.model.Annotations;
import io.nearfar.cdi.internal.model.MethodFacts;
import io.nearfar.cdi.internal.model.MethodRules;
import io.nearfar.cdi.internal.model.ParameterFacts;
import io.nearfar.cdi.internal.model.TypeFacts;
import jakarta.enterprise.inject.Stereotype;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads facts from classes as they were compiled. */
final class ReflectedFacts {
  private ReflectedFacts() {}

  static TypeFacts of(Class<?> type) {
    Set<Annotation> inherited = new LinkedHashSet<>();
    List<MethodFacts> methods = new ArrayList<>(methods(type, type));
    for (Class<?> superclass = type.getSuperclass();
        superclass != null && superclass != Object.class;
        superclass = superclass.getSuperclass()) {
      inherited.addAll(expanded(superclass.getAnnotations()));
      methods.addAll(methods(superclass, type));
    }
    return new TypeFacts(
        type,
        expanded(type.getAnnotations()),
        Collections.unmodifiableSet(inherited),
        List.copyOf(methods));
  }

  private static Set<Annotation> expanded(Annotation[] annotations) {
    return Annotations.expanded(List.of(annotations), ReflectedFacts::definition);
  }

  private static Collection<Annotation> definition(Class<? extends Annotation> type) {
    return type.isAnnotationPresent(Stereotype.class)
            || type.isAnnotationPresent(InterceptorBinding.class)
        ? List.of(type.getAnnotations())
        : List.of();
  }

  private static List<MethodFacts> methods(Class<?> declaring, Class<?> bean) {
    List<MethodFacts> methods = new ArrayList<>();
    for (Method method : declaring.getDeclaredMethods()) {
      if (!method.isSynthetic() && !MethodRules.isOverridden(method, bean)) {
        methods.add(facts(method));
      }
    }
    return methods;
  }

  private static MethodFacts facts(Method method) {
    List<ParameterFacts> parameters = new ArrayList<>();
    for (int i = 0; i < method.getParameterCount(); i++) {
      parameters.add(
          new ParameterFacts(
              i,
              method.getParameterTypes()[i],
              method.getGenericParameterTypes()[i],
              Set.of(method.getParameterAnnotations()[i])));
    }
    return new MethodFacts(method, expanded(method.getAnnotations()), List.copyOf(parameters));
  }
}
