package io.nearfar.cdi.internal.expressions;

import org.jspecify.annotations.Nullable;

/** Reads a property. Thread-safe. */
@FunctionalInterface
interface Accessor {

  /**
   * The property of an object.
   *
   * @param owner of the type that the accessor was made for
   * @throws RuntimeException what a getter throws
   */
  @Nullable Object get(Object owner);
}
