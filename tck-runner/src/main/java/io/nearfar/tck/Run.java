package io.nearfar.tck;

import java.util.List;
import java.util.Locale;

/**
 * One pass over a suite in a JVM of its own.
 *
 * @param suite the part of the TCK
 * @param setup what it is run against
 * @param slot which of the two JDKs
 * @param order order of the test classes
 */
record Run(Suite suite, Setup setup, Slot slot, Order order) {

  /** Which JDK runs the tests. */
  enum Slot {
    /** The JDK of the build, or the one named by {@code tck.jvm}. */
    MAIN,
    /** The newest one found on the machine. */
    NEWEST;

    String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Order of the test classes by name. */
  enum Order {
    FORWARD,
    REVERSE;

    String id() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the names stand in this order. */
    boolean holds(List<String> names) {
      for (int i = 1; i < names.size(); i++) {
        int difference = names.get(i - 1).compareTo(names.get(i));
        if (this == FORWARD ? difference > 0 : difference < 0) {
          return false;
        }
      }
      return true;
    }
  }

  /** Id of the Maven execution and name of the report directory. */
  String id() {
    return String.join(".", suite.id(), setup.id(), slot.id(), order.id());
  }

  /**
   * The inverse of {@link #id()}.
   *
   * @throws IllegalArgumentException if it is not an id
   */
  static Run parse(String id) {
    String[] parts = id.split("\\.", -1);
    if (parts.length != 4) {
      throw new IllegalArgumentException(
          "'" + id + "' is not a TCK run; expected <suite>.<setup>.<jdk>.<order>");
    }
    return new Run(
        Suite.parse(parts[0]),
        Setup.parse(parts[1]),
        Slot.valueOf(parts[2].toUpperCase(Locale.ROOT)),
        Order.valueOf(parts[3].toUpperCase(Locale.ROOT)));
  }
}
