package io.nearfar.internal.codec;

import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Finds the classes that the types of a cache name: those of their fields (transient ones excepted)
 * and record components, type arguments, superclasses, and the permitted subclasses of sealed
 * types; and so on from there. Classes of the JDK are named but not looked into.
 */
final class TypeInference {
  private final Set<String> names = new LinkedHashSet<>();
  private final Set<Type> seen = new HashSet<>();
  private final Deque<Type> open = new ArrayDeque<>();

  private TypeInference() {}

  /** The names of all classes found, the given ones included. */
  static Set<String> namesOf(Collection<Class<?>> types) {
    TypeInference inference = new TypeInference();
    inference.open.addAll(types);
    while (!inference.open.isEmpty()) {
      Type next = inference.open.remove();
      if (inference.seen.add(next)) {
        inference.visit(next);
      }
    }
    return inference.names;
  }

  private void visit(Type type) {
    if (type instanceof Class<?> c) {
      visitClass(c);
    } else if (type instanceof ParameterizedType generic) {
      open.add(generic.getRawType());
      addAll(generic.getActualTypeArguments());
    } else if (type instanceof GenericArrayType array) {
      open.add(array.getGenericComponentType());
    } else if (type instanceof WildcardType wildcard) {
      addAll(wildcard.getUpperBounds());
      addAll(wildcard.getLowerBounds());
    } else if (type instanceof TypeVariable<?> variable) {
      addAll(variable.getBounds());
    }
  }

  private void visitClass(Class<?> type) {
    if (type.isArray()) {
      open.add(type.getComponentType());
      return;
    }
    if (type.isPrimitive()) {
      return;
    }
    names.add(type.getName());
    if (JdkTypes.isJdk(type)) {
      return;
    }
    try {
      visitParts(type);
    } catch (LinkageError | TypeNotPresentException e) {
      // A class that it names is not there: so there are no instances of it either.
    }
  }

  private void visitParts(Class<?> type) {
    Type parent = type.getGenericSuperclass();
    if (parent != null) {
      open.add(parent);
    }
    if (type.isSealed()) {
      addAll(type.getPermittedSubclasses());
    }
    for (Field field : type.getDeclaredFields()) {
      if ((field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0) {
        open.add(field.getGenericType());
      }
    }
  }

  private void addAll(Type[] types) {
    for (Type type : types) {
      open.add(type);
    }
  }
}
