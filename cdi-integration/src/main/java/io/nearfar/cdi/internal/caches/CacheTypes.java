package io.nearfar.cdi.internal.caches;

import io.nearfar.cdi.internal.model.CacheOperation;
import io.nearfar.cdi.internal.model.MethodFacts;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The classes that methods read from and write to each cache, by name: what a far tier may read
 * into objects. Thread-safe.
 */
final class CacheTypes {
  private final Map<String, Set<String>> types = new ConcurrentHashMap<>();

  /** Notes the types of an operation. */
  void add(CacheOperation operation) {
    MethodFacts method = operation.method();
    Set<String> names = new TreeSet<>();
    if (operation instanceof CacheOperation.Result) {
      add(names, method.method().getGenericReturnType());
    }
    method.parameters().forEach(parameter -> add(names, parameter.type()));
    types.merge(
        operation.cacheName(),
        names,
        (known, more) -> {
          Set<String> all = new TreeSet<>(known);
          all.addAll(more);
          return all;
        });
    if (operation instanceof CacheOperation.Result result) {
      result
          .cachedExceptions()
          .included()
          .forEach(
              type ->
                  types
                      .computeIfAbsent(
                          result.exceptionCacheName(), cache -> ConcurrentHashMap.newKeySet())
                      .add(type.getName()));
    }
  }

  /** The names for a cache; empty if no method uses it. */
  Set<String> of(String cache) {
    return Set.copyOf(types.getOrDefault(cache, Set.of()));
  }

  private static void add(Set<String> names, Type type) {
    if (type instanceof Class<?> plain) {
      Class<?> element = plain;
      while (element.isArray()) {
        element = element.getComponentType();
      }
      if (!element.isPrimitive()) {
        names.add(element.getName());
      }
    } else if (type instanceof ParameterizedType parameterized) {
      add(names, parameterized.getRawType());
      for (Type argument : parameterized.getActualTypeArguments()) {
        add(names, argument);
      }
    } else if (type instanceof GenericArrayType array) {
      add(names, array.getGenericComponentType());
    } else if (type instanceof WildcardType wildcard) {
      for (Type bound : wildcard.getUpperBounds()) {
        add(names, bound);
      }
    }
  }
}
