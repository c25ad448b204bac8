package io.nearfar.cdi.internal.expressions;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Types without variables: each is replaced by what is known of it where it is used, or by its
 * bound.
 */
final class Types {
  private Types() {}

  private record Parameterized(Class<?> raw, List<Type> arguments) implements ParameterizedType {
    @Override
    public Type[] getActualTypeArguments() {
      return arguments.toArray(Type[]::new);
    }

    @Override
    public Type getRawType() {
      return raw;
    }

    @Override
    public @Nullable Type getOwnerType() {
      return raw.getDeclaringClass();
    }

    /** As in source code: messages show it. */
    @Override
    public String toString() {
      return raw.getName()
          + arguments.stream().map(Type::getTypeName).collect(joining(", ", "<", ">"));
    }
  }

  /** The class of any type. */
  static Class<?> raw(Type type) {
    if (type instanceof Class<?> plain) {
      return plain;
    } else if (type instanceof ParameterizedType parameterized) {
      return (Class<?>) parameterized.getRawType();
    } else if (type instanceof GenericArrayType array) {
      return Array.newInstance(raw(array.getGenericComponentType()), 0).getClass();
    } else if (type instanceof WildcardType wildcard) {
      return raw(wildcard.getUpperBounds()[0]);
    }
    return type instanceof TypeVariable<?> variable ? raw(variable.getBounds()[0]) : Object.class;
  }

  /** The type with what is known of its variables. */
  static Type closed(Type type, Map<TypeVariable<?>, Type> known) {
    if (type instanceof TypeVariable<?>) {
      Type meant = known.get(type);
      return meant == null ? raw(type) : meant;
    } else if (type instanceof ParameterizedType parameterized) {
      return new Parameterized(
          raw(parameterized),
          Arrays.stream(parameterized.getActualTypeArguments())
              .map(argument -> closed(argument, known))
              .toList());
    } else if (type instanceof WildcardType wildcard) {
      return closed(wildcard.getUpperBounds()[0], known);
    } else if (type instanceof GenericArrayType array) {
      Class<?> component = raw(closed(array.getGenericComponentType(), known));
      return Array.newInstance(component, 0).getClass();
    }
    return type;
  }

  /** What the variables of a type and of all its supertypes stand for. */
  static Map<TypeVariable<?>, Type> bindings(Type closed) {
    Map<TypeVariable<?>, Type> known = new HashMap<>();
    collect(closed, known);
    return known;
  }

  private static void collect(Type type, Map<TypeVariable<?>, Type> known) {
    Class<?> raw = raw(type);
    if (type instanceof ParameterizedType parameterized) {
      TypeVariable<?>[] variables = raw.getTypeParameters();
      Type[] arguments = parameterized.getActualTypeArguments();
      for (int i = 0; i < variables.length; i++) {
        known.putIfAbsent(variables[i], arguments[i]);
      }
    }
    if (raw.getGenericSuperclass() != null) {
      collect(closed(raw.getGenericSuperclass(), known), known);
    }
    for (Type implemented : raw.getGenericInterfaces()) {
      collect(closed(implemented, known), known);
    }
  }

  /**
   * An argument of one of a type's supertypes: the element of a collection.
   *
   * @return {@code Object} if it is not known
   */
  static Type argument(Type closed, Class<?> supertype, int index) {
    Type found = bindings(closed).get(supertype.getTypeParameters()[index]);
    return found == null ? Object.class : found;
  }
}
