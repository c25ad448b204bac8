package io.nearfar.internal.codec;

import java.util.Collections;
import java.util.Comparator;

/** The comparators of the JDK that have no state. (The natural order is an enum.) */
final class Comparators {
  private static final int REVERSE = 1;
  private static final int CASE_INSENSITIVE = 2;

  private Comparators() {}

  static boolean isKnown(Class<?> type) {
    return type == Collections.reverseOrder().getClass()
        || type == String.CASE_INSENSITIVE_ORDER.getClass();
  }

  static int kindOf(Class<?> type) {
    return type == String.CASE_INSENSITIVE_ORDER.getClass() ? CASE_INSENSITIVE : REVERSE;
  }

  static Comparator<?> ofKind(int kind) {
    return switch (kind) {
      case REVERSE -> Collections.reverseOrder();
      case CASE_INSENSITIVE -> String.CASE_INSENSITIVE_ORDER;
      default -> throw CodecMessages.unreadable("An order is unknown");
    };
  }
}
