package io.nearfar.internal.codec;

import org.jspecify.annotations.Nullable;

/**
 * What the codec does with the instances of one class.
 *
 * @param type the class
 * @param route how they are written
 * @param form for {@link Route#DIRECT}: how exactly; null for strings and booleans
 * @param kind for {@link Route#COLLECTION} and {@link Route#MAP}: which one
 * @param shape for {@link Route#OBJECT} and {@link Route#RECORD}, and for {@link Route#STREAM} if
 *     its fields can be seen: its fields
 * @param rereads for {@link Route#STREAM}: its serialized form is just its fields, and reading that
 *     form does something more
 */
record TypePlan(
    Class<?> type,
    Route route,
    @Nullable DirectForm<?> form,
    Containers.@Nullable Kind kind,
    @Nullable ClassShape shape,
    boolean rereads) {

  /** The ways to write an object. */
  enum Route {
    DIRECT,
    ENUM,
    CLASS,
    OBJECT,
    RECORD,
    OBJECT_ARRAY,
    PRIMITIVE_ARRAY,
    COLLECTION,
    MAP,
    ENTRY,
    OPTIONAL,
    ENUM_SET,
    ENUM_MAP,
    COMPARATOR,
    /** By Java serialization, with everything that holds it. */
    STREAM,
    /** Not at all: it stands for something alive in this JVM. */
    RESOURCE,
    /** Not at all. */
    REFUSED
  }

  static TypePlan of(Class<?> type, Route route) {
    return new TypePlan(type, route, null, null, null, /* rereads= */ false);
  }

  /** Stands for its fields; 0 if they don't matter. */
  int fingerprint() {
    return shape == null ? 0 : shape.fingerprint();
  }

  /** Its fields, which are there for this route. */
  ClassShape fields() {
    ClassShape found = shape;
    if (found == null) {
      throw new IllegalStateException("no shape");
    }
    return found;
  }
}
