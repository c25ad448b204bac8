package io.nearfar.cdi.internal.expressions;

import io.nearfar.cdi.internal.messages.CdiMessages;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.ZoneId;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.Set;
import java.util.UUID;

/**
 * The texts of values in tags. Only of immutable values of the JDK and of enums: a text that is
 * another one tomorrow, or in another JVM, would invalidate nothing.
 */
final class TextForms {
  private static final Set<Class<?>> TEXTS =
      Set.of(
          String.class,
          Integer.class,
          Long.class,
          Short.class,
          Byte.class,
          Boolean.class,
          Character.class,
          Double.class,
          Float.class,
          BigInteger.class,
          BigDecimal.class,
          UUID.class);

  private TextForms() {}

  /**
   * The text of a value.
   *
   * @throws IllegalArgumentException if it has none
   */
  static String text(Object value) {
    if (value instanceof String text) {
      return text;
    } else if (value instanceof Enum<?> constant) {
      return constant.name();
    } else if (hasText(value.getClass())) {
      return value.toString();
    }
    throw new IllegalArgumentException(CdiMessages.noTagText(value.getClass().getTypeName()));
  }

  /** Whether values of a type, or of some of its subtypes, have a text. */
  static boolean mayHaveText(Class<?> type) {
    return type.isPrimitive()
        || type.isEnum()
        || hasText(type)
        || (type.isInterface() && !java.util.Map.class.isAssignableFrom(type))
        || type == Object.class
        || type == Enum.class
        || type == Number.class
        || type == ZoneId.class;
  }

  private static boolean hasText(Class<?> type) {
    return TEXTS.contains(type)
        || ZoneId.class.isAssignableFrom(type)
        || (type.getPackageName().equals("java.time")
            && (TemporalAccessor.class.isAssignableFrom(type)
                || TemporalAmount.class.isAssignableFrom(type)));
  }
}
