package io.nearfar.internal.codec;

import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Optional;

/**
 * Decides by class how an object is copied. Decided once per class, from the class alone.
 *
 * <p>The routes are {@code int}s and not an enum because they are kept with the class ({@link
 * ClassValue}): an object of a class of ours, kept with {@code java.util.ArrayList}, would keep our
 * class loader alive after undeployment.
 */
final class CopyRoutes {
  /** Shared: nobody can change it. */
  static final int SHARED = 0;

  /** An {@link Optional}: shared if its content is. */
  static final int OPTIONAL = 1;

  /** Copied by Fory's serializer for it. */
  static final int FORY = 2;

  /** Copied field by field, without calling a constructor. */
  static final int FIELDS = 3;

  /** A record: rebuilt through its canonical constructor. */
  static final int RECORD = 4;

  /** Copied by its own {@code clone()}, which is deep. */
  static final int CLONE = 5;

  /** Copied by Java serialization, together with everything that holds it. */
  static final int STREAM = 6;

  /** A live resource: never copied as a value of its own. */
  static final int RESOURCE = 7;

  /** No way to copy it that we can answer for. */
  static final int REFUSED = 8;

  private final ImmutableTypes immutableTypes;

  private final ClassValue<Integer> routes =
      new ClassValue<>() {
        @Override
        protected Integer computeValue(Class<?> type) {
          return decide(type);
        }
      };

  CopyRoutes(ImmutableTypes immutableTypes) {
    this.immutableTypes = immutableTypes;
  }

  int route(Class<?> type) {
    return routes.get(type);
  }

  ImmutableTypes immutableTypes() {
    return immutableTypes;
  }

  private int decide(Class<?> type) {
    if (immutableTypes.isImmutable(type)) {
      return SHARED;
    }
    if (type.isArray()) {
      return FORY;
    }
    if (LiveResources.isResource(type)) {
      return RESOURCE;
    }
    return JdkTypes.isJdk(type) ? decideJdk(type) : decideApplication(type);
  }

  private static int decideJdk(Class<?> type) {
    if (type == Optional.class) {
      return OPTIONAL;
    }
    if (JdkTypes.isCopiedByFory(type)) {
      return FORY;
    }
    if (JdkTypes.isCopiedByField(type)) {
      return FIELDS;
    }
    // A map of enums is copied entry by entry by a serializer of ours.
    if (type == java.util.EnumMap.class) {
      return FORY;
    }
    return JdkTypes.isCloned(type) ? CLONE : streamOrRefused(type);
  }

  private static int decideApplication(Class<?> type) {
    if (type.isHidden() || SerializationHooks.present(type) || hasStateOfJdk(type)) {
      return streamOrRefused(type);
    }
    return type.isRecord() ? RECORD : FIELDS;
  }

  /** Extends a class of the JDK that has fields: a collection, an exception, a proxy, a date. */
  static boolean hasStateOfJdk(Class<?> type) {
    for (Class<?> level = type; level != null; level = level.getSuperclass()) {
      if (JdkTypes.isJdk(level)) {
        for (Field field : level.getDeclaredFields()) {
          if (!Modifier.isStatic(field.getModifiers())) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static int streamOrRefused(Class<?> type) {
    return Serializable.class.isAssignableFrom(type) ? STREAM : REFUSED;
  }
}
